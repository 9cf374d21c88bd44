package controlfreak.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogArchiveTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private Instant now = BEGIN;

    private RecordedLog log(int fileBytes, int oldFiles) {
        LogLimits limits = new LogLimits(10, 1 << 20, 1 << 30, fileBytes, oldFiles);
        return new LogStore(folder, () -> now, limits, Runnable::run).service("web");
    }

    private void write(RecordedLog log, int from, int to) {
        for (int i = from; i < to; i++) {
            now = BEGIN.plusSeconds(i);
            log.append(i % 3 == 0 ? LogStream.ERR : LogStream.OUT, bytes("line " + i), false);
            log.flush();
        }
    }

    private static List<String> texts(List<ArchivedLine> lines) {
        return lines.stream().map(line -> line.line().text()).toList();
    }

    private static List<String> expected(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
    }

    @Test
    void readsLinesWithTheirTimesAndStreams() throws IOException {
        RecordedLog log = log(1 << 20, 1);
        log.started("started, pid 1");
        now = now.plusMillis(5);
        log.append(LogStream.ERR, bytes("\u00e4 \u001b[1mx"), true);
        log.append(LogStream.OUT, bytes(""), false);
        log.ended("exit 1");
        try (LogArchive archive = LogArchive.open(log.file())) {
            assertThat(archive.after(0, 9).stream().map(ArchivedLine::line))
                    .extracting(LogLine::time, LogLine::stream, LogLine::text, LogLine::continued)
                    .containsExactly(
                            tuple(BEGIN, LogStream.START, "started, pid 1", false),
                            tuple(now, LogStream.ERR, "\u00e4 \u001b[1mx", true),
                            tuple(now.plusNanos(1_000), LogStream.OUT, "", false),
                            tuple(now.plusNanos(2_000), LogStream.END, "exit 1", false));
        }
    }

    @Test
    void goesThroughAllFilesBothWays() throws IOException {
        RecordedLog log = log(2_000, 3);
        write(log, 0, 150);
        try (LogArchive archive = LogArchive.open(log.file())) {
            List<ArchivedLine> all = archive.after(0, 1_000);
            assertThat(texts(all)).isEqualTo(expected(0, 150));
            assertThat(archive.before(archive.end(), 1_000)).hasSize(150);
            assertThat(texts(archive.before(archive.end(), 7))).isEqualTo(expected(143, 150));
            for (ArchivedLine line : all) {
                assertThat(archive.positionOf(line.line().time())).isEqualTo(line.start());
                assertThat(archive.positionOf(line.line().time().plusNanos(1))).isEqualTo(line.end());
            }
            assertThat(archive.positionOf(BEGIN.minusSeconds(1))).isZero();
            assertThat(archive.begin()).contains(BEGIN);
        }
    }

    @Test
    void knowsTheNewestRuns() throws IOException {
        RecordedLog log = log(2_000, 3);
        for (int i = 0; i < 4; i++) {
            now = BEGIN.plusSeconds(1_000 * i);
            log.started("started, pid " + i);
            write(log, 1_000 * i + 1, 1_000 * i + 20);
            if (i != 1) {
                log.ended("exit " + i);
            }
        }
        Instant last = BEGIN.plusSeconds(3_000);
        try (LogArchive archive = LogArchive.open(log.file())) {
            assertThat(archive.runs(3))
                    .containsExactly(
                            new LogRun(last, "started, pid 3", Optional.empty(), Optional.of("exit 3")),
                            new LogRun(
                                    BEGIN.plusSeconds(2_000),
                                    "started, pid 2",
                                    Optional.of(last),
                                    Optional.of("exit 2")),
                            new LogRun(
                                    BEGIN.plusSeconds(1_000),
                                    "started, pid 1",
                                    Optional.of(BEGIN.plusSeconds(2_000)),
                                    Optional.empty()));
            assertThat(archive.runs(9)).hasSize(4);
        }
    }

    @Test
    void longLinesAcrossBlocksAreWhole() throws IOException {
        RecordedLog log = log(10_000_000, 1);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            texts.add("x".repeat(i * 1_600) + i);
            log.append(LogStream.OUT, bytes(texts.get(i)), false);
        }
        log.flush();
        try (LogArchive archive = LogArchive.open(log.file())) {
            assertThat(texts(archive.after(0, 100))).isEqualTo(texts);
            assertThat(texts(archive.before(archive.end(), 100))).isEqualTo(texts);
        }
    }

    @Test
    void filesThatAreSetAsideOrDeletedMeanwhileAreReadToTheirEnd() throws IOException {
        RecordedLog log = log(2_000, 2);
        write(log, 0, 100);
        try (LogArchive archive = LogArchive.open(log.file())) {
            List<String> before = texts(archive.after(0, 3));
            write(log, 100, 400);
            assertThat(texts(archive.after(0, 3))).isEqualTo(before);
            assertThat(texts(archive.before(archive.end(), 30))).isEqualTo(expected(70, 100));
        }
    }

    @Test
    void linesOfOthersAreShownAsTheyAre() throws IOException {
        Path file = folder.resolve("web.log");
        Files.writeString(
                file,
                "plain\n2026-01-01T00:00:01.000000Z stdout F one\n2026-01-01T00:00:02.000000Z nobody F two\n"
                        + "2026-13-01T00:00:02.000000Z stdout F three\n2026-01-01T00:00:03.000000Z stdout F\n\n"
                        + "2026-01-01T00:00:04.000000Z note F four\ntorn");
        Instant changed = Files.getLastModifiedTime(file).toInstant();
        try (LogArchive archive = LogArchive.open(file)) {
            List<ArchivedLine> lines = archive.after(0, 100);
            assertThat(texts(lines))
                    .containsExactly(
                            "plain",
                            "one",
                            "2026-01-01T00:00:02.000000Z nobody F two",
                            "2026-13-01T00:00:02.000000Z stdout F three",
                            "2026-01-01T00:00:03.000000Z stdout F",
                            "",
                            "four");
            assertThat(lines.get(0).line().time()).isEqualTo(changed);
            assertThat(texts(archive.before(archive.end(), 100))).isEqualTo(texts(lines));
        }
    }

    @Test
    void aHugeFileWithoutALineEndIsCutInPieces() throws IOException {
        Path file = folder.resolve("web.log");
        Files.writeString(file, "x".repeat(300_000) + "\nend\n");
        try (LogArchive archive = LogArchive.open(file)) {
            List<String> texts = texts(archive.after(0, 100));
            assertThat(texts).last().isEqualTo("end");
            assertThat(String.join("", texts)).hasSize(300_003);
            assertThat(archive.before(archive.end(), 100)).hasSize(texts.size());
        }
    }

    @Test
    void aFileThatOthersCutWhileItIsReadIsNoFailure() throws IOException {
        RecordedLog log = log(10_000_000, 2);
        write(log, 0, 5_000);
        try (LogArchive archive = LogArchive.open(log.file())) {
            Files.write(log.file(), new byte[0]);
            assertThat(archive.after(0, 10_000)).isNotEmpty();
            assertThat(archive.before(archive.end(), 10_000)).isNotEmpty();
        }
    }

    @Test
    void noFileIsNoLine() throws IOException {
        try (LogArchive archive = LogArchive.open(folder.resolve("none.log"))) {
            assertThat(archive.end()).isZero();
            assertThat(archive.after(0, 9)).isEmpty();
            assertThat(archive.before(0, 9)).isEmpty();
            assertThat(archive.positionOf(BEGIN)).isZero();
            assertThat(archive.begin()).isEmpty();
        }
    }

    @Test
    void theOrderOfFilesIsThatOfTheirNamesWhoeverTouchedThem() throws IOException {
        RecordedLog log = log(2_000, 3);
        write(log, 0, 150);
        for (int number = 3; number > 0; number--) {
            Path old = LogFile.old(log.file(), number);
            Files.setLastModifiedTime(
                    old, FileTime.from(Instant.parse("2036-01-01T00:00:00Z").plusSeconds(number)));
        }
        try (LogArchive archive = LogArchive.open(log.file())) {
            assertThat(texts(archive.after(0, 1_000))).isEqualTo(expected(0, 150));
        }
    }

    @Test
    void isOpenedWhileFilesAreSetAside() throws Exception {
        RecordedLog log = log(1_000, 3);
        write(log, 0, 40);
        Thread writer = new Thread(() -> write(log, 40, 3_000));
        writer.start();
        while (writer.isAlive()) {
            try (LogArchive archive = LogArchive.open(log.file())) {
                List<Instant> times = archive.after(0, 1_000).stream()
                        .map(line -> line.line().time())
                        .toList();
                assertThat(times).isSorted().doesNotHaveDuplicates();
            }
        }
        writer.join();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
