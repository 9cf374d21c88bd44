package controlfreak.ui.main.menu;

import controlfreak.ui.action.ActionMenu;
import controlfreak.ui.action.PanelAction;
import controlfreak.ui.fx.ReadOnlyLock;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.state.MainViewModel;
import controlfreak.ui.main.verb.Fit;
import controlfreak.ui.main.verb.Verb;
import controlfreak.ui.settings.Preferences;
import controlfreak.ui.settings.ThemeChoice;
import controlfreak.ui.workspace.WorkspaceCommands;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.beans.Observable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** All that can be done from the main window, each defined once. FX thread only. */
public final class MainActions {
    private final MainViewModel model;
    private final WorkspaceCommands commands;

    final PanelAction create;
    final PanelAction open;
    final PanelAction sample;
    final PanelAction webShop;
    final PanelAction save;
    final PanelAction saveAs;
    final PanelAction close;
    final PanelAction quit;
    public final PanelAction addProxy;
    public final PanelAction addService;
    public final PanelAction edit;
    final PanelAction sockets;
    final PanelAction duplicate;
    final PanelAction remove;
    final PanelAction environment;
    public final PanelAction details;
    final PanelAction history;
    final PanelAction usage;
    final PanelAction nextFailure;
    final PanelAction undo;
    final PanelAction redo;
    final PanelAction startAll;
    final PanelAction stopAll;
    final PanelAction setBack;
    final PanelAction instances;
    final PanelAction signal;
    final PanelAction sampleNow;
    final PanelAction filter;
    final PanelAction find;
    final PanelAction type;
    final PanelAction system;
    final PanelAction light;
    final PanelAction dark;
    public final PanelAction locked;
    final PanelAction byTags;
    public final PanelAction expand;
    public final PanelAction collapse;
    final PanelAction palette;
    final PanelAction settings;
    public final PanelAction changeKeys;
    final PanelAction keys;
    final PanelAction about;
    public final PlaceActions places;
    private final Map<Verb, PanelAction> verbs = new EnumMap<>(Verb.class);

    public MainActions(
            MainViewModel model,
            WorkspaceCommands commands,
            FormCommands forms,
            Preferences preferences,
            WindowCommands window) {
        this.model = model;
        this.commands = commands;
        create = PanelAction.of("new", commands::create).keys("Shortcut+N").looking();
        open = PanelAction.of("open", commands::open).keys("Shortcut+O").looking();
        sample = PanelAction.of("sample", commands::openSample).looking();
        webShop = PanelAction.of("webshop", commands::openWebShop).looking();
        save = PanelAction.of("save", commands::save).keys("Shortcut+S");
        saveAs = PanelAction.of("saveas", commands::saveAs).keys("Shortcut+Shift+S");
        close = PanelAction.of("close", commands::close).looking();
        quit = PanelAction.of("quit", commands::quit).keys("Shortcut+Q").looking();
        addProxy = PanelAction.of("addproxy", forms::addProxy)
                .icon(MaterialDesignP.PLUS)
                .keys("Shortcut+Shift+Y");
        addService = PanelAction.of("addservice", () -> forms.addService(model.proxyOfSelection()))
                .icon(MaterialDesignP.PLUS)
                .keys("Shortcut+Shift+A");
        edit = PanelAction.of("edit", () -> forms.edit(model.selection().keys().get(0)))
                .keys("F2");
        sockets = PanelAction.of("sockets", forms::sockets).keys("Shortcut+Shift+O");
        duplicate = PanelAction.of("duplicate", () -> duplicate(forms)).keys("Shortcut+D");
        remove = PanelAction.of("remove", model::remove)
                .icon(MaterialDesignD.DELETE_OUTLINE)
                .keys("Delete");
        environment = PanelAction.of("environment", () -> window.pane("environment"))
                .keys("Shortcut+E")
                .looking();
        details = PanelAction.of("details", () -> window.pane("details"))
                .keys("Alt+Enter")
                .looking();
        history = PanelAction.of("history", () -> window.pane("history"))
                .keys("Shortcut+H")
                .looking();
        usage = PanelAction.of("usage", () -> window.pane("usage"))
                .keys("Shortcut+U")
                .looking();
        nextFailure =
                PanelAction.of("nextfailure", window::nextFailure).keys("F4").looking();
        undo = PanelAction.of("undo", commands::undo).keys("Shortcut+Z");
        redo = PanelAction.of("redo", commands::redo).keys("Shortcut+Shift+Z");
        verbs.put(Verb.START, verb(Verb.START).icon(MaterialDesignP.PLAY).keys("F7"));
        verbs.put(Verb.WITHNEEDS, verb(Verb.WITHNEEDS));
        verbs.put(Verb.ANYWAY, verb(Verb.ANYWAY));
        verbs.put(Verb.RETRY, verb(Verb.RETRY));
        verbs.put(Verb.GIVEUP, verb(Verb.GIVEUP));
        verbs.put(Verb.RESTART, verb(Verb.RESTART).icon(MaterialDesignR.RESTART).keys("F8"));
        verbs.put(Verb.ROLL, PanelAction.of("roll", this::rollOrStop).keys("Shortcut+F8"));
        verbs.put(Verb.REREAD, verb(Verb.REREAD).keys("Alt+F8"));
        verbs.put(Verb.REFORK, verb(Verb.REFORK).keys("Shortcut+Shift+F8"));
        verbs.put(Verb.STOP, verb(Verb.STOP).icon(MaterialDesignS.STOP).keys("F9"));
        verbs.put(Verb.KILL, verb(Verb.KILL).keys("Shift+F9"));
        verbs.put(Verb.RUN, verb(Verb.RUN));
        verbs.put(Verb.RELOAD, verb(Verb.RELOAD));
        verbs.put(Verb.SHUTDOWN, verb(Verb.SHUTDOWN));
        verbs.put(Verb.RECYCLE, verb(Verb.RECYCLE).icon(MaterialDesignR.RECYCLE).keys("Shift+F8"));
        verbs.put(Verb.CANCEL, verb(Verb.CANCEL).keys("Shortcut+Shift+F9"));
        startAll = PanelAction.of("startall", () -> model.runOnAll(Verb.START))
                .icon(MaterialDesignP.PLAY)
                .keys("Shortcut+F7");
        stopAll = PanelAction.of("stopall", () -> model.runOnAll(Verb.STOP))
                .icon(MaterialDesignS.STOP)
                .keys("Shortcut+F9");
        setBack = PanelAction.of("setback", () -> model.selection().setBackRestarts())
                .looking();
        instances = PanelAction.of("instances", window::instances)
                .icon(MaterialDesignC.CONTENT_DUPLICATE)
                .keys("Shortcut+I");
        signal = PanelAction.of("signal", window::signal).keys("Shortcut+Shift+K");
        places = new PlaceActions(model, commands, window);
        sampleNow = PanelAction.of("samplenow", window::sampleNow).keys("F5").looking();
        filter = PanelAction.of("filter", window::filter).keys("Shortcut+L").looking();
        find = PanelAction.of("find", () -> window.log().find().run())
                .keys("Shortcut+F")
                .looking();
        type = PanelAction.of("type", () -> window.log().type().run()).keys("Shortcut+T");
        system = theme("system", ThemeChoice.SYSTEM, preferences);
        light = theme("light", ThemeChoice.LIGHT, preferences);
        dark = theme("dark", ThemeChoice.DARK, preferences);
        locked = locked(model.document().lock());
        byTags = PanelAction.of(
                        "bytags",
                        () -> model.byTagsProperty().set(!model.byTagsProperty().get()))
                .keys("Shortcut+Shift+T")
                .looking()
                .chosen(model.byTagsProperty());
        expand = PanelAction.of("expand", () -> window.expandAll(true))
                .keys("Shortcut+Shift+Right")
                .looking();
        collapse = PanelAction.of("collapse", () -> window.expandAll(false))
                .keys("Shortcut+Shift+Left")
                .looking();
        palette = PanelAction.of("palette", window::palette)
                .keys("Shortcut+Shift+P")
                .looking();
        settings = PanelAction.of("settings", () -> window.pages().settings())
                .keys("Shortcut+Comma")
                .looking();
        changeKeys =
                PanelAction.of("changekeys", () -> window.pages().changeKeys()).looking();
        keys = PanelAction.of("keys", () -> window.pages().keys()).keys("F1").looking();
        about = PanelAction.of("about", () -> window.pages().about()).looking();
        Stream.of(model.document().openProperty(), commands.undoableProperty(), commands.redoableProperty())
                .forEach(property -> property.addListener(observable -> update()));
        model.rows().revisionProperty().addListener(observable -> update());
        model.rows().figuresRevisionProperty().addListener(observable -> places.update());
        model.rollingProperty().addListener(observable -> update());
        model.selection().keys().addListener((Observable observable) -> update());
        all().forEach(action -> action.obey(model.document().lock().reason()));
        update();
    }

    private static PanelAction theme(String name, ThemeChoice choice, Preferences preferences) {
        return PanelAction.of(name, () -> preferences.themeProperty().set(choice))
                .looking()
                .chosen(preferences.themeProperty().map(now -> now == choice));
    }

    private static PanelAction locked(ReadOnlyLock lock) {
        return PanelAction.of("locked", lock::toggle)
                .icon(MaterialDesignL.LOCK_OUTLINE)
                .keys("Shortcut+Shift+L")
                .looking()
                .chosen(lock.lockedProperty());
    }

    private boolean isTypable() {
        boolean one = model.selection().services().size() == 1;
        return one
                && model.scalable()
                        .filter(service -> service.streams().openStdin())
                        .isPresent();
    }

    private PanelAction verb(Verb verb) {
        return PanelAction.of(verb.key(), () -> model.run(verb));
    }

    /** While some are restarted one by one it stops that. */
    private void rollOrStop() {
        if (model.rollingProperty().get()) {
            model.stopRolling();
        } else {
            model.run(Verb.ROLL);
        }
    }

    /** One copy is looked over in a form; several are made at once. */
    private void duplicate(FormCommands forms) {
        if (model.selection().keys().size() == 1) {
            forms.duplicate(model.selection().keys().get(0));
        } else {
            model.duplicate();
        }
    }

    public PanelAction of(Verb verb) {
        return verbs.get(verb);
    }

    /** The table of all actions, as the menu bar shows it; keys, palette and list of keys come from it, too. */
    List<ActionMenu> menus() {
        return List.of(
                ActionMenu.of(
                        "file", List.of(create, open, sample, webShop), List.of(save, saveAs), List.of(close, quit)),
                ActionMenu.of(
                        "edit",
                        List.of(undo, redo),
                        List.of(addProxy, addService),
                        List.of(edit, environment, duplicate, remove),
                        List.of(sockets)),
                ActionMenu.of(
                        "services",
                        List.of(
                                of(Verb.START),
                                of(Verb.RESTART),
                                of(Verb.REREAD),
                                of(Verb.ROLL),
                                of(Verb.STOP),
                                of(Verb.KILL)),
                        List.of(of(Verb.WITHNEEDS), of(Verb.ANYWAY), of(Verb.RETRY), of(Verb.GIVEUP)),
                        List.of(instances, signal, type, setBack),
                        List.of(of(Verb.RUN), of(Verb.RELOAD), of(Verb.SHUTDOWN)),
                        List.of(of(Verb.RECYCLE), of(Verb.REFORK), of(Verb.CANCEL)),
                        List.of(startAll, stopAll)),
                ActionMenu.of(
                        "places",
                        List.of(places.browse, places.copyAddress),
                        List.of(places.terminal, places.copyCommand, places.copyCommandWhole),
                        List.of(places.showLog, places.showWorkspace)),
                ActionMenu.of(
                        "view",
                        List.of(palette, filter, find),
                        List.of(details, usage, history, nextFailure),
                        List.of(system, light, dark),
                        List.of(byTags, expand, collapse),
                        List.of(locked, sampleNow),
                        List.of(settings)),
                ActionMenu.of("help", List.of(keys, changeKeys), List.of(about)));
    }

    public List<PanelAction> all() {
        return menus().stream().flatMap(ActionMenu::actions).toList();
    }

    private void update() {
        boolean open = model.document().openProperty().get();
        String closed = open ? "" : Texts.text("main.fit.noworkspace");
        Stream.of(
                        List.of(save, saveAs, close, addProxy, addService, sockets, sampleNow),
                        List.of(filter, find, details, usage, history, byTags, expand, collapse))
                .flatMap(List::stream)
                .forEach(action -> action.setObstacle(closed));
        verbs.forEach((verb, action) -> {
            Fit fit = model.fit(verb);
            action.textProperty().set(fit.label());
            action.setObstacle(fit.whyNot());
        });
        if (model.rollingProperty().get()) {
            of(Verb.ROLL).textProperty().set(Texts.text("action.roll.stop"));
            of(Verb.ROLL).setObstacle("");
        }
        locked.setObstacle(model.document().lock().isForGood() ? Texts.text("lock.forgood") : "");
        startAll.setObstacle(model.fitOfAll(Verb.START).whyNot());
        stopAll.setObstacle(model.fitOfAll(Verb.STOP).whyNot());
        String uneditable = model.editProblem().orElse("");
        duplicate.setObstacle(uneditable);
        remove.setObstacle(uneditable);
        boolean oneRow = model.selection().keys().size() == 1
                && !(model.selection().keys().get(0) instanceof RowKey.OfTag);
        edit.setObstacle(oneRow ? "" : Texts.text("main.fit.onerow"));
        environment.setObstacle(closed);
        boolean isLookedAt =
                model.rows().all().stream().noneMatch(row -> row.facts().unseen());
        nextFailure.setObstacle(isLookedAt ? Texts.text("main.fit.nofailure") : "");
        instances.setObstacle(model.scalable().isPresent() ? "" : Texts.text("main.fit.oneservice"));
        places.update();
        setBack.setObstacle(model.selection().isRestarted() ? "" : Texts.text("main.fit.norestart"));
        type.setObstacle(isTypable() ? "" : Texts.text("main.fit.noinput"));
        signal.setObstacle(model.signalled().isEmpty() ? Texts.text("main.fit.nosignal") : "");
        undo.setObstacle(commands.undoableProperty().get() ? "" : Texts.text("main.fit.noundo"));
        redo.setObstacle(commands.redoableProperty().get() ? "" : Texts.text("main.fit.noredo"));
    }
}
