package controlfreak.jvmproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveStoreTest {
    @TempDir
    Path folder;

    @Test
    void keepsTheTenThatWereUsedLast() throws Exception {
        ArchiveStore store = new ArchiveStore(folder.resolve("jvm"));
        for (int number = 0; number < 12; number++) {
            ArchiveFile archive = obtain(store, "key " + number);
            Files.setLastModifiedTime(
                    archive.path(), FileTime.from(Instant.now().minus(Duration.ofMinutes(60 - number))));
        }
        obtain(store, "key 2");
        obtain(store, "another");

        assertThat(files(".jsa")).hasSize(10);
        assertThat(files(".lock")).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void leavesNothingBehindWhereMakingFails() {
        ArchiveStore store = new ArchiveStore(folder.resolve("jvm"));

        assertThatThrownBy(() -> store.obtain(ArchiveKind.CDS, List.of("k"), archive -> true, file -> {
                    Files.writeString(file, "half");
                    throw new IOException("it broke");
                }))
                .hasMessage("it broke");
        assertThatThrownBy(() -> store.obtain(
                        ArchiveKind.CDS, List.of("k"), archive -> false, file -> Files.writeString(file, "x")))
                .hasMessageContaining("does not take");
        assertThat(files("")).allMatch(name -> name.endsWith(".lock"));
    }

    private static ArchiveFile obtain(ArchiveStore store, String fact) throws Exception {
        return store.obtain(
                ArchiveKind.CDS, List.of(fact), archive -> true, file -> Files.writeString(file, "archive"));
    }

    private List<String> files(String ending) {
        try (Stream<Path> files = Files.list(folder.resolve("jvm"))) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(ending))
                    .toList();
        } catch (IOException gone) {
            return List.of();
        }
    }
}
