package controlfreak.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeFileTest {
    private static final byte[] NEW = bytes("new and longer");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeAFile() throws IOException {
        file = Files.writeString(folder.resolve("shop.cfk"), "old");
    }

    @Test
    void keepsModeGroupAndNotes() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        boolean isSuperuser = "root".equals(System.getProperty("user.name"));
        if (isSuperuser) {
            Files.setAttribute(file, "unix:gid", 12);
            Files.setAttribute(file, "unix:uid", 7);
        }
        Object group = Files.getAttribute(file, "unix:gid");
        Object owner = Files.getAttribute(file, "unix:uid");
        boolean hasNotes = note(file);

        SafeFile.write(file, NEW, true);

        assertThat(file).hasBinaryContent(NEW);
        for (Path kept : List.of(file, folder.resolve("shop.cfk~"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                    .as("what was before is its owner's alone")
                    .isEqualTo(kept.equals(file) ? "rw-rw-r--" : "rw-------");
            assertThat(Files.getAttribute(kept, "unix:gid")).isEqualTo(group);
            assertThat(Files.getAttribute(kept, "unix:uid")).isEqualTo(owner);
            assertThat(notes(kept)).isEqualTo(hasNotes ? List.of("note") : List.of());
        }
    }

    @Test
    void keepsTheListOfWhoMayReadIt() throws Exception {
        assumeTrue(run("setfacl", "-m", "u:7:r", file.toString()), "needs access control lists");
        SafeFile.write(file, NEW, false);
        assertThat(output("getfacl", "-nc", file.toString())).contains("user:7:r--");
    }

    @Test
    void allNamesOfAFileSayTheSameAfterwards() throws IOException {
        Path other = Files.createLink(folder.resolve("other.cfk"), file);
        SafeFile.write(file, NEW, true);
        assertThat(other).hasBinaryContent(NEW);
        assertThat(folder.resolve("shop.cfk~")).hasContent("old");
        SafeFile.write(other, bytes("x"), true);
        assertThat(file).hasContent("x");
        assertThat(names()).containsExactly("other.cfk", "other.cfk~", "shop.cfk", "shop.cfk~");
    }

    @Test
    void aFileThatCannotBeReplacedIsWrittenInPlace() throws Exception {
        Path mounted = Files.writeString(folder.resolve("mounted.cfk"), "old");
        assumeTrue(run("mount", "--bind", file.toString(), mounted.toString()), "needs to mount");
        try {
            SafeFile.write(mounted, NEW, true);
            assertThat(mounted).hasBinaryContent(NEW);
            assertThat(file).hasBinaryContent(NEW);
            assertThat(folder.resolve("mounted.cfk~")).hasContent("old");
        } finally {
            assertThat(run("umount", mounted.toString())).isTrue();
        }
    }

    @Test
    void aFolderThatTakesNoNewFileIsNeededForNothing() throws IOException {
        SafeFile.write(file, NEW, true, new Disk() {
            @Override
            public Path create(Path in, String prefix, String suffix) throws IOException {
                if (in.equals(folder)) {
                    throw new AccessDeniedException(in.toString());
                }
                return Files.createTempFile(prefix, suffix);
            }
        });
        assertThat(file).hasBinaryContent(NEW);
        assertThat(names()).containsExactly("shop.cfk");
    }

    @Test
    void whatWasWrittenHalfIsPutBack() throws IOException {
        Files.createLink(folder.resolve("other.cfk"), file);
        Disk full = halfWriting(1);
        assertThatThrownBy(() -> SafeFile.write(file, NEW, true, full)).hasMessageContaining("No space left");
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("other.cfk", "shop.cfk");
    }

    @Test
    void whatCannotBePutBackIsKeptAndTold() throws IOException {
        Files.createLink(folder.resolve("other.cfk"), file);
        Disk broken = halfWriting(2);
        assertThatThrownBy(() -> SafeFile.write(file, NEW, true, broken))
                .isInstanceOfSatisfying(DamagedFileException.class, damaged -> {
                    assertThat(damaged.copy()).hasContent("old");
                    assertThat(SafeFile.outcome(file, damaged))
                            .isEqualTo("The file is damaged now; what it said before" + " is kept as " + damaged.copy()
                                    + ".");
                });
    }

    @Test
    void aTinyDiskLosesNothingOfAFileWithTwoNames() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()), "needs a tiny disk");
        try {
            Path small = Files.writeString(disk.resolve("shop.cfk"), "old");
            Files.createLink(disk.resolve("other.cfk"), small);
            assertThatThrownBy(() -> SafeFile.write(small, new byte[200_000], true))
                    .hasMessageContaining("No space left");
            assertThat(small).hasContent("old");
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    /** Fails the first writes of the file itself half-way. */
    private Disk halfWriting(int times) {
        int[] left = {times};
        return new Disk() {
            @Override
            public void fill(Path written, byte[] content) throws IOException {
                if (written.equals(file) && left[0]-- > 0) {
                    Files.write(written, new byte[] {'{'});
                    throw new FileSystemException(written.toString(), null, "No space left on device");
                }
                Disk.super.fill(written, content);
            }
        };
    }

    private static boolean note(Path file) {
        try {
            Files.setAttribute(file, "user:note", bytes("x"));
            return true;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException noNotesHere) {
            return false;
        }
    }

    private static List<String> notes(Path file) throws IOException {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        return view == null ? List.of() : view.list();
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private static String output(String... command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
