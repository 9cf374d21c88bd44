package controlfreak;

import com.sun.management.OperatingSystemMXBean;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;

/**
 * Opens a workspace of 1,000 services in the whole panel, starts them all, and prints how long the JavaFX thread lets a
 * task wait and what the panel takes of a core. Run it by {@code src/bench/panel-load}.
 */
public final class PanelLoad {
    private static final String WORKSPACE = """
            {
              "controlfreak": 1,
              "services": [
                { "name": "loud", "instances": 50, "command": ["perl", "loud.pl"] },
                { "name": "restless", "instances": 100, "command": ["sleep", "2"], "respawnOnStop": true },
                { "name": "steady", "instances": 850, "command": ["sleep", "1000000"] }
              ]
            }
            """;
    private static final String LOUD = """
            $| = 1;
            for (my $line = 0; ; ) {
                print join('', map { sprintf "%09d %s\\n", ++$line, 'x' x 80 } 1 .. 10);
                select undef, undef, undef, 0.05;
            }
            """;
    private static final int SETTLE_SECONDS = 15;
    private static final int PROBE_MILLIS = 10;

    private PanelLoad() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("panel-load");
        Files.writeString(folder.resolve("load.cfk"), WORKSPACE);
        Files.writeString(folder.resolve("loud.pl"), LOUD);
        CountDownLatch ended = new CountDownLatch(1);
        Thread panel = new Thread(() -> {
            Application.launch(PanelApp.class, folder.resolve("load.cfk").toString());
            ended.countDown();
        });
        panel.start();
        try {
            Scene scene = await(PanelLoad::openScene);
            await(() -> fx(() -> find(scene, "loud")));
            fx(() -> {
                press(scene, KeyCode.F7);
                return Optional.empty();
            });
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            System.out.printf("%-34s %8s %8s %8s %8s %8s %8s%n", "", "median", "95 %", "99 %", "longest", "CPU", "RSS");
            measure("table only", seconds);
            select(scene, "loud");
            TimeUnit.SECONDS.sleep(3);
            measure("table, log of 50 loud services", seconds);
        } finally {
            Platform.exit();
            ended.await();
            delete(folder);
        }
        System.exit(0);
    }

    private static Optional<Scene> openScene() {
        return fx(() -> Window.getWindows().stream()
                .map(Window::getScene)
                .filter(scene -> scene.lookup("#services") != null)
                .findFirst());
    }

    private static Optional<Integer> find(Scene scene, String group) {
        TreeTableView<Row> table = table(scene);
        for (int place = 0; place < table.getExpandedItemCount(); place++) {
            if (table.getTreeItem(place).getValue().key().equals(new RowKey.OfGroup(group))) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static TreeTableView<Row> table(Scene scene) {
        return (TreeTableView<Row>) scene.lookup("#services");
    }

    private static void select(Scene scene, String group) {
        fx(() -> {
            find(scene, group)
                    .ifPresent(place -> table(scene).getSelectionModel().clearAndSelect(place));
            return Optional.empty();
        });
    }

    private static void press(Scene scene, KeyCode key) {
        Event.fireEvent(
                scene.getFocusOwner(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, true, false, false));
    }

    /** Has the JavaFX thread run an empty task again and again, and notes how long each one waited for its turn. */
    private static void measure(String what, int seconds) throws InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        List<Long> waits = new ArrayList<>();
        long begin = System.nanoTime();
        long cpu = system.getProcessCpuTime();
        while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(seconds)) {
            CountDownLatch ran = new CountDownLatch(1);
            long asked = System.nanoTime();
            Platform.runLater(ran::countDown);
            ran.await();
            waits.add(System.nanoTime() - asked);
            TimeUnit.MILLISECONDS.sleep(PROBE_MILLIS);
        }
        double share = 100.0 * (system.getProcessCpuTime() - cpu) / (System.nanoTime() - begin);
        waits.sort(null);
        System.out.printf(
                "%-34s %5.1f ms %5.1f ms %5.1f ms %5.1f ms %6.1f %% %5s MB%n",
                what, at(waits, 0.5), at(waits, 0.95), at(waits, 0.99), at(waits, 1), share, residentMegabytes());
    }

    /** What of the process is in memory (proc(5)); a question mark where the system does not tell so. */
    private static String residentMegabytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .map(kilobytes -> String.valueOf(Long.parseLong(kilobytes) / 1024))
                    .findFirst()
                    .orElse("?");
        } catch (IOException | UncheckedIOException e) {
            return "?";
        }
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size())) / 1e6;
    }

    private static <T> T await(Supplier<Optional<T>> answer) throws InterruptedException {
        for (int tries = 0; tries < 600; tries++) {
            Optional<T> now = answer.get();
            if (now.isPresent()) {
                return now.get();
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("The panel did not come so far within a minute");
    }

    private static <T> Optional<T> fx(Supplier<Optional<T>> answer) {
        AtomicReference<Optional<T>> result = new AtomicReference<>(Optional.empty());
        CountDownLatch done = new CountDownLatch(1);
        try {
            Platform.runLater(() -> {
                try {
                    result.set(answer.get());
                } finally {
                    done.countDown();
                }
            });
        } catch (IllegalStateException tooEarly) {
            return Optional.empty();
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return result.get();
    }

    private static void delete(Path folder) throws IOException {
        for (String file : List.of("load.cfk", "loud.pl", "load.cfk~")) {
            Files.deleteIfExists(folder.resolve(file));
        }
        Files.deleteIfExists(folder);
    }
}
