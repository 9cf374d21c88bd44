package controlfreak.log;

import static controlfreak.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogOutageTest {
    @TempDir
    Path folder;

    @Test
    void twoThreadsWriteOnWhileTheFileFailsAndRecovers() throws Exception {
        LogThread disk = new LogThread("disk");
        AtomicLong seconds = new AtomicLong();
        // Each look at the clock is later than any pause.
        InstantSource clock = () -> Instant.EPOCH.plusSeconds(2 * seconds.incrementAndGet());
        RecordedLog log = new LogStore(folder, clock, LogLimits.DEFAULT, disk).service("web");
        Path way = folder.resolve("services");
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < 2; i++) {
            threads.execute(() -> {
                for (int line = 0; line < 20_000; line++) {
                    log.note("note");
                }
            });
        }
        threads.execute(() -> {
            for (int i = 0; i < 500; i++) {
                block(way);
                unblock(way);
            }
        });
        threads.shutdown();
        assertThat(threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        disk.close();
    }

    @Test
    void aDiskThatHangsStopsNobodyAndWhatItMissesIsCountedAndSaid() throws IOException {
        Queue<Runnable> hanging = new ArrayDeque<>();
        LogLimits limits = new LogLimits(10_000, 1 << 30, 1 << 30, 1 << 30, 1);
        RecordedLog log = new LogStore(folder, InstantSource.system(), limits, hanging::add).service("web");
        LogWriter writer = new LogWriter(log);
        byte[] line = ("x".repeat(9_999) + "\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 2_000; i++) {
            writer.received(LogStream.OUT, line);
        }
        long lost = log.lostFromFile();
        assertThat(lost).isBetween(300L, 500L);
        assertThat(log.from(0, 10_000))
                .filteredOn(last -> last.stream() == LogStream.NOTE)
                .extracting(LogLine::text)
                .containsExactly(
                        "Lines are left out of web.log: the disk does not keep up. They are kept here meanwhile.");
        assertThat(log.awaitWritten(Duration.ofMillis(1))).isFalse();

        while (!hanging.isEmpty()) {
            hanging.remove().run();
        }
        log.note("goes on");
        hanging.remove().run();
        assertThat(log.lostFromFile()).isEqualTo(lost);
        assertThat(log.from(0, 10_000))
                .extracting(LogLine::text)
                .contains("web.log is written again; " + lost + " lines are missing in it.");
        List<String> stored = Files.readAllLines(log.file());
        assertThat(stored).hasSize((int) (2_000 - lost) + 1).last().asString().endsWith("goes on");
    }

    @Test
    void aFloodIsStoredWholeAndInOrder() throws IOException {
        LogThread disk = new LogThread("disk");
        LogLimits limits = new LogLimits(1_000, 1 << 20, 1 << 30, 1 << 30, 1);
        RecordedLog log = new LogStore(folder, InstantSource.system(), limits, disk).service("web");
        LogWriter writer = new LogWriter(log);
        int lines = 1_000_000;
        StringBuilder chunk = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            chunk.append("x".repeat(91)).append(100_000_000 + i).append('\n');
            if (chunk.length() > 60_000 || i == lines - 1) {
                writer.received(LogStream.OUT, chunk.toString().getBytes(StandardCharsets.US_ASCII));
                chunk.setLength(0);
            }
        }
        disk.close();
        assertThat(log.lostFromFile()).isZero();
        int next = 0;
        try (BufferedReader reader = Files.newBufferedReader(log.file())) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                assertEquals(next++, Integer.parseInt(line.substring(line.length() - 8)));
            }
        }
        assertThat(next).isEqualTo(lines);
    }

    private static void block(Path way) {
        try {
            Files.deleteIfExists(way.resolve("web.log"));
            Files.deleteIfExists(way);
            Files.write(way, "in the way".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A line came first.
        }
    }

    private static void unblock(Path way) {
        try {
            if (Files.isRegularFile(way)) {
                Files.delete(way);
            }
        } catch (IOException e) {
            // Never mind: the next round does it.
        }
    }
}
