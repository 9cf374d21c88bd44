package controlfreak.ui.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import controlfreak.model.Workspace;
import controlfreak.ui.fx.Background;
import controlfreak.ui.workspace.LineDifference.Kind;
import controlfreak.ui.workspace.LineDifference.Line;
import controlfreak.workspace.WorkspaceException;
import controlfreak.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
