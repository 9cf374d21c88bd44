package controlfreak;

import controlfreak.engine.Controller;
import controlfreak.figures.Sampler;
import controlfreak.figures.Snapshot;
import controlfreak.model.InheritedVariables;
import controlfreak.model.time.SteadyClock;
import controlfreak.ui.details.DetailsSource;
import controlfreak.ui.details.DetailsView;
import controlfreak.ui.details.DetailsViewModel;
import controlfreak.ui.environment.EnvironmentView;
import controlfreak.ui.environment.running.ControllerEnvironments;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.form.WorkspaceEditing;
import controlfreak.ui.fx.Background;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.FiguresFeed;
import controlfreak.ui.fx.StatusFeed;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.fx.UnexpectedErrors;
import controlfreak.ui.fx.WindowDialogs;
import controlfreak.ui.history.History;
import controlfreak.ui.history.HistoryView;
import controlfreak.ui.history.HistoryViewModel;
import controlfreak.ui.log.LogView;
import controlfreak.ui.log.LogViewModel;
import controlfreak.ui.log.input.LogInputView;
import controlfreak.ui.log.input.LogInputViewModel;
import controlfreak.ui.main.FiguresDoor;
import controlfreak.ui.main.MainView;
import controlfreak.ui.main.menu.LogFields;
import controlfreak.ui.main.state.Document;
import controlfreak.ui.main.state.MainViewModel;
import controlfreak.ui.main.status.BugNoticeView;
import controlfreak.ui.main.status.OffNotice;
import controlfreak.ui.main.status.OutsideChangeView;
import controlfreak.ui.main.verb.ControllerDoor;
import controlfreak.ui.memory.MemoryView;
import controlfreak.ui.memory.MemoryViewModel;
import controlfreak.ui.settings.Preferences;
import controlfreak.ui.settings.SystemTheme;
import controlfreak.ui.settings.ThemeFollower;
import controlfreak.ui.usage.UsageView;
import controlfreak.ui.workspace.DifferenceView;
import controlfreak.ui.workspace.Drafts;
import controlfreak.ui.workspace.FileWatch;
import controlfreak.ui.workspace.RecentFiles;
import controlfreak.ui.workspace.RunningServices;
import controlfreak.ui.workspace.SaveFlow;
import controlfreak.ui.workspace.StopFlow;
import controlfreak.ui.workspace.StopProgressView;
import controlfreak.ui.workspace.WorkspaceActions;
import controlfreak.ui.workspace.WorkspaceDrop;
import controlfreak.ui.workspace.WorkspaceHold;
import controlfreak.ui.workspace.WorkspaceSession;
import controlfreak.workspace.Folders;
import controlfreak.workspace.OwnPlaces;
import controlfreak.workspace.preset.Presets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.util.Duration;

/** The panel's window with everything in it, put together by hand in one place. FX thread only. */
final class Panel {
    private static final Duration FIRST_LINES = Duration.seconds(3);
    private static final int HAPPENINGS = 10;

    private final Stage stage;
    private final StoredSettings settings;
    private final WorkspaceActions actions;
    private final MainViewModel model;
    private final MainView view;
    private final Sampler sampler;
    private final History history;
    private final SelectionPanes panes;
    private final WindowMemory window;
    private final UsageView usageView;

    /**
     * @param windows the dialogs of this window
     * @param dialogs who answers questions
     * @param sampling makes the sampler, which tells its figures to who is handed in
     * @param drafts keeps what is not saved
     * @param files where files are read and written; one thread, as the other
     * @param own where those are that the panel keeps for itself
     * @param search where logs are read and searched; one thread
     * @param logLines hears how many lines of each log to keep in memory
     * @param browser shows an address
     * @param exit ends the panel, once nothing would be lost
     */
    Panel(
            Stage stage,
            WindowDialogs windows,
            Dialogs dialogs,
            Controller controller,
            SteadyClock steady,
            Function<Consumer<Snapshot>, Sampler> sampling,
            WorkspaceSession session,
            Drafts drafts,
            Background files,
            Background own,
            Executor search,
            StoredSettings settings,
            Preferences preferences,
            IntConsumer logLines,
            Folders folders,
            Supplier<Path> sample,
            Supplier<Presets> presets,
            Consumer<String> browser,
            Runnable exit) {
        this.stage = stage;
        this.settings = settings;
        Clock clock = steady.withZone(ZoneId.systemDefault());
        Clock system = Clock.systemDefaultZone();

        RecentFiles recents =
                new RecentFiles(settings.get().recents(), kept -> settings.change(now -> now.withRecents(kept)));
        WorkspaceHold hold = new WorkspaceHold(folders.runtime(), system, files);
        StopFlow stopping = new StopFlow(
                dialogs,
                RunningServices.of(controller),
                progress -> StopProgressView.show(stage, progress),
                files.fx(),
                clock);
        actions = new WorkspaceActions(
                session,
                dialogs,
                new SaveFlow(
                        session, dialogs, hold, recents, () -> view().sheet().isLeft()),
                stopping,
                hold,
                recents,
                drafts,
                sample,
                browser,
                exit);

        model = new MainViewModel(Document.of(session), new ControllerDoor(controller), dialogs, files.fx(), clock);
        LogInputViewModel input =
                new LogInputViewModel(files.fx(), session.lock().reason());
        LogViewModel log = new LogViewModel(search, files.fx(), system);
        EnvironmentViewModel environment = new EnvironmentViewModel(
                session.workspaceProperty(),
                session::edit,
                session::folder,
                new ControllerEnvironments(controller, InheritedVariables.of(System.getenv())));
        environment.lockProperty().bind(session.lock().reason());
        MemoryViewModel memory = new MemoryViewModel();
        BooleanProperty environmentSeen = new SimpleBooleanProperty();
        BooleanProperty memorySeen = new SimpleBooleanProperty();
        HistoryViewModel historyPane = new HistoryViewModel(system.getZone());
        history = new History(historyPane, own.worker(), files.fx(), system);
        session.setOnEdit(history::edited);
        session.setOnSave(model::saved);
        model.setActionListener(history);
        DetailsViewModel details = new DetailsViewModel(
                session::workspace,
                DetailsSource.of(controller, search, files.fx()),
                () -> model.rows().all(),
                row -> historyPane.latest(row, HAPPENINGS),
                clock,
                steady);
        panes = new SelectionPanes(
                controller, steady, model, log, input, environment, environmentSeen, memory, details, historyPane);
        FileWatch watch = new FileWatch(session, files);
        OffNotice off =
                new OffNotice(new OwnPlaces(folders), List.of(controller::lookAtJournal, hold::lookAgain), own, clock);
        sampler = sampling.apply(new FiguresFeed(files.fx(), figures -> {
            model.take(figures);
            memory.take(figures);
            usage().refresh();
            controller.lookAtFiles();
            watch.look();
            off.look();
        }));

        follow(preferences, search, logLines);
        LogView logView = new LogView(log, dialogs, windows::chooseFileToSave, search);
        view = new MainView(
                model,
                actions,
                new FormSheets(WorkspaceEditing.of(session), presets, dialogs, this::view),
                preferences,
                FiguresDoor.of(sampler),
                logView::root,
                () -> new EnvironmentView(
                                environment, dialogs, windows::chooseFileToSave, files.worker(), panes::restart)
                        .root(),
                () -> new MemoryView(memory, clock, steady, memorySeen).root());
        window = new WindowMemory(stage, view, model, settings);
        environmentSeen.bind(view.panes().seenProperty("environment"));
        memorySeen.bind(view.panes().seenProperty("memory"));
        view.panes().add(2, "details", Texts.text("details.tab"), () -> {
            DetailsView detailsView = new DetailsView(details, this::showEnvironment, view.portLinks());
            view.onSecond(detailsView::second);
            return detailsView.root();
        });
        BooleanProperty usageSeen = new SimpleBooleanProperty();
        usageView = new UsageView(
                model.usage(), () -> model.selection().rows(), historyPane::changes, clock, steady, usageSeen);
        usageSeen.bind(view.panes().add(4, "usage", Texts.text("usage.tab"), usageView::root));
        model.selection().keys().addListener((Observable keys) -> usageView.refresh());
        BooleanProperty historySeen = new SimpleBooleanProperty();
        historySeen.bind(view.panes()
                .add(
                        5,
                        "history",
                        Texts.text("history.tab"),
                        () -> new HistoryView(historyPane, view::select, historySeen).root()));
        view.setOutside(OutsideDoor.of(controller, session, folders, search, files, model::warn));
        LogInputView inputView = new LogInputView(input);
        logView.addBelow(inputView.root());
        view.setLogFields(new LogFields(logView::focusFind, inputView::focus));
        logView.offer(view.serviceActions());
        view.notices().add(away -> off.root());
        view.notices()
                .add(away -> new OutsideChangeView(
                                watch, change -> view.sheet().show(DifferenceView.of(change)), actions::reload, away)
                        .root());
        drafts.lookForLeft();
        controller.subscribe(new StatusFeed(StatusFeed.Later.fx(), clock, model::take));
        controller.subscribe(history.changes(steady));
    }

    /** Another workspace comes; its history is kept in a folder. */
    void turnTo(Path folder) {
        model.usage().forget();
        history.turnTo(folder);
    }

    /** The workspace is kept elsewhere; its history goes along. */
    void moveTo(Path folder, boolean leave) {
        history.moveTo(folder, leave);
    }

    /** A file of variables says something else than before. */
    void variablesHaveChanged() {
        model.rows().compareEnvironments();
        panes.variablesHaveChanged();
    }

    /** Tells of the panel's own bugs in the window. */
    void tellBugs(UnexpectedErrors errors) {
        view.notices().add(away -> new BugNoticeView(errors, away).root());
    }

    private void showEnvironment() {
        view.pane("environment");
    }

    private UsageView usage() {
        return usageView;
    }

    private MainView view() {
        return view;
    }

    WorkspaceActions actions() {
        return actions;
    }

    MainViewModel model() {
        return model;
    }

    Scene scene() {
        return stage.getScene();
    }

    private void follow(Preferences preferences, Executor background, IntConsumer logLines) {
        ThemeFollower theme =
                new ThemeFollower(preferences, new SystemTheme(), background, Platform::runLater, Theme::apply);
        stage.focusedProperty().addListener(focused -> theme.ask());
        model.setAsks(preferences.asksProperty()::get);
        preferences.logLinesProperty().addListener((property, before, now) -> logLines.accept(now));
        logLines.accept(preferences.logLinesProperty().get());
        settings.problem().ifPresent(model::warn);
    }

    /** Opens the window where and as it was. */
    void show() {
        Scene scene = new Scene(view.root());
        Theme.dress(scene);
        WorkspaceDrop.install(scene, actions::open);
        stage.setScene(scene);
        stage.getIcons().setAll(AppIcon.images());
        stage.setOnCloseRequest(event -> {
            event.consume();
            actions.quit();
        });
        window.open();
        sampler.start();
    }

    /** Opens the workspace that was open last, and shows of it what was seen last. */
    void comeBack(Path workspace) {
        window.select();
        actions.openAgain(workspace);
    }

    /** Shows the log of all services and runs a task once their first lines have had time to come. */
    void afterFirstLines(Runnable task) {
        model.rows().roots().stream().findFirst().ifPresent(row -> view.select(row.key()));
        PauseTransition pause = new PauseTransition(FIRST_LINES);
        pause.setOnFinished(event -> task.run());
        pause.play();
    }

    /** Keeps how the window is for the next time. */
    void rememberLayout() {
        window.keep();
    }
}
