package controlfreak.jvmproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
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

    @Test
    void anArchiveThatOthersCouldHaveWrittenIsNotTaken() throws Exception {
        ArchiveStore store = new ArchiveStore(folder.resolve("jvm"));
        ArchiveFile planted = obtain(store, "k");
        Files.setPosixFilePermissions(planted.path(), PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.writeString(planted.path(), "evil");
        assertThat(obtain(store, "k").path()).hasContent("archive");

        Files.writeString(planted.path(), "evil");
        Files.setPosixFilePermissions(folder.resolve("jvm"), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(obtain(store, "k").path()).hasContent("archive");
        assertThat(Files.getPosixFilePermissions(folder.resolve("jvm")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aFolderOfArchivesWhoseParentAllMayWriteIsRefused() throws Exception {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        ArchiveStore store = new ArchiveStore(open.resolve("jvm"));
        assertThatThrownBy(() -> obtain(store, "k")).hasMessageContaining("other users may write its folder " + open);
    }

    @Test
    void aJarOfTheSameSizeAndTimeIsAnother() throws Exception {
        Path jar = Files.writeString(folder.resolve("app.jar"), "old code");
        FileTime time = Files.getLastModifiedTime(jar);
        List<String> before = ClassPath.of(jar.toString()).contents();
        Files.writeString(jar, "new code");
        Files.setLastModifiedTime(jar, time);
        assertThat(ClassPath.of(jar.toString()).contents()).isNotEqualTo(before);
        List<String> seen = ClassPath.of(jar.toString()).facts();
        Path other = Files.writeString(folder.resolve("other.jar"), "3rd code");
        Files.setLastModifiedTime(other, time);
        Files.move(other, jar, StandardCopyOption.REPLACE_EXISTING);
        assertThat(ClassPath.of(jar.toString()).facts()).isNotEqualTo(seen);
    }
}
