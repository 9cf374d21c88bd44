package controlfreak.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvFileTest {
    @TempDir
    Path folder;

    @Test
    void onlyItsOwnerMayReadANewFileAndAnotherKeepsItsMode() throws IOException, WorkspaceException {
        Path file = folder.resolve(".env");
        EnvFile.write(file, "TOKEN=e\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        EnvFile.write(file, "TOKEN=é\n");
        assertThat(EnvFile.read(file)).isEqualTo("TOKEN=é\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException, WorkspaceException {
        assertThat(EnvFile.read(file(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, 'A', '='})))
                .isEqualTo("A=");
    }

    @Test
    void saysWhyAFileIsNotRead() throws IOException {
        assertThatThrownBy(() -> EnvFile.read(folder.resolve("gone"))).hasMessageContaining("is not there");
        assertThatThrownBy(() -> EnvFile.read(folder)).hasMessageContaining("is a folder");
        Path huge = file(new byte[(1 << 20) + 1]);
        assertThatThrownBy(() -> EnvFile.read(huge)).hasMessageContaining("larger than 1 MB");
        Path binary = file(new byte[] {'A', '=', 0, 1});
        assertThatThrownBy(() -> EnvFile.read(binary)).hasMessageContaining("not a text file");
        Path latin = file(new byte[] {'A', '=', '\n', (byte) 0xe9, '\n'});
        assertThatThrownBy(() -> EnvFile.read(latin))
                .hasMessageContaining("line 2")
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> EnvFile.read(Path.of("/dev/zero"))).hasMessageContaining("not a regular file");
    }

    @Test
    void saysWhyAFileMayNotBeReadOrWritten() throws IOException {
        assertThatThrownBy(() -> EnvFile.write(folder, "A=1\n")).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> EnvFile.write(folder.resolve("none/.env"), "A=1\n"))
                .hasMessageContaining("Nothing was written")
                .hasMessageContaining("folder is not there");
        Path closed = file(new byte[] {'A', '='});
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(closed), "the superuser reads everything");
        assertThatThrownBy(() -> EnvFile.read(closed)).hasMessageContaining("may not be read by you");
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "some", ".env"), content);
    }
}
