package controlfreak.ui.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import controlfreak.engine.base.RefusedException;
import controlfreak.model.Environment;
import controlfreak.model.Workspace;
import controlfreak.ui.fx.Background;
import controlfreak.workspace.FileStamp;
import controlfreak.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceSessionTest {
    private final List<String> applied = new ArrayList<>();
    private final WorkspaceSession session = new WorkspaceSession(
            (workspace, folder) -> {
                applied.add(workspace.env() + " in " + folder.getFileName());
                return CompletableFuture.completedFuture(null);
            },
            new Background(Runnable::run, Runnable::run),
            file -> {});

    @TempDir
    Path folder;

    private static Workspace with(Workspace workspace, String name) {
        return workspace.withEnv(workspace.env().with(name, "1"));
    }

    private void edit(String name) {
        session.edit("Set " + name, workspace -> with(workspace, name));
    }

    @Test
    void isClosedAtFirst() {
        assertThat(session.openProperty().get()).isFalse();
        assertThatThrownBy(() -> edit("A")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEditReachesTheEngineAndMarksIt() {
        session.newWorkspace();
        edit("A");
        assertThat(session.modifiedProperty().get()).isTrue();
        assertThat(session.undoProperty().get()).isEqualTo("Set A");
        assertThat(applied).last().asString().startsWith("Environment[A]");
    }

    @Test
    void undoingAllEditsClearsTheMark() {
        session.newWorkspace();
        edit("A");
        edit("B");
        session.undo();
        assertThat(session.redoProperty().get()).isEqualTo("Set B");
        session.undo();
        assertThat(session.modifiedProperty().get()).isFalse();
        assertThat(session.undoProperty().get()).isEmpty();
        session.redo();
        session.redo();
        assertThat(session.workspace().env().entries()).containsOnlyKeys("A", "B");
        session.redo();
        assertThat(session.modifiedProperty().get()).isTrue();
    }

    @Test
    void aNewEditForgetsWhatWasUndone() {
        session.newWorkspace();
        edit("A");
        session.undo();
        edit("B");
        assertThat(session.redoProperty().get()).isEmpty();
    }

    @Test
    void anEditThatChangesNothingIsNone() {
        session.newWorkspace();
        int before = applied.size();
        session.edit("Nothing", workspace -> workspace.withEnv(Environment.EMPTY));
        assertThat(session.undoProperty().get()).isEmpty();
        assertThat(applied).hasSize(before);
    }

    @Test
    void anIllegalEditChangesNothing() {
        session.newWorkspace();
        assertThatThrownBy(() -> session.edit("Bad", workspace -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(session.undoProperty().get()).isEmpty();
        assertThat(session.modifiedProperty().get()).isFalse();
    }

    @Test
    void savingClearsTheMarkAndKeepsTheHistory() {
        Path file = folder.resolve("shop.cfk");
        session.newWorkspace();
        edit("A");
        session.saveAs(file);
        assertThat(file).exists();
        assertThat(session.modifiedProperty().get()).isFalse();
        assertThat(session.fileProperty().get()).contains(file);
        assertThat(applied).last().asString().endsWith("in " + folder.getFileName());
        session.undo();
        assertThat(session.modifiedProperty().get()).isTrue();
        session.save();
        assertThat(session.modifiedProperty().get()).isFalse();
    }

    @Test
    void opensWhatWasSaved() {
        Path file = folder.resolve("shop.cfk");
        session.newWorkspace();
        edit("A");
        session.saveAs(file);
        Workspace saved = session.workspace();
        session.close();
        assertThat(session.workspace()).isEqualTo(Workspace.EMPTY);
        session.open(file);
        assertThat(session.workspace()).isEqualTo(saved);
        assertThat(session.openProperty().get()).isTrue();
        assertThat(session.undoProperty().get()).isEmpty();
    }

    @Test
    void theEngineLetsGoOfOneWorkspaceBeforeItTakesAnother() {
        Path file = folder.resolve("shop.cfk");
        session.newWorkspace();
        edit("A");
        session.saveAs(file);
        session.newWorkspace();
        applied.clear();
        session.open(file);
        assertThat(applied).hasSize(2);
        assertThat(applied.get(0)).startsWith("Environment[]");
        assertThat(applied.get(1)).startsWith("Environment[A]");
    }

    @Test
    void whatRunsOfAFileThatIsReadAgainRunsOn() {
        Path file = folder.resolve("shop.cfk");
        session.newWorkspace();
        edit("A");
        session.saveAs(file);
        applied.clear();
        session.open(file);
        assertThat(applied).singleElement().asString().startsWith("Environment[A]");
    }

    @Test
    void aFileThatIsNoneLeavesTheOpenOne() throws IOException {
        session.newWorkspace();
        edit("A");
        Path broken = Files.writeString(folder.resolve("broken.cfk"), "{");
        assertThat(session.open(broken).toCompletableFuture())
                .failsWithin(java.time.Duration.ofSeconds(5))
                .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                .withCauseInstanceOf(WorkspaceException.class);
        assertThat(session.modifiedProperty().get()).isTrue();
    }

    @Test
    void noticesWhatOthersDidToTheFile() throws IOException {
        Path file = folder.resolve("shop.cfk");
        session.newWorkspace();
        session.saveAs(file);
        assertThat(session.changeOnDisk()).isCompletedWithValue(FileStamp.Change.NONE);
        Files.writeString(file, "{}");
        assertThat(session.changeOnDisk()).isCompletedWithValue(FileStamp.Change.CONTENT);
        Files.delete(file);
        assertThat(session.changeOnDisk()).isCompletedWithValue(FileStamp.Change.GONE);
    }

    @Test
    void anEditDuringASaveStaysMarked() {
        List<Runnable> later = new ArrayList<>();
        WorkspaceSession slow = new WorkspaceSession(
                (workspace, where) -> CompletableFuture.completedFuture(null),
                new Background(later::add, Runnable::run),
                file -> {});
        slow.newWorkspace();
        slow.edit("A", workspace -> with(workspace, "A"));
        slow.saveAs(folder.resolve("shop.cfk"));
        slow.edit("B", workspace -> with(workspace, "B"));
        later.forEach(Runnable::run);
        assertThat(slow.modifiedProperty().get()).isTrue();
        slow.undo();
        assertThat(slow.modifiedProperty().get()).isFalse();
    }

    @Test
    void tellsWhatTheEngineRefuses() {
        WorkspaceSession refused = new WorkspaceSession(
                (workspace, where) -> CompletableFuture.failedFuture(new RefusedException("no")),
                new Background(Runnable::run, Runnable::run),
                file -> {});
        List<Throwable> heard = new ArrayList<>();
        refused.setOnRefusal(heard::add);
        refused.newWorkspace();
        assertThat(heard).singleElement().isInstanceOf(RefusedException.class);
    }
}
