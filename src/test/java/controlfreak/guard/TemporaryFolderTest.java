package controlfreak.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
    @TempDir
    Path parent;

    @Test
    void whatAKilledProcessLeftBehindIsRemovedAndWhatALivingOneHasIsNot() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Path its;
        try (BufferedReader answers = other.inputReader(StandardCharsets.UTF_8)) {
            its = Path.of(answers.readLine());
            Files.writeString(its.resolve("socket"), "");
            TemporaryFolder.make(parent, "cfk-test-").close();
            assertThat(its).isDirectory();
        } finally {
            other.destroyForcibly().waitFor();
        }
        try (TemporaryFolder mine = TemporaryFolder.make(parent, "cfk-test-")) {
            assertThat(its).doesNotExist();
            TemporaryFolder.make(parent, "cfk-test-").close();
            assertThat(mine.path()).isDirectory();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mine.path())))
                    .isEqualTo("rwx------");
        }
        assertThat(parent).isEmptyDirectory();
    }

    /** Another process that has one. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println(
                    TemporaryFolder.make(Path.of(arguments[0]), "cfk-test-").path());
            System.in.read();
        }
    }
}
