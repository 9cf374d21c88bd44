package controlfreak.log;

import controlfreak.ui.fx.Theme;
import controlfreak.ui.log.LogView;
import controlfreak.ui.log.LogViewModel;
import controlfreak.ui.log.lines.LogSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/**
 * Prints what it costs to search a log's files in a window: time, CPU time of the search, and the CPU time that the
 * longest task of the FX thread took, for a text that is rare, one that is in every line, an expression and a filter. Build the panel, then
 * run this file by itself on a display:
 *
 * <pre>java -cp "target/classes:LIBRARIES" src/bench/java/controlfreak/log/LogSearchCost.java [lines [length]]</pre>
 */
public final class LogSearchCost {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final AtomicLong LONGEST = new AtomicLong();

    private LogSearchCost() {}

    public static void main(String[] arguments) throws Exception {
        int lines = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int length = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        Path folder = Files.createTempDirectory("log-search-cost");
        LogLimits limits = new LogLimits(Log.CAPACITY, 16L << 20, 256L << 20, 50_000_000, 9);
        ExecutorService background = Executors.newSingleThreadExecutor();
        try (LogStore store = new LogStore(folder, Clock.systemUTC(), limits, Runnable::run)) {
            RecordedLog log = store.service("web");
            write(log, lines, length);
            search(log, background);
        } finally {
            background.shutdownNow();
            delete(folder);
        }
    }

    private static void write(RecordedLog log, int lines, int length) {
        LogWriter writer = new LogWriter(log);
        long begin = System.nanoTime();
        StringBuilder chunk = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            String line = "GET /cart/checkout?item=" + i + " 200 in 12 ms ";
            chunk.append(line)
                    .append("x".repeat(Math.max(0, length - line.length())))
                    .append('\n');
            if (chunk.length() > 60_000 || i == lines - 1) {
                writer.received(LogStream.OUT, chunk.toString().getBytes(StandardCharsets.US_ASCII));
                chunk.setLength(0);
            }
        }
        System.out.printf("%,d lines of %d bytes written in %d ms%n", lines, length, millisSince(begin));
    }

    private static void search(RecordedLog log, ExecutorService background) throws InterruptedException {
        LogViewModel[] model = new LogViewModel[1];
        Stage[] stage = new Stage[1];
        CountDownLatch open = new CountDownLatch(1);
        Platform.startup(() -> {
            stage[0] = new Stage();
            model[0] = open(stage[0], log, background);
            open.countDown();
        });
        open.await();
        measure("rare text", background, model[0], () -> find(model[0], "item=4711 "));
        measure("every line", background, model[0], () -> find(model[0], "checkout"));
        measure("expression", background, model[0], () -> {
            model[0].regexProperty().set(true);
            find(model[0], "item=\\d*99 .*in \\d+ ms");
        });
        measure("filter", background, model[0], () -> {
            find(model[0], "");
            model[0].filter().textProperty().set("item=\\d*99 ");
        });
        Platform.runLater(stage[0]::hide);
    }

    private static LogViewModel open(Stage stage, RecordedLog log, ExecutorService background) {
        Theme.LIGHT.apply();
        LogViewModel model =
                new LogViewModel(background, task -> Platform.runLater(() -> timed(task)), Clock.systemUTC());
        LogView view = new LogView(model, null, (title, folder, name) -> Optional.empty(), background);
        stage.setScene(new Scene(view.root(), 1000, 500));
        Theme.dress(stage.getScene());
        stage.show();
        model.setSources(List.of(new LogSource("web", log)));
        return model;
    }

    private static void find(LogViewModel model, String text) {
        model.find().query().textProperty().set(text);
    }

    private static void timed(Runnable task) {
        long begin = THREADS.getCurrentThreadCpuTime();
        task.run();
        long cpu = TimeUnit.NANOSECONDS.toMillis(THREADS.getCurrentThreadCpuTime() - begin);
        LONGEST.accumulateAndGet(cpu, Math::max);
    }

    private static void measure(String what, ExecutorService background, LogViewModel model, Runnable task)
            throws InterruptedException {
        LONGEST.set(0);
        long begin = System.nanoTime();
        long cpu = cpuOf(background);
        Platform.runLater(() -> timed(task));
        String told = said(model);
        while (told.isEmpty() || told.contains("earch")) {
            TimeUnit.MILLISECONDS.sleep(5);
            told = said(model);
        }
        System.out.printf(
                "%-10s  %s: %,d ms, %,d ms of CPU; longest task of the FX thread %d ms, heap %d MB%n",
                what,
                told,
                millisSince(begin),
                TimeUnit.NANOSECONDS.toMillis(cpuOf(background) - cpu),
                LONGEST.get(),
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }

    private static String said(LogViewModel model) throws InterruptedException {
        String[] said = new String[1];
        CountDownLatch done = new CountDownLatch(1);
        Platform.runLater(() -> {
            String count = model.find().countProperty().get();
            String earlier = model.notices().earlierProperty().get();
            said[0] = count.isEmpty() ? earlier.startsWith("Show") ? "" : earlier : count;
            done.countDown();
        });
        done.await();
        return said[0];
    }

    private static long cpuOf(ExecutorService background) {
        try {
            return background.submit(THREADS::getCurrentThreadCpuTime).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static long millisSince(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
