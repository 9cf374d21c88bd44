package controlfreak.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceFileTest {
    private static final Workspace FIRST = workspace("one");
    private static final Workspace SECOND = workspace("two");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("shop.cfk");
    }

    @Test
    void whatIsWrittenIsRead() throws WorkspaceException, IOException {
        FileStamp written = WorkspaceFile.write(file, FIRST);
        WorkspaceFile.Opened opened = WorkspaceFile.read(file);
        assertThat(opened.workspace()).isEqualTo(FIRST);
        assertThat(opened.stamp()).isEqualTo(written);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(names()).containsExactly("shop.cfk");
    }

    @Test
    void theVersionBeforeIsKept() throws WorkspaceException, IOException {
        WorkspaceFile.write(file, FIRST);
        WorkspaceFile.write(file, SECOND);
        Path before = folder.resolve("shop.cfk~");
        assertThat(WorkspaceFile.read(before).workspace()).isEqualTo(FIRST);
        WorkspaceFile.write(file, workspace("three"));
        assertThat(WorkspaceFile.read(before).workspace()).isEqualTo(SECOND);
        assertThat(names()).containsExactly("shop.cfk", "shop.cfk~");
    }

    @Test
    void aLinkStaysAndItsTargetIsWritten() throws WorkspaceException, IOException {
        Path real = Files.createDirectory(folder.resolve("real")).resolve("r.cfk");
        Files.createSymbolicLink(folder.resolve("middle"), Path.of("real/r.cfk"));
        Files.createSymbolicLink(file, Path.of("middle"));
        WorkspaceFile.write(file, FIRST);
        WorkspaceFile.write(file, SECOND);
        assertThat(file).isSymbolicLink();
        assertThat(real).isRegularFile();
        assertThat(WorkspaceFile.read(real).workspace()).isEqualTo(SECOND);
        assertThat(folder.resolve("real/r.cfk~")).exists();
    }

    @Test
    void aFailedWriteLeavesAllAsItWas() throws WorkspaceException, IOException {
        WorkspaceFile.write(file, FIRST);
        WorkspaceFile.write(file, SECOND);
        assertThatThrownBy(() -> WorkspaceFile.write(file, workspace("three"), fullDisk()))
                .isInstanceOf(WorkspaceException.class)
                .hasMessage("shop.cfk could not be saved: No space left on device. The file is as it was. Your changes"
                        + " are still open here: make it possible and save again, or save elsewhere.");
        assertThat(WorkspaceFile.read(file).workspace()).isEqualTo(SECOND);
        assertThat(WorkspaceFile.read(folder.resolve("shop.cfk~")).workspace()).isEqualTo(FIRST);
        assertThat(names()).containsExactly("shop.cfk", "shop.cfk~");
    }

    @Test
    void aFullDiskLeavesAllAsItWas() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()), "needs a tiny disk");
        try {
            Path onDisk = disk.resolve("shop.cfk");
            WorkspaceFile.write(onDisk, FIRST);
            Workspace large = FIRST.withEnv(
                    Environment.EMPTY.with("BIG", "x".repeat(100_000)).with("MORE", "x".repeat(100_000)));
            assertThatThrownBy(() -> WorkspaceFile.write(onDisk, large))
                    .hasMessageStartingWith("shop.cfk could not be saved: No space left on device. The file is as it");
            assertThat(WorkspaceFile.read(onDisk).workspace()).isEqualTo(FIRST);
            try (Stream<Path> files = Files.list(disk)) {
                assertThat(files).hasSize(1);
            }
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    @Test
    void aFolderThatIsGoneOrCannotBeWrittenIsSaid() {
        assertThatThrownBy(() -> WorkspaceFile.write(folder.resolve("gone/shop.cfk"), FIRST))
                .hasMessageStartingWith("shop.cfk could not be saved: the folder is not there. Nothing was written.");
        assertThatThrownBy(() -> WorkspaceFile.write(Path.of("/proc/self/shop.cfk"), FIRST))
                .hasMessageStartingWith("shop.cfk could not be saved: ")
                .hasMessageContaining("Nothing was written.");
        assertThatThrownBy(() -> WorkspaceFile.write(folder, FIRST))
                .hasMessageEndingWith(" is a folder. Choose another name.");
    }

    @Test
    void whatCannotBeReadIsSaid() throws IOException {
        assertThatThrownBy(() -> WorkspaceFile.read(file))
                .hasMessage("shop.cfk is not there. It may have been moved or deleted.");
        assertThatThrownBy(() -> WorkspaceFile.read(folder)).hasMessageEndingWith(" is a folder. Choose a file in it.");
        assertThatThrownBy(() -> WorkspaceFile.read(Path.of("/dev/zero"))).hasMessage("zero is not a regular file.");
        Files.writeString(file, "{\"controlfreak\": 1,\n\n \"env\": 7}");
        assertThatThrownBy(() -> WorkspaceFile.read(file))
                .isInstanceOf(WorkspaceException.class)
                .hasMessage("shop.cfk, line 3, column 9 (env): An object in { } is needed here.");
    }

    @Test
    void aFileOfOthersIsSaid() throws IOException {
        Files.writeString(file, "{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(file), "the superuser may read everything");
        assertThatThrownBy(() -> WorkspaceFile.read(file))
                .hasMessage("shop.cfk may not be read by you. Ask its owner for permission to read it.");
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength((64 << 20) + 1);
        }
        assertThatThrownBy(() -> WorkspaceFile.read(file))
                .hasMessage("shop.cfk is larger than 64 MB. That cannot be a workspace.");
    }

    @Test
    void aByteOrderMarkIsAcceptedAndWrongBytesAreSaid() throws WorkspaceException, IOException {
        Files.writeString(file, "\ufeff{\"controlfreak\": 1}");
        assertThat(WorkspaceFile.read(file).workspace()).isEqualTo(Workspace.EMPTY);
        Files.write(file, "{\n\"controlfreak\": 1, \"x\": \"ü\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> WorkspaceFile.read(file))
                .hasMessage("shop.cfk, line 2: This is not UTF-8. Save the file as UTF-8.");
        Files.write(file, "{}".getBytes(StandardCharsets.UTF_16));
        assertThatThrownBy(() -> WorkspaceFile.read(file)).hasMessageContaining("This is not UTF-8.");
        Files.write(file, new byte[] {'{', (byte) 0xc3});
        assertThatThrownBy(() -> WorkspaceFile.read(file)).hasMessageContaining("This is not UTF-8.");
    }

    @Test
    void changesByOthersAreNoticed() throws Exception {
        FileStamp stamp = WorkspaceFile.write(file, FIRST);
        assertThat(stamp.changeOf(file)).isEqualTo(FileStamp.Change.NONE);
        assertThat(stamp.looksUntouched(file)).isTrue();

        String text = Files.readString(file);
        Files.writeString(folder.resolve("copy"), text);
        Files.delete(file);
        Files.move(folder.resolve("copy"), file);
        assertThat(stamp.looksUntouched(file)).isFalse();
        assertThat(stamp.changeOf(file)).isEqualTo(FileStamp.Change.NONE);

        Files.writeString(file, text.replace("one", "two"));
        Files.setLastModifiedTime(file, stamp.modified());
        assertThat(stamp.changeOf(file)).isEqualTo(FileStamp.Change.CONTENT);

        Files.delete(file);
        assertThat(stamp.looksUntouched(file)).isFalse();
        assertThat(stamp.changeOf(file)).isEqualTo(FileStamp.Change.GONE);
    }

    private static Disk fullDisk() {
        return new Disk() {
            @Override
            public void fill(Path temporary, byte[] content) throws IOException {
                Files.write(temporary, new byte[] {'{'});
                throw new FileSystemException(temporary.toString(), null, "No space left on device");
            }
        };
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static Workspace workspace(String name) {
        return Workspace.EMPTY.withService(Optional.empty(), ServiceSpec.of(name, new Command.Text("x")));
    }
}
