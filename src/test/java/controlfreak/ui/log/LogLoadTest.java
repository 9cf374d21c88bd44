package controlfreak.ui.log;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.log.Log;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.log.lines.LogSource;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.Start;

/** How long the FX thread is held by many lines, in its own CPU time, since other programs may be busy too. */
@ExtendWith(WindowExtension.class)
class LogLoadTest {
    private static final long TOO_LONG = 200;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private final AtomicLong longest = new AtomicLong();
    private final List<FakeLog> logs = IntStream.rangeClosed(1, 5)
            .mapToObj(number -> new FakeLog("web-" + number))
            .toList();
    private LogViewModel model;
    private Stage window;

    @Start
    void start(Stage stage) {
        Theme.LIGHT.apply();
        window = stage;
        Executor measured = task -> Platform.runLater(() -> measure(task));
        model = new LogViewModel(background, measured, Clock.systemUTC());
        LogView view = new LogView(model, null, (title, at, name) -> java.util.Optional.empty(), background);
        Scene scene = new Scene(new StackPane(view.root()), 900, 400);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    @AfterEach
    void end() {
        onFx(() -> window.hide());
        background.shutdownNow();
    }

    private void measure(Runnable task) {
        long begin = THREADS.getCurrentThreadCpuTime();
        task.run();
        longest.accumulateAndGet(TimeUnit.NANOSECONDS.toMillis(THREADS.getCurrentThreadCpuTime() - begin), Math::max);
    }

    private long took(String what, Runnable task, Callable<Boolean> done) {
        longest.set(0);
        long begin = System.nanoTime();
        Platform.runLater(() -> measure(task));
        await().until(() -> fx(done));
        System.out.printf(
                "%s: FX thread held %d ms at most, done after %d ms%n",
                what, longest.get(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        return longest.get();
    }

    @Test
    void fiftyThousandLinesAreShownSearchedAndFilteredWithoutAPause() {
        logs.forEach(log -> log.addMany(Log.CAPACITY, "GET /cart/checkout?item=4711 200 in 12 ms, request "));
        List<LogSource> sources = logs.stream().map(FakeLog::source).toList();
        assertThat(took(
                        "append 50,000",
                        () -> model.setSources(sources),
                        () -> model.lines().size() == 50_000))
                .isLessThan(TOO_LONG);
        assertThat(took(
                        "find in 50,000, all match",
                        () -> model.find().query().textProperty().set("request"),
                        () -> model.find().countProperty().get().equals("50,000 matches")))
                .isLessThan(TOO_LONG);
        assertThat(took(
                        "find by expression in 50,000",
                        () -> {
                            model.regexProperty().set(true);
                            model.find().query().textProperty().set("item=\\d+ .*request \\d*99$");
                        },
                        () -> model.find().countProperty().get().equals("500 matches")))
                .isLessThan(TOO_LONG);
        assertThat(took(
                        "filter 50,000",
                        () -> model.filter().textProperty().set("request \\d*9$"),
                        () -> model.lines().size() == 5_000))
                .isLessThan(TOO_LONG);
    }

    @Test
    void aHundredThousandLinesRunThrough() {
        FakeLog log = logs.get(0);
        Platform.runLater(() -> model.setSources(List.of(log.source())));
        long held = took("100,000 lines as they come", () -> background.execute(() -> {}), () -> {
            log.addMany(log.end() < 100_000 ? 2_000 : 0, "line ");
            return log.end() >= 100_000
                    && !model.lines().isEmpty()
                    && model.lines().get(model.lines().size() - 1).line().sequence() == log.end() - 1;
        });
        assertThat(held).isLessThan(TOO_LONG);
        assertThat(fx(() -> model.lines().size())).isLessThanOrEqualTo(LogViewModel.MAX_LINES);
    }
}
