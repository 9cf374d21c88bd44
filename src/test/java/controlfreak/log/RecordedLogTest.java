package controlfreak.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedLogTest {
    private static final int PREFIX = "2026-01-01T00:00:00.000000Z stdout F ".length();

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;

    @Test
    void linesAreInMemoryAndInTheFile() throws IOException {
        RecordedLog log = log(LogLimits.DEFAULT);
        LogWriter writer = new LogWriter(log);
        writer.received(LogStream.OUT, bytes("one\ntw"));
        writer.received(LogStream.ERR, bytes("oops\n"));
        log.note("Started.");
        assertThat(log.from(0, 100))
                .extracting(LogLine::sequence, LogLine::stream, LogLine::text)
                .containsExactly(
                        tuple(0L, LogStream.OUT, "one"),
                        tuple(1L, LogStream.ERR, "oops"),
                        tuple(2L, LogStream.NOTE, "Started."));
        assertThat(log.from(0, 1).get(0).time()).isEqualTo(now);
        assertThat(log.file()).isEqualTo(folder.resolve("services/web-1.log"));
        assertThat(plain(log.file())).isEqualTo("one\noops\nStarted.\n");
        writer.ended(LogStream.OUT);
        assertThat(plain(log.file())).isEqualTo("one\noops\nStarted.\ntw\n");
        assertThat(log.lostFromFile()).isZero();
    }

    @Test
    void aLineOfTheFileBeginsWithItsTimeAndItsStream() {
        RecordedLog log = log(LogLimits.DEFAULT);
        log.started("started, pid 1");
        log.append(LogStream.OUT, bytes("on"), true);
        now = now.plusNanos(113_042_999);
        log.append(LogStream.OUT, bytes("e"), false);
        log.append(LogStream.ERR, bytes("oops"), false);
        log.ended("exit 1");
        assertThat(log.file()).hasContent("""
                        2026-01-01T00:00:00.000000Z start F started, pid 1
                        2026-01-01T00:00:00.000001Z stdout P on
                        2026-01-01T00:00:00.113042Z stdout F e
                        2026-01-01T00:00:00.113043Z stderr F oops
                        2026-01-01T00:00:00.113044Z end F exit 1
                        """);
    }

    @Test
    void firstLinesWaitUntilTheStartWasSaid() throws IOException {
        RecordedLog log = log(LogLimits.DEFAULT);
        log.holdBack();
        log.append(LogStream.OUT, bytes("first"), false);
        log.append(LogStream.ERR, bytes("second"), false);
        log.started("started, pid 1");
        log.letGo();
        log.append(LogStream.OUT, bytes("third"), false);
        log.flush();
        assertThat(log.from(0, 9))
                .extracting(LogLine::text)
                .containsExactly("started, pid 1", "first", "second", "third");
        assertThat(plain(log.file())).isEqualTo("started, pid 1\nfirst\nsecond\nthird\n");
    }

    @Test
    void notMoreIsHeldBackThanMemoryBears() {
        RecordedLog log = log(LogLimits.DEFAULT);
        log.holdBack();
        for (int i = 0; i < 10_001; i++) {
            log.append(LogStream.OUT, bytes("line " + i), false);
        }
        assertThat(log.end()).isEqualTo(10_001);
        assertThat(log.from(10_000, 1)).extracting(LogLine::text).containsExactly("line 10000");
    }

    @Test
    void noTwoLinesHaveTheSameTimeAndAClockThatIsSetBackIsBelieved() {
        RecordedLog log = log(LogLimits.DEFAULT);
        log.note("1");
        now = now.minusMillis(500);
        log.note("2");
        now = now.minusSeconds(10);
        log.note("3");
        Instant first = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(log.from(0, 9))
                .extracting(LogLine::time)
                .containsExactly(first, first.plusNanos(1_000), first.minusMillis(10_500));
    }

    @Test
    void piecesOfTwoStreamsAreNotMixedInOneLine() throws IOException {
        RecordedLog log = log(LogLimits.DEFAULT);
        log.append(LogStream.OUT, bytes("a"), true);
        log.append(LogStream.OUT, bytes("b"), true);
        log.append(LogStream.ERR, bytes("oops"), false);
        log.append(LogStream.OUT, bytes("c"), false);
        log.flush();
        assertThat(plain(log.file())).isEqualTo("aboops\nc\n");
        assertThat(log.from(0, 9)).extracting(LogLine::continued).containsExactly(true, true, false, false);
    }

    @Test
    void theOldestLinesLeaveFirst() {
        RecordedLog log = log(new LogLimits(100, 1 << 20, 1 << 30, 1 << 20, 1));
        for (int i = 0; i < 1234; i++) {
            log.append(LogStream.OUT, bytes("line " + i), false);
        }
        assertThat(log.end()).isEqualTo(1234);
        List<LogLine> all = log.from(0, 5000);
        assertThat(all).hasSize(100);
        assertThat(all.get(0).text()).isEqualTo("line 1134");
        assertThat(all.get(99).sequence()).isEqualTo(1233);
        assertThat(log.from(1200, 2)).extracting(LogLine::text).containsExactly("line 1200", "line 1201");
        assertThat(log.from(1234, 5)).isEmpty();
        assertThat(log.from(99_999, 5)).isEmpty();
    }

    @Test
    void memoryIsBoundedToo() {
        RecordedLog log = log(new LogLimits(100, 10_000, 1 << 30, 1 << 20, 1));
        for (int i = 0; i < 50; i++) {
            log.append(LogStream.OUT, new byte[2900], false);
        }
        assertThat(log.from(0, 100)).hasSize(3);
        log.append(LogStream.OUT, new byte[60_000], false);
        assertThat(log.from(0, 100)).extracting(LogLine::sequence).containsExactly(50L);
        log.append(LogStream.OUT, bytes("short"), false);
        assertThat(log.from(0, 100)).extracting(LogLine::sequence).containsExactly(51L);
    }

    @Test
    void linesStayInOrderWhenTheRingGrowsLate() {
        RecordedLog log = log(new LogLimits(1000, 20_000, 1 << 30, 1 << 30, 1));
        for (int i = 0; i < 5; i++) {
            log.append(LogStream.OUT, new byte[15_000], false);
        }
        for (int i = 0; i < 190; i++) {
            log.append(LogStream.OUT, bytes("n" + log.end()), false);
        }
        List<LogLine> lines = log.from(0, 1000);
        assertThat(lines).hasSizeGreaterThan(128).allMatch(line -> line.text().equals("n" + line.sequence()));
        assertThat(lines).extracting(LogLine::sequence).isSorted();
    }

    @Test
    void allLogsShareTheirMemory() {
        LogStore store =
                new LogStore(folder, clock, new LogLimits(10_000, 1 << 20, 100_000, 1 << 30, 1), Runnable::run);
        RecordedLog first = store.service("first");
        for (int i = 0; i < 1000; i++) {
            first.append(LogStream.OUT, bytes("x"), false);
        }
        assertThat(first.from(0, 10_000)).hasSizeGreaterThan(900);
        RecordedLog second = store.service("second");
        for (int i = 0; i < 1000; i++) {
            first.append(LogStream.OUT, bytes("x"), false);
            second.append(LogStream.OUT, bytes("x"), false);
        }
        assertThat(first.from(0, 10_000)).hasSizeBetween(400, 600);
        assertThat(second.from(0, 10_000)).hasSizeBetween(400, 600);
        store.closeService("first");
        for (int i = 0; i < 1000; i++) {
            second.append(LogStream.OUT, bytes("x"), false);
        }
        assertThat(second.from(0, 10_000)).hasSizeGreaterThan(900);
    }

    private static boolean run(String... words) throws Exception {
        return new ProcessBuilder(words).start().waitFor() == 0;
    }

    @Test
    void aReaderSeesWholeLinesInOrderWhileOthersWrite() throws InterruptedException {
        LogThread disk = new LogThread("disk");
        RecordedLog log =
                new LogStore(folder, clock, new LogLimits(500, 1 << 20, 1 << 30, 1 << 30, 1), disk).service("web-1");
        AtomicBoolean isDone = new AtomicBoolean();
        Thread[] writers = new Thread[2];
        for (int i = 0; i < writers.length; i++) {
            writers[i] = new Thread(() -> {
                for (int line = 0; line < 50_000; line++) {
                    log.append(LogStream.OUT, bytes("line"), false);
                    if (line % 1000 == 0) {
                        log.note("note");
                    }
                }
            });
        }
        Thread finisher = new Thread(() -> {
            for (Thread writer : writers) {
                writer.start();
            }
            for (Thread writer : writers) {
                join(writer);
            }
            isDone.set(true);
        });
        finisher.start();
        long next = 0;
        while (!isDone.get() || next < log.end()) {
            for (LogLine line : log.from(next, 64)) {
                assertThat(line.sequence()).isGreaterThanOrEqualTo(next);
                next = line.sequence() + 1;
            }
        }
        finisher.join();
        log.flush();
        disk.close();
        assertThat(next).isEqualTo(100_100);
        assertThat(log.file()).hasSize(100_000 * (PREFIX + 5) + 100 * (PREFIX + 3));
    }

    @Test
    void theStoreKeepsOneLogAName() throws IOException {
        LogStore store = new LogStore(folder, clock, LogLimits.DEFAULT, Runnable::run);
        RecordedLog log = store.service("a");
        log.append(LogStream.OUT, bytes("1"), false);
        assertThat(store.service("a")).isSameAs(log);
        assertThat(store.proxy("a")).isNotSameAs(log);
        assertThat(store.proxy("a").file()).isEqualTo(folder.resolve("proxies/a.log"));
        store.closeService("a");
        store.closeService("a");
        assertThat(plain(log.file())).isEqualTo("1\n");
        assertThat(store.service("a")).isNotSameAs(log);
        assertThat(store.service("a").end()).isZero();
        log.append(LogStream.OUT, bytes("late"), false);
        log.flush();
        assertThat(plain(log.file())).isEqualTo("1\nlate\n");
        store.close();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private RecordedLog log(LogLimits limits) {
        return new LogStore(folder, clock, limits, Runnable::run).service("web-1");
    }

    /** What is in a file, without times and streams: pieces are joined, as they came. */
    private static String plain(Path file) throws IOException {
        return Files.readString(file).replaceAll("(?m)^.{27} \\w+ F ", "").replaceAll("(?m)^.{27} \\w+ P (.*)\n", "$1");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
