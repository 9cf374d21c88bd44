package controlfreak.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.stage.Window;

/**
 * Runs another main class, prints when its first window and the first row of a table in it have been drawn and what CPU
 * that took, and ends with that.
 */
public final class Probe {
    /** Clock ticks of /proc: 100 a second wherever Linux runs. */
    private static final int MILLIS_A_TICK = 10;

    private Probe() {}

    public static void main(String[] words) throws ReflectiveOperationException {
        Window.getWindows().addListener((ListChangeListener<Window>)
                change -> change.getList().stream().findFirst().ifPresent(Probe::watch));
        String[] rest = Arrays.copyOfRange(words, 1, words.length);
        Class.forName(words[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    }

    private static void watch(Window window) {
        Scene scene = window.getScene();
        scene.addPostLayoutPulseListener(new Runnable() {
            private int pulses;
            private int withRow;

            @Override
            public void run() {
                // What a pulse has laid out is drawn before the next one.
                if (pulses++ == 1) {
                    print("window");
                }
                if (hasRow(scene) && withRow++ == 1) {
                    print("row");
                    Runtime.getRuntime().halt(0);
                }
                Platform.requestNextPulse();
            }
        });
    }

    private static boolean hasRow(Scene scene) {
        return scene.getRoot().lookupAll(".tree-table-row-cell").stream()
                .anyMatch(row -> row instanceof IndexedCell<?> cell && !cell.isEmpty());
    }

    private static void print(String what) {
        System.out.println(
                what + " " + ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) + " " + cpu().toMillis());
        System.out.flush();
    }

    /** That of this process, and of the children that it has waited for. */
    private static Duration cpu() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int field = 11; field < 15; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return Duration.ofMillis(ticks * MILLIS_A_TICK);
        } catch (IOException notLinux) {
            return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        }
    }
}
