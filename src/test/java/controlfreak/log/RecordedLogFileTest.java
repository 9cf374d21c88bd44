package controlfreak.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a log, and what becomes of it. */
class RecordedLogFileTest {
    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;

    @Test
    void filesAreForTheirOwnerOnly() throws IOException {
        RecordedLog log = log(LogLimits.DEFAULT);
        log.append(LogStream.OUT, bytes("x"), false);
        log.flush();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log.file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(log.file().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void aGrownFileIsSetAside() throws IOException {
        RecordedLog log = log(new LogLimits(100, 1 << 20, 1 << 30, 100, 2));
        for (int i = 10; i < 60; i += 10) {
            log.append(LogStream.OUT, bytes("line " + i), false);
            log.append(LogStream.OUT, bytes("line " + (i + 1)), false);
            log.flush();
        }
        assertThat(plain(log.file())).isEqualTo("line 50\nline 51\n");
        assertThat(plain(old(log, 1))).isEqualTo("line 40\nline 41\n");
        assertThat(plain(old(log, 2))).isEqualTo("line 30\nline 31\n");
        assertThat(old(log, 3)).doesNotExist();
        assertThat(log.lostFromFile()).isZero();
    }

    @Test
    void withoutOldFilesTheFileStartsAgain() throws IOException {
        RecordedLog log = log(new LogLimits(100, 1 << 20, 1 << 30, 50, 0));
        log.append(LogStream.OUT, bytes("12345678"), false);
        log.flush();
        log.append(LogStream.OUT, bytes("next"), false);
        log.flush();
        assertThat(plain(log.file())).isEqualTo("next\n");
        assertThat(old(log, 1)).doesNotExist();
    }

    @Test
    void aFileOfAnEarlierRunGoesOnAndATornLineIsClosed() throws IOException {
        Path file = Files.createDirectories(folder.resolve("services")).resolve("web-1.log");
        Files.writeString(file, "before\nto");
        RecordedLog log = log(new LogLimits(100, 1 << 20, 1 << 30, 60, 1));
        log.append(LogStream.OUT, bytes("new"), false);
        log.flush();
        assertThat(plain(file)).isEqualTo("before\nto\nnew\n");
        log.append(LogStream.OUT, bytes("more"), false);
        log.flush();
        assertThat(plain(file)).isEqualTo("more\n");
    }

    @Test
    void aFullDiskIsSaidOnceAndWritingResumes() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("services"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", disk.toString()), "needs to mount");
        try {
            fillAndEmpty(disk);
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    private static boolean run(String... words) throws Exception {
        return new ProcessBuilder(words).start().waitFor() == 0;
    }

    private void fillAndEmpty(Path disk) throws IOException {
        Path file = disk.resolve("web-1.log");
        Path filler = Files.write(disk.resolve("filler"), new byte[4096]);
        RecordedLog log = log(LogLimits.DEFAULT);
        LogWriter writer = new LogWriter(log);
        writer.received(LogStream.OUT, bytes("1\n2\n3\n"));
        writer.received(LogStream.OUT, bytes("4\n"));
        now = now.plusSeconds(2);
        writer.received(LogStream.OUT, bytes("5\n"));
        assertThat(notes(log))
                .containsExactly("3 lines could not be written to web-1.log: No space left on device."
                        + " Lines are kept here meanwhile, and writing is tried again.");
        assertThat(log.lostFromFile()).isEqualTo(5);

        Files.delete(filler);
        writer.received(LogStream.OUT, bytes("6\n"));
        assertThat(log.lostFromFile()).isEqualTo(6);
        now = now.plusSeconds(2);
        writer.received(LogStream.OUT, bytes("7\n8\n"));
        assertThat(notes(log)).hasSize(2).last().isEqualTo("web-1.log is written again; 6 lines are missing in it.");
        assertThat(plain(file)).isEqualTo("7\n8\n");
        assertThat(log.from(0, 99))
                .filteredOn(line -> line.stream() == LogStream.OUT)
                .hasSize(8);
        log.close();
    }

    @Test
    void aClockThatIsSetBackDoesNotStretchAnOutage() throws IOException {
        Path way = Files.writeString(folder.resolve("services"), "in the way");
        RecordedLog log = log(LogLimits.DEFAULT);
        log.append(LogStream.OUT, bytes("1"), false);
        log.flush();
        Files.delete(way);
        now = now.minusSeconds(3600);
        log.append(LogStream.OUT, bytes("2"), false);
        log.flush();
        assertThat(plain(log.file())).isEqualTo("2\n");
    }

    @Test
    void aVanishedFolderIsMadeAgain() throws IOException {
        RecordedLog log = log(LogLimits.DEFAULT);
        log.append(LogStream.OUT, bytes("1"), false);
        log.flush();
        Files.delete(log.file());
        Files.delete(log.file().getParent());
        now = now.plusSeconds(2);
        log.append(LogStream.OUT, bytes("2"), false);
        log.flush();
        assertThat(plain(log.file())).isEqualTo("2\n");
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Files.writeString(folder.resolve("services"), "in the way");
        RecordedLog log = log(LogLimits.DEFAULT);
        log.append(LogStream.OUT, bytes("1"), false);
        log.flush();
        assertThat(notes(log)).singleElement().asString().startsWith("1 line could not be written to web-1.log: ");
        assertThat(log.lostFromFile()).isEqualTo(1);
    }

    @Test
    void aFileThatOthersCutIsNotTakenForLarge() throws IOException {
        RecordedLog log = log(new LogLimits(100, 1 << 20, 1 << 30, 60, 1));
        log.append(LogStream.OUT, bytes("1234567890123456"), false);
        log.flush();
        Files.write(log.file(), new byte[0]);
        now = now.plusSeconds(2);
        log.append(LogStream.OUT, bytes("next"), false);
        log.flush();
        assertThat(plain(log.file())).isEqualTo("next\n");
        assertThat(old(log, 1)).doesNotExist();
    }

    private RecordedLog log(LogLimits limits) {
        return new LogStore(folder, clock, limits, Runnable::run).service("web-1");
    }

    private static Path old(Log log, int number) {
        return log.file().resolveSibling(log.file().getFileName() + "." + number);
    }

    /** What is in a file, without times and streams: pieces are joined, as they came. */
    private static String plain(Path file) throws IOException {
        return Files.readString(file).replaceAll("(?m)^.{27} \\w+ F ", "").replaceAll("(?m)^.{27} \\w+ P (.*)\n", "$1");
    }

    private static List<String> notes(Log log) {
        return log.from(0, 10_000).stream()
                .filter(line -> line.stream() == LogStream.NOTE)
                .map(LogLine::text)
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
