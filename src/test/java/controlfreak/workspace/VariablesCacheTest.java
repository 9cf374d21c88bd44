package controlfreak.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.EnvironmentFile.Dialect;
import controlfreak.model.FileVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariablesCacheTest {
    private static final long SECOND = 1_000_000_000;

    @TempDir
    Path folder;

    private final List<Runnable> queue = new ArrayList<>();
    private boolean hangs;
    private long now;
    private int changes;
    private Path file;
    private VariablesCache cache;

    @BeforeEach
    void setUp() {
        file = folder.resolve(".env");
        cache = new VariablesCache(queue::add, () -> now);
        cache.onChange(() -> changes++);
    }

    private void work() {
        while (!hangs && !queue.isEmpty()) {
            queue.remove(0).run();
        }
    }

    private FileVariables known(Dialect dialect, Map<String, String> below) {
        return cache.known(file, dialect, below);
    }

    private FileVariables read(Dialect dialect, String text) throws IOException {
        Files.writeString(file, text);
        cache.read(List.of(file), () -> {});
        work();
        return known(dialect, Map.of("HOST", "db"));
    }

    @Test
    void eachDialectIsReadByItsOwnRules() throws IOException {
        FileVariables compose = read(
                Dialect.COMPOSE, "# shop\nURL=http://${HOST}:${PORT:-80}/\n\nNAME='a # b' # c\nexport X=\"1\\n2\"\n");
        assertThat(compose.problem()).isEmpty();
        assertThat(compose.variables().entries())
                .isEqualTo(Map.of(
                        "URL", Optional.of("http://db:80/"),
                        "NAME", Optional.of("a # b"),
                        "X", Optional.of("1\n2")));
        assertThat(compose.place("NAME")).isEqualTo(new FileVariables.Place(file, 4));
        FileVariables systemd =
                read(Dialect.SYSTEMD, "; c\nURL=http://${HOST}/\nOPTS=\"-a\" \\\n -b\nif [ x ]; then\n");
        assertThat(systemd.problem()).isEmpty();
        assertThat(systemd.variables().value("URL")).hasValue("http://${HOST}/");
        assertThat(systemd.variables().entries()).containsOnlyKeys("URL", "OPTS");
        FileVariables foreman = read(Dialect.FOREMAN, "PORT=5000\nPORT=5001\nno variable\nA=\"b c\"\n");
        assertThat(foreman.problem()).isEmpty();
        assertThat(foreman.variables().entries())
                .isEqualTo(Map.of("PORT", Optional.of("5001"), "A", Optional.of("b c")));
    }

    @Test
    void whatIsWrongIsSaidWithItsLineAndWithoutTheValue() throws IOException {
        assertThat(read(Dialect.COMPOSE, "A=1\n\nPASSWORD=\"hunter2\n").problem())
                .hasValue(file + ", line 3: A quotation mark is never closed.");
        assertThat(read(Dialect.COMPOSE, "A=1\nPASSWORD=${KEY:?hunter2}\n").problem())
                .hasValue(file + ", line 2: The variable KEY is needed, and is not set.");
        assertThat(read(Dialect.RUBY, "A=1\nsecret hunter2\n").problem())
                .hasValue(file + ", line 2: This is no variable.");
        assertThat(read(Dialect.COMPOSE, "A\u00a0=1\n").problem().orElseThrow())
                .startsWith(file + ", line 1: The name has a no-break space");
    }

    @Test
    void whatIsThereIsNoFileIsSaid() throws IOException {
        cache.read(List.of(file), () -> {});
        work();
        assertThat(known(Dialect.COMPOSE, Map.of()).problem()).hasValue(file + " is not there.");
        assertThat(known(Dialect.COMPOSE, Map.of()).isMissing()).isTrue();
        Files.createDirectory(file);
        cache.read(List.of(file), () -> {});
        work();
        assertThat(known(Dialect.COMPOSE, Map.of()).problem().orElseThrow()).contains("is a folder");
        assertThat(known(Dialect.COMPOSE, Map.of()).isMissing()).isFalse();
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        assertThat(read(Dialect.COMPOSE, "A=" + "x".repeat(1 << 20)).problem().orElseThrow())
                .contains("larger than 1 MB");
    }

    @Test
    void aChangedFileIsSeenOnceSomebodyAsksAgainAndNotBefore() throws IOException {
        read(Dialect.COMPOSE, "A=1\n");
        assertThat(changes).isEqualTo(1);
        Files.writeString(file, "A=2\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        now += SECOND;
        known(Dialect.COMPOSE, Map.of());
        assertThat(queue).isEmpty();
        now += 2 * SECOND;
        assertThat(known(Dialect.COMPOSE, Map.of()).variables().value("A")).hasValue("1");
        known(Dialect.COMPOSE, Map.of());
        assertThat(queue).hasSize(1);
        work();
        assertThat(changes).isEqualTo(2);
        assertThat(known(Dialect.COMPOSE, Map.of()).variables().value("A")).hasValue("2");
    }

    @Test
    void oneThatIsTouchedButSaysTheSameIsNoChange() throws IOException {
        read(Dialect.COMPOSE, "A=1\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        now += 3 * SECOND;
        known(Dialect.COMPOSE, Map.of());
        work();
        assertThat(changes).isEqualTo(1);
    }

    @Test
    void aFileThatHangsIsAskedForOnce() throws IOException {
        hangs = true;
        List<String> done = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            now += 10 * SECOND;
            known(Dialect.COMPOSE, Map.of());
            cache.read(List.of(file), () -> done.add("done"));
        }
        assertThat(queue).hasSize(1);
        hangs = false;
        work();
        assertThat(done).hasSize(5);
    }

    @Test
    void severalFilesAreReadBeforeItIsDone() throws IOException {
        List<String> done = new ArrayList<>();
        cache.read(List.of(file, folder.resolve("b")), () -> done.add("done"));
        queue.remove(0).run();
        assertThat(done).isEmpty();
        work();
        assertThat(done).hasSize(1);
    }
}
