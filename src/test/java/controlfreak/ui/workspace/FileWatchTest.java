package controlfreak.ui.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import controlfreak.model.Workspace;
import controlfreak.process.table.AsNobody;
import controlfreak.ui.fx.Background;
import controlfreak.ui.workspace.LineDifference.Kind;
import controlfreak.ui.workspace.LineDifference.Line;
import controlfreak.workspace.WorkspaceException;
import controlfreak.workspace.WorkspaceFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Others change the file of the open workspace. */
class FileWatchTest {
    private final Background files = new Background(Runnable::run, Runnable::run);
    private final WorkspaceSession session =
            new WorkspaceSession((workspace, where) -> CompletableFuture.completedFuture(null), files, next -> {});
    private final FileWatch watch = new FileWatch(session, files);

    @TempDir
    Path folder;

    private Path shop;

    @BeforeEach
    void open() throws WorkspaceException {
        shop = folder.resolve("shop.cfk");
        WorkspaceFile.write(shop, with("A", "1"));
        session.open(shop);
        watch.look();
    }

    private static Workspace with(String name, String value) {
        return Workspace.EMPTY.withEnv(Workspace.EMPTY.env().with(name, value));
    }

    private String said() {
        watch.look();
        return watch.changeProperty().get().sentence();
    }

    @Test
    void is_told_at_once_with_what_differs() throws WorkspaceException {
        assertThat(said()).isEmpty();
        WorkspaceFile.write(shop, with("A", "22"));
        assertThat(said()).isEqualTo("shop.cfk was changed by another program. What is open here is as it was.");
        assertThat(watch.changeProperty().get().difference())
                .filteredOn(line -> line.kind() != Kind.SAME)
                .extracting(Line::kind, line -> line.text().strip())
                .containsExactly(tuple(Kind.REMOVED, "\"A\": \"1\""), tuple(Kind.ADDED, "\"A\": \"22\""));
    }

    @Test
    void what_was_dismissed_is_told_again_only_where_something_new_happens() throws WorkspaceException {
        WorkspaceFile.write(shop, with("A", "22"));
        assertThat(said()).isNotEmpty();
        watch.dismiss();
        assertThat(said()).isEmpty();
        WorkspaceFile.write(shop, with("A", "333"));
        assertThat(said()).isNotEmpty();
        WorkspaceFile.write(shop, with("A", "1"));
        assertThat(said()).as("it says again what it said").isEmpty();
    }

    @Test
    void another_layout_is_no_news() throws IOException {
        Files.writeString(shop, "{ \"controlfreak\": 1,   \"env\": {\"A\":\"1\"} }");
        assertThat(said()).isEmpty();
    }

    @Test
    void what_is_saved_or_reloaded_here_is_no_news() throws WorkspaceException {
        session.edit("Set B", now -> now.withEnv(now.env().with("B", "1")));
        session.save();
        assertThat(said()).isEmpty();
        WorkspaceFile.write(shop, with("A", "22"));
        assertThat(said()).isNotEmpty();
        session.open(shop);
        assertThat(said()).isEmpty();
    }

    @Test
    void a_file_that_is_gone_or_broken_is_told_once() throws IOException {
        Files.delete(shop);
        assertThat(said()).startsWith("shop.cfk is not there.");
        watch.dismiss();
        assertThat(said()).isEmpty();
    }

    @Test
    void only_what_is_around_a_change_is_shown() {
        String before = IntStream.range(0, 40).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
        String after = before.replace("20", "twenty").replace("\n21\n", "\n");
        assertThat(LineDifference.of(before, after).stream()
                        .map(line -> line.kind() + " " + line.text())
                        .toList())
                .containsExactly(
                        "GAP ",
                        "SAME 17",
                        "SAME 18",
                        "SAME 19",
                        "REMOVED 20",
                        "REMOVED 21",
                        "ADDED twenty",
                        "SAME 22",
                        "SAME 23",
                        "SAME 24");
        assertThat(LineDifference.of(before, before)).isEmpty();
    }

    /** What can become of a file. */
    private enum Ruin {
        DELETED("is not there"),
        A_FOLDER("is a folder"),
        GARBAGE("This is not UTF-8"),
        NO_WORKSPACE("line 1"),
        HUGE("larger than 64 MB"),
        A_PIPE("is not a regular file");

        private final String said;

        Ruin(String said) {
            this.said = said;
        }

        void happensTo(Path file) throws Exception {
            Files.delete(file);
            switch (this) {
                case DELETED -> {}
                case A_FOLDER -> Files.createDirectory(file);
                case GARBAGE -> Files.write(file, new byte[] {'{', (byte) 0xff, 0, '}'});
                case NO_WORKSPACE -> Files.writeString(file, "[]");
                case HUGE -> {
                    try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
                        huge.setLength((64 << 20) + 1);
                    }
                }
                case A_PIPE ->
                    new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatever_becomes_of_the_file_is_told_once_and_what_is_open_stays(Ruin ruin) throws Exception {
        Path kept = Files.copy(shop, folder.resolve("kept"), StandardCopyOption.COPY_ATTRIBUTES);
        ruin.happensTo(shop);
        assertThat(said()).contains(ruin.said).contains("What is open here is as it was");
        assertThat(session.workspace()).isEqualTo(with("A", "1"));
        watch.dismiss();
        assertThat(said()).isEmpty();

        if (ruin != Ruin.DELETED) {
            Files.delete(shop);
            assertThat(said()).as("it becomes something else").contains("is not there");
        }
        Files.move(kept, shop);
        assertThat(said()).as("it is as it was").isEmpty();
        Files.delete(shop);
        session.save();
        assertThat(said()).isEmpty();
        assertThat(WorkspaceFile.read(shop).workspace()).isEqualTo(with("A", "1"));
    }

    /** Root may read all; so this thread is somebody else for a while. */
    @Test
    @SuppressWarnings("try")
    void one_that_may_not_be_read_any_more_is_told_until_it_may() throws Exception {
        assumeTrue(ProcessHandle.current().info().user().filter("root"::equals).isPresent());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(shop, PosixFilePermissions.fromString("rw-r--r--"));
        try (AsNobody nobody = new AsNobody()) {
            assertThat(said()).isEmpty();
        }
        Files.setPosixFilePermissions(shop, PosixFilePermissions.fromString("rw-------"));
        try (AsNobody nobody = new AsNobody()) {
            assertThat(said()).startsWith("shop.cfk may not be read by you.");
        }
        Files.setPosixFilePermissions(shop, PosixFilePermissions.fromString("rw-r--r--"));
        try (AsNobody nobody = new AsNobody()) {
            assertThat(said()).isEmpty();
        }
    }
}
