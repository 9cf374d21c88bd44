package controlfreak;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import controlfreak.engine.base.ThreadEngineLoop;
import controlfreak.figures.Roster;
import controlfreak.figures.Sampler;
import controlfreak.log.LogThread;
import controlfreak.log.PanelLog;
import controlfreak.process.io.IoThread;
import controlfreak.process.procfs.SystemFigures;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.fx.UnexpectedErrors;
import controlfreak.ui.main.status.BugNoticeView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** A bug on any of the panel's threads reaches a file and the window, and the thread goes on. */
@ExtendWith(WindowExtension.class)
class BugsOfEveryThreadTest {
    @TempDir
    private Path state;

    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final ExecutorService files = Workers.one("files");
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private VBox root;

    @Start
    void start(Stage stage) {
        Theme.LIGHT.apply();
        root = new VBox();
        Scene scene = new Scene(root, 900, 120);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    @AfterEach
    void restore() {
        Thread.setDefaultUncaughtExceptionHandler(before);
        files.shutdownNow();
    }

    private void install() {
        UnexpectedErrors errors =
                new UnexpectedErrors(new PanelLog(state, Clock.systemUTC(), "version 1"), files, Platform::runLater);
        errors.install();
        onFx(() -> root.getChildren().setAll(new BugNoticeView(errors, () -> {}).root()));
    }

    /** A bug, then work that must be done all the same. */
    private void survives(String thread, Consumer<Runnable> hand) throws IOException {
        install();
        assertThat(fx(() -> node("#bug").isVisible())).isFalse();
        hand.accept(() -> {
            throw new IllegalStateException("PASSWORD=s3cret");
        });
        hand.accept(() -> done.add(Thread.currentThread().getName()));
        await().until(() -> fx(() -> node("#bug").isVisible()));
        assertThat(fx(() -> ((Label) node("#bug-text")).getText()))
                .contains(state.resolve("panel.log").toString());
        assertThat(Files.readString(state.resolve("panel.log")))
                .contains("a bug on thread " + thread + ", version 1")
                .contains("IllegalStateException", "BugsOfEveryThreadTest")
                .doesNotContain("s3cret");
        await().untilAsserted(() -> assertThat(done).containsExactly(thread));
    }

    private Node node(String id) {
        return root.lookup(id);
    }

    @Test
    void engine() throws IOException {
        try (ThreadEngineLoop loop = new ThreadEngineLoop(Clock.systemUTC())) {
            survives("engine", loop::run);
        }
    }

    @Test
    void io() throws IOException {
        try (IoThread io = new IoThread()) {
            io.start();
            survives("io", io::execute);
        }
    }

    @Test
    void figures() throws IOException {
        Deque<Runnable> tasks = new ArrayDeque<>();
        try (Sampler sampler = new Sampler(
                () -> roster(tasks),
                SystemFigures.ofProcesses(),
                SystemFigures.ofSockets(),
                Clock.systemUTC(),
                snapshot -> {})) {
            sampler.start();
            survives("figures", task -> {
                synchronized (tasks) {
                    tasks.add(task);
                }
            });
        }
    }

    private static Roster roster(Deque<Runnable> tasks) {
        Runnable task;
        synchronized (tasks) {
            task = tasks.poll();
        }
        if (task != null) {
            task.run();
        }
        return new Roster(List.of(), Set.of(), Map.of(), Map.of());
    }

    @Test
    void files() throws IOException {
        survives("files", files::execute);
    }

    @Test
    void workThatComesAfterTheEndIsNoBug() {
        ExecutorService ended = Workers.one("files");
        ended.shutdown();
        assertThatCode(() -> ended.execute(() -> {})).doesNotThrowAnyException();
    }

    @Test
    void search() throws IOException {
        ExecutorService search = Workers.one("search");
        try {
            survives("search", search::execute);
        } finally {
            search.shutdownNow();
        }
    }

    @Test
    void logs() throws IOException {
        try (LogThread logs = new LogThread("logs")) {
            survives("logs", logs::execute);
        }
    }

    @Test
    void window(FxRobot robot) throws IOException {
        survives("JavaFX Application Thread", Platform::runLater);
        robot.clickOn("#bug-copy");
        assertThat(fx(() -> Clipboard.getSystemClipboard().getString()))
                .contains("IllegalStateException", "BugsOfEveryThreadTest");
        robot.clickOn("#bug-close");
        await().until(() -> !fx(() -> node("#bug").isVisible()));
    }
}
