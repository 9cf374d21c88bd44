package controlfreak.ui.main;

import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.workspace.WorkspaceCommands;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** All that can be done from the main window, each defined once. FX thread only. */
final class MainActions {
    /** What only the window itself can do. */
    interface Window {
        void filter();

        void find();

        void environment();

        void details();

        void history();

        void sampleNow();

        void instances();

        void expandAll(boolean expanded);

        void keys();

        void about();
    }

    private final MainViewModel model;
    private final WorkspaceCommands commands;

    final PanelAction create;
    final PanelAction open;
    final PanelAction sample;
    final PanelAction save;
    final PanelAction saveAs;
    final PanelAction close;
    final PanelAction quit;
    final PanelAction addProxy;
    final PanelAction addService;
    final PanelAction edit;
    final PanelAction duplicate;
    final PanelAction remove;
    final PanelAction environment;
    final PanelAction details;
    final PanelAction history;
    final PanelAction undo;
    final PanelAction redo;
    final PanelAction startAll;
    final PanelAction stopAll;
    final PanelAction instances;
    final PanelAction sampleNow;
    final PanelAction filter;
    final PanelAction find;
    final PanelAction light;
    final PanelAction dark;
    final PanelAction expand;
    final PanelAction collapse;
    final PanelAction keys;
    final PanelAction about;
    private final Map<Verb, PanelAction> verbs = new EnumMap<>(Verb.class);

    MainActions(
            MainViewModel model,
            WorkspaceCommands commands,
            FormCommands forms,
            ObjectProperty<Theme> theme,
            Window window) {
        this.model = model;
        this.commands = commands;
        create = PanelAction.of("new", commands::create).keys("Shortcut+N");
        open = PanelAction.of("open", commands::open).keys("Shortcut+O");
        sample = PanelAction.of("sample", commands::openSample);
        save = PanelAction.of("save", commands::save).keys("Shortcut+S");
        saveAs = PanelAction.of("saveas", commands::saveAs).keys("Shortcut+Shift+S");
        close = PanelAction.of("close", commands::close);
        quit = PanelAction.of("quit", commands::quit).keys("Shortcut+Q");
        addProxy = PanelAction.of("addproxy", forms::addProxy)
                .icon(MaterialDesignP.PLUS)
                .keys("Shortcut+Shift+Y");
        addService = PanelAction.of("addservice", () -> forms.addService(model.proxyOfSelection()))
                .icon(MaterialDesignP.PLUS)
                .keys("Shortcut+Shift+A");
        edit = PanelAction.of("edit", () -> forms.edit(model.selection().keys().get(0)))
                .keys("F2");
        duplicate = PanelAction.of("duplicate", () -> duplicate(forms)).keys("Shortcut+D");
        remove = PanelAction.of("remove", model::remove)
                .icon(MaterialDesignD.DELETE_OUTLINE)
                .keys("Delete");
        environment = PanelAction.of("environment", window::environment).keys("Shortcut+E");
        details = PanelAction.of("details", window::details).keys("Alt+Enter");
        history = PanelAction.of("history", window::history).keys("Shortcut+H");
        undo = PanelAction.of("undo", commands::undo).keys("Shortcut+Z");
        redo = PanelAction.of("redo", commands::redo).keys("Shortcut+Shift+Z");
        verbs.put(Verb.START, verb(Verb.START).icon(MaterialDesignP.PLAY).keys("F7"));
        verbs.put(Verb.RESTART, verb(Verb.RESTART).icon(MaterialDesignR.RESTART).keys("F8"));
        verbs.put(Verb.STOP, verb(Verb.STOP).icon(MaterialDesignS.STOP).keys("F9"));
        verbs.put(Verb.KILL, verb(Verb.KILL).keys("Shift+F9"));
        verbs.put(Verb.RUN, verb(Verb.RUN));
        verbs.put(Verb.RELOAD, verb(Verb.RELOAD));
        verbs.put(Verb.SHUTDOWN, verb(Verb.SHUTDOWN));
        startAll = PanelAction.of("startall", () -> model.runOnAll(Verb.START)).keys("Shortcut+F7");
        stopAll = PanelAction.of("stopall", () -> model.runOnAll(Verb.STOP)).keys("Shortcut+F9");
        instances = PanelAction.of("instances", window::instances)
                .icon(MaterialDesignC.CONTENT_DUPLICATE)
                .keys("Shortcut+I");
        sampleNow = PanelAction.of("samplenow", window::sampleNow).keys("F5");
        filter = PanelAction.of("filter", window::filter).keys("Shortcut+L");
        find = PanelAction.of("find", window::find).keys("Shortcut+F");
        light = PanelAction.of("light", () -> theme.set(Theme.LIGHT));
        dark = PanelAction.of("dark", () -> theme.set(Theme.DARK));
        expand = PanelAction.of("expand", () -> window.expandAll(true)).keys("Shortcut+Shift+Right");
        collapse = PanelAction.of("collapse", () -> window.expandAll(false)).keys("Shortcut+Shift+Left");
        keys = PanelAction.of("keys", window::keys).keys("F1");
        about = PanelAction.of("about", window::about);
        Stream.of(model.document().openProperty(), commands.undoableProperty(), commands.redoableProperty())
                .forEach(property -> property.addListener(observable -> update()));
        model.rows().revisionProperty().addListener(observable -> update());
        model.selection().keys().addListener((Observable observable) -> update());
        update();
    }

    private PanelAction verb(Verb verb) {
        return PanelAction.of(verb.key(), () -> model.run(verb));
    }

    /** One copy is looked over in a form; several are made at once. */
    private void duplicate(FormCommands forms) {
        if (model.selection().keys().size() == 1) {
            forms.duplicate(model.selection().keys().get(0));
        } else {
            model.duplicate();
        }
    }

    PanelAction of(Verb verb) {
        return verbs.get(verb);
    }

    /** In the order of the menus, for the list of keys. */
    List<PanelAction> all() {
        return Stream.of(
                        Stream.of(create, open, save, saveAs, quit),
                        Stream.of(addProxy, addService, edit, duplicate, remove, environment, undo, redo),
                        Stream.of(of(Verb.START), of(Verb.RESTART), of(Verb.STOP), of(Verb.KILL)),
                        Stream.of(
                                startAll, stopAll, instances, sampleNow, filter, find, details, history, expand,
                                collapse, keys))
                .flatMap(actions -> actions)
                .toList();
    }

    private void update() {
        boolean open = model.document().openProperty().get();
        String closed = open ? "" : Texts.text("main.fit.noworkspace");
        Stream.of(
                        save,
                        saveAs,
                        close,
                        addProxy,
                        addService,
                        sampleNow,
                        filter,
                        find,
                        details,
                        history,
                        expand,
                        collapse)
                .forEach(action -> action.setObstacle(closed));
        verbs.forEach((verb, action) -> {
            Fit fit = model.fit(verb);
            action.textProperty().set(fit.label());
            action.setObstacle(fit.whyNot());
        });
        startAll.setObstacle(model.fitOfAll(Verb.START).whyNot());
        stopAll.setObstacle(model.fitOfAll(Verb.STOP).whyNot());
        String uneditable = model.editProblem().orElse("");
        duplicate.setObstacle(uneditable);
        remove.setObstacle(uneditable);
        boolean oneRow = model.selection().keys().size() == 1;
        edit.setObstacle(oneRow ? "" : Texts.text("main.fit.onerow"));
        environment.setObstacle(closed);
        instances.setObstacle(model.scalable().isPresent() ? "" : Texts.text("main.fit.oneservice"));
        undo.setObstacle(commands.undoableProperty().get() ? "" : Texts.text("main.fit.noundo"));
        redo.setObstacle(commands.redoableProperty().get() ? "" : Texts.text("main.fit.noredo"));
    }
}
