package controlfreak.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    private static final Path HOME = Path.of("/home/ann");
    private static final Folders USUAL = new Folders(
            Path.of("/home/ann/.config/controlfreak"),
            Path.of("/home/ann/.local/state/controlfreak"),
            Path.of("/home/ann/.local/state/controlfreak/logs"),
            Path.of("/home/ann/.local/state/controlfreak/run"));

    @Test
    void withoutVariablesTheDefaultsHold() {
        assertThat(Folders.of(Map.of(), HOME, false)).isEqualTo(USUAL);
    }

    @Test
    void emptyAndRelativeVariablesAreIgnored() {
        assertThat(Folders.of(
                        Map.of("XDG_CONFIG_HOME", "", "XDG_STATE_HOME", "state", "XDG_RUNTIME_DIR", "./run"),
                        HOME,
                        false))
                .isEqualTo(USUAL);
    }

    @Test
    void absoluteVariablesHold() {
        assertThat(Folders.of(
                        Map.of("XDG_CONFIG_HOME", "/c", "XDG_STATE_HOME", "/s", "XDG_RUNTIME_DIR", "/run/user/7"),
                        HOME,
                        false))
                .isEqualTo(new Folders(
                        Path.of("/c/controlfreak"),
                        Path.of("/s/controlfreak"),
                        Path.of("/s/controlfreak/logs"),
                        Path.of("/run/user/7/controlfreak")));
    }

    @Test
    void macHasItsLibrary() {
        Folders folders = Folders.of(Map.of("XDG_CONFIG_HOME", "/c"), HOME, true);
        assertThat(folders.settingsFile())
                .isEqualTo(Path.of("/home/ann/Library/Application Support/controlfreak/settings.json"));
        assertThat(folders.logs()).isEqualTo(Path.of("/home/ann/Library/Logs/controlfreak"));
    }

    @Test
    void foldersAreForTheirOwnerOnly(@TempDir Path folder) throws IOException {
        Path made = folder.resolve("a/b");
        Folders.make(made);
        Folders.make(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void logsGoByTheRealPath(@TempDir Path folder) throws IOException {
        Path one = Files.writeString(folder.resolve("my shop.cfk"), "");
        Path other = Files.createDirectory(folder.resolve("other")).resolve("my shop.cfk");
        Path link = Files.createSymbolicLink(folder.resolve("link.cfk"), one);
        assertThat(USUAL.logsOf(WorkspaceId.of(one)).getFileName().toString()).matches("my_shop-[0-9a-f]{16}");
        assertThat(USUAL.logsOf(WorkspaceId.of(link)))
                .isEqualTo(USUAL.logsOf(WorkspaceId.of(one)))
                .isNotEqualTo(USUAL.logsOf(WorkspaceId.of(other)));
        Path before = USUAL.logsOf(WorkspaceId.of(other));
        Files.writeString(other, "");
        assertThat(USUAL.logsOf(WorkspaceId.of(other))).isEqualTo(before);
    }
}
