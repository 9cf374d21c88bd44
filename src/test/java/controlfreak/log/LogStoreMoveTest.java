package controlfreak.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that go along with their workspace, while they are written to. */
class LogStoreMoveTest {
    private static final LogLimits LIMITS = new LogLimits(100, 10_000, 10_000, 200, 3);
    private final LogThread thread = new LogThread("log files");

    @TempDir
    Path folder;

    private Path here;
    private Path there;
    private LogStore store;

    @BeforeEach
    void open() {
        here = folder.resolve("unsaved/1");
        there = folder.resolve("shop");
        store = new LogStore(here, () -> Instant.parse("2026-01-01T00:00:00Z"), LIMITS, thread);
    }

    @AfterEach
    void close() {
        store.close();
        thread.close();
    }

    @Test
    void what_was_written_goes_along_and_what_is_written_goes_there() throws IOException {
        RecordedLog log = store.service("web");
        IntStream.range(0, 10).forEach(number -> write(log, "before " + number));
        store.moveTo(there, false).toCompletableFuture().join();
        write(log, "after");
        store.proxy("shop").note("Loaded.");
        awaitWritten(log);

        assertThat(here).doesNotExist();
        assertThat(log.file()).isEqualTo(there.resolve("services/web.log"));
        assertThat(store.service("web")).isSameAs(log);
        assertThat(Files.readString(log.file())).endsWith("after\n");
        assertThat(there.resolve("services/web.log.1")).exists();
        assertThat(there.resolve("proxies/shop.log")).exists();
        try (LogArchive archive = LogArchive.open(log.file())) {
            assertThat(archive.after(0, 100))
                    .extracting(line -> line.line().text())
                    .contains("before 5", "before 9", "after");
        }
    }

    @Test
    void what_is_left_with_its_file_stays_as_it_was() throws IOException {
        RecordedLog log = store.service("web");
        IntStream.range(0, 6).forEach(number -> write(log, "before " + number));
        awaitWritten(log);
        store.moveTo(there, true).toCompletableFuture().join();
        write(log, "after");
        awaitWritten(log);

        assertThat(all(here)).contains("before 0", "before 5").doesNotContain("after");
        assertThat(all(there)).contains("before 0", "before 5", "after");
    }

    @Test
    void what_was_there_is_set_aside() throws IOException {
        Path old = there.resolve("services/web.log");
        Files.createDirectories(old.getParent());
        Files.writeString(old, "another one's");
        RecordedLog log = store.service("web");
        write(log, "mine");
        store.moveTo(there, false).toCompletableFuture().join();

        assertThat(Files.readString(old)).contains("mine").doesNotContain("another");
        assertThat(there.resolve("services~/web.log")).hasContent("another one's");
    }

    private static void write(RecordedLog log, String text) {
        log.append(LogStream.OUT, text.getBytes(StandardCharsets.UTF_8), false);
    }

    private static void awaitWritten(RecordedLog log) {
        assertThat(log.awaitWritten(java.time.Duration.ofMinutes(1))).isTrue();
    }

    private static String all(Path where) throws IOException {
        StringBuilder text = new StringBuilder();
        try (var files = Files.walk(where)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
