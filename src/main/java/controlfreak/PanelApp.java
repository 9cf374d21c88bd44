package controlfreak;

import controlfreak.log.PanelLog;
import controlfreak.ui.fx.Background;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Picture;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.UnexpectedErrors;
import controlfreak.ui.fx.WindowDialogs;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.verb.Verb;
import controlfreak.ui.settings.Language;
import controlfreak.ui.settings.Preferences;
import controlfreak.ui.workspace.Autostart;
import controlfreak.ui.workspace.Drafts;
import controlfreak.ui.workspace.WorkspaceSession;
import controlfreak.workspace.AutostartPlan;
import controlfreak.workspace.DraftFolder;
import controlfreak.workspace.Folders;
import controlfreak.workspace.VariablesCache;
import controlfreak.workspace.WorkspaceId;
import controlfreak.workspace.settings.Settings;
import controlfreak.workspace.settings.SettingsFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/** The application: builds every object once, in the order they need each other, and takes them down again. */
public final class PanelApp extends Application {
    private static final Logger LOGGER = System.getLogger(PanelApp.class.getName());

    /** Every stop comes to its end in an hour, and is not cut short by us: a system that cannot wait does that itself. */
    private static final long LONGEST_STOP_SECONDS = TimeUnit.MINUTES.toSeconds(65);

    private static final long FILE_SECONDS = 30;
    private static final long OWN_FILE_SECONDS = 5;

    /** So many disks may give no answer until others are not read any more. */
    private static final int HANGING = 8;

    private static final AtomicInteger EXIT_CODE = new AtomicInteger();

    private final Surroundings surroundings;
    private final ExecutorService files = Workers.one("files");

    /** Where what the panel keeps for itself is read and written: where that hangs, workspaces can be saved all the same. */
    private final ExecutorService ownFiles = Workers.one("own files");

    private final ExecutorService search = Workers.one("search");
    private final ExecutorService variableFiles = Workers.some("variable files", HANGING);
    private final AtomicBoolean ended = new AtomicBoolean();
    private boolean isAttended;
    private LocalEngine engine;
    private Panel panel;

    public PanelApp() {
        this(Surroundings.ofSystem());
    }

    PanelApp(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void start(Stage stage) {
        Arguments arguments = Arguments.of(getParameters().getRaw());
        isAttended = !arguments.unattended();
        Folders folders = surroundings.folders();
        Resources resources = surroundings.resources();
        UnexpectedErrors errors = new UnexpectedErrors(
                new PanelLog(folders.state(), Clock.systemUTC(), Version.text()), ownFiles, Platform::runLater);
        errors.install();
        StoredSettings settings = new StoredSettings(new SettingsFile(folders.settingsFile()), ownFiles);
        Language.of(settings.get().choices().language()).locale().ifPresent(Texts::speak);
        Background fileThread = new Background(files, Platform::runLater);
        Background own = new Background(ownFiles, Platform::runLater);
        VariablesCache variables = new VariablesCache(variableFiles);
        engine = new LocalEngine(
                folders, resources.proxies(), Path.of(System.getProperty("user.home")), variables, variableFiles);
        WorkspaceSession session = new WorkspaceSession(
                engine.controller()::apply, fileThread, next -> turnTo(next, folders.logsOf(next)));
        session.setOnMove((from, to) -> {
            engine.move(from, to);
            moveTo(folders.logsOf(to), from.file().isPresent());
        });
        if (arguments.readOnly()) {
            session.lock().lockForGood();
        }
        WindowDialogs windows = new WindowDialogs(() -> stage, surroundings.fileChoices());
        Dialogs dialogs = arguments.unattended() ? new PrintedDialogs(System.out, () -> end(1)) : windows;
        panel = new Panel(
                stage,
                windows,
                dialogs,
                engine.controller(),
                engine.clock(),
                engine::sampler,
                session,
                new Drafts(
                        session, new DraftFolder(folders), own, Clock.systemUTC(), isAttended && !arguments.readOnly()),
                fileThread,
                own,
                search,
                settings,
                new Preferences(settings),
                engine.logs()::keepLines,
                folders,
                () -> resources.sample(folders.state()),
                new ShippedPresets(resources.presets(), System.getenv().getOrDefault("PATH", ""), files),
                getHostServices()::showDocument,
                surroundings.exit());
        panel.tellBugs(errors);
        variables.onChange(() -> Platform.runLater(panel::variablesHaveChanged));
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "interrupted"));
        panel.show();
        LeftoverQuestion leftovers = new LeftoverQuestion(engine, ownFiles, this::tell);
        if (arguments.unattended()) {
            engine.controller()
                    .subscribe(new UnattendedRun(engine.controller(), engine.clock(), System.out, outcome(arguments)));
            leftovers.answered().thenAccept(done -> begin(arguments, settings.get()));
            leftovers.decide(arguments.stopLeftovers());
            return;
        }
        if (!arguments.readOnly()) {
            leftovers.ask(windows);
            Autostart autostart = new Autostart(
                    session,
                    leftovers.answered(),
                    dialogs,
                    () -> settings.get().autostarts(),
                    agreed -> settings.change(now -> now.withAutostarts(agreed)),
                    this::start);
            panel.actions().setOnOpened(autostart::opened);
        }
        begin(arguments, settings.get());
        LastWorkspace.keep(session, settings);
    }

    private void tell(String sentence) {
        if (!isAttended) {
            System.out.println(sentence);
        }
        panel.model().warn(sentence);
    }

    private void begin(Arguments arguments, Settings last) {
        if (arguments.workspace().isPresent()) {
            panel.actions().open(arguments.workspace().get());
        } else if (arguments.beginning() == Arguments.Beginning.SAMPLE
                && last.recents().files().isEmpty()) {
            panel.actions().openSample();
        } else if (arguments.beginning() != Arguments.Beginning.WELCOME) {
            LastWorkspace.of(last).ifPresent(panel::comeBack);
        }
    }

    /** Starts what a workspace wants started. */
    private void start(AutostartPlan plan) {
        List<RowKey> proxies =
                plan.proxies().stream().<RowKey>map(RowKey.OfProxy::new).toList();
        List<RowKey> services =
                plan.ids().stream().<RowKey>map(RowKey.OfProcess::new).toList();
        if (!proxies.isEmpty()) {
            panel.model().run(Verb.RUN, proxies);
        }
        panel.model().run(Verb.START, services);
    }

    /** Another workspace comes: its logs and its history are kept where they belong. */
    private void turnTo(WorkspaceId workspace, Path logFolder) {
        engine.turnTo(workspace, logFolder);
        panel.turnTo(logFolder);
    }

    /** The workspace is kept elsewhere: its logs and its history go along, and stay with a file that is left, too. */
    private void moveTo(Path logFolder, boolean leave) {
        panel.moveTo(logFolder, leave);
        engine.logs().moveTo(logFolder, leave).exceptionally(problem -> {
            LOGGER.log(Level.WARNING, "The logs did not go along with their workspace.", problem);
            Platform.runLater(() -> panel.model().warn(Texts.text("app.logs.left", problem.getMessage())));
            return null;
        });
    }

    private UnattendedRun.Outcome outcome(Arguments arguments) {
        return new UnattendedRun.Outcome() {
            @Override
            public void allRun() {
                System.out.println("All services run.");
                Platform.runLater(() -> panel.afterFirstLines(() -> {
                    arguments.picture().ifPresent(PanelApp.this::takePicture);
                    endIfOnce(0);
                }));
            }

            @Override
            public void failed(String name) {
                System.out.println(
                        name + " does not run. Its log is in " + engine.logs().folder() + ".");
                Platform.runLater(() -> endIfOnce(1));
            }

            private void endIfOnce(int code) {
                if (arguments.once()) {
                    end(code);
                }
            }
        };
    }

    private void takePicture(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Picture.of(panel.scene()));
            System.out.println("A picture of the window is in " + file + ".");
        } catch (IOException e) {
            System.out.println("The picture was not written: " + e.getMessage());
            end(1);
        }
    }

    private void end(int code) {
        EXIT_CODE.set(code);
        surroundings.exit().run();
    }

    /** What the program is to end with, once the application has. */
    static int exitCode() {
        return EXIT_CODE.get();
    }

    @Override
    public void stop() {
        if (isAttended) {
            panel.rememberLayout();
        }
        ended.set(true);
        stopServices();
        files.shutdown();
        ownFiles.shutdown();
        try {
            if (!files.awaitTermination(FILE_SECONDS, TimeUnit.SECONDS)
                    || !ownFiles.awaitTermination(OWN_FILE_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.log(Level.WARNING, "A file is still being written; the panel ends without waiting for it.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        engine.close();
    }

    /** The panel is told to end from outside: Ctrl+C, the end of the session. */
    private void interrupted() {
        if (ended.compareAndSet(false, true)) {
            stopServices();
            engine.close();
        }
    }

    private void stopServices() {
        try {
            engine.controller().stopAll().toCompletableFuture().get(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOGGER.log(Level.WARNING, "Not everything could be stopped; the next panel will offer to.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
