package controlfreak.ui.workspace;

import controlfreak.engine.base.RefusedException;
import controlfreak.model.Workspace;
import controlfreak.ui.fx.Background;
import controlfreak.ui.fx.ReadOnlyLock;
import controlfreak.ui.fx.Texts;
import controlfreak.workspace.FileStamp;
import controlfreak.workspace.WorkspaceException;
import controlfreak.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;

/**
 * The workspace that is open: what it says, where it is kept, whether it differs from the file. Every edit goes
 * through {@link #edit} and reaches the engine at once. FX thread only; files are read and written elsewhere, and
 * stages complete on the FX thread.
 */
public final class WorkspaceSession {
    private static final Path HOME = Path.of(System.getProperty("user.home"));

    private final WorkspaceTarget target;
    private final Background files;
    private final Consumer<Optional<Path>> beforeOpening;
    private final ReadOnlyLock lock = new ReadOnlyLock();
    private final EditHistory history = new EditHistory();
    private final ReadOnlyObjectWrapper<Workspace> workspace = new ReadOnlyObjectWrapper<>(Workspace.EMPTY);
    private final ReadOnlyObjectWrapper<Optional<Path>> file = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper modified = new ReadOnlyBooleanWrapper();
    private Workspace saved = Workspace.EMPTY;
    private Optional<FileStamp> stamp = Optional.empty();
    private Consumer<Throwable> onRefusal = problem -> {};
    private Consumer<String> onEdit = what -> {};

    /** @param beforeOpening is told which file comes next (none for a new one), when nothing of the last is left */
    public WorkspaceSession(WorkspaceTarget target, Background files, Consumer<Optional<Path>> beforeOpening) {
        this.target = target;
        this.files = files;
        this.beforeOpening = beforeOpening;
    }

    public Workspace workspace() {
        return workspace.get();
    }

    public ReadOnlyObjectProperty<Workspace> workspaceProperty() {
        return workspace.getReadOnlyProperty();
    }

    /** Where it is kept; empty for a new one that was never saved, and where none is open. */
    public ReadOnlyObjectProperty<Optional<Path>> fileProperty() {
        return file.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /** Whether it says something else than when it was last saved. */
    public ReadOnlyBooleanProperty modifiedProperty() {
        return modified.getReadOnlyProperty();
    }

    /** What {@link #undo} would take back, as its edit said; empty where nothing can be. */
    public ReadOnlyStringProperty undoProperty() {
        return history.undoProperty();
    }

    /** What {@link #redo} would do again, as its edit said; empty where nothing can be. */
    public ReadOnlyStringProperty redoProperty() {
        return history.redoProperty();
    }

    /**
     * Whether it may only be looked at, and its processes with it. It is not kept: who locked the panel may not be who
     * starts it next.
     */
    public ReadOnlyLock lock() {
        return lock;
    }

    /** Hears, on the FX thread, of a change that was not taken: by the lock, or by the engine. */
    public void setOnRefusal(Consumer<Throwable> listener) {
        onRefusal = listener;
    }

    /** Hears what each edit does, and what was taken back or done again, in words. */
    public void setOnEdit(Consumer<String> listener) {
        onEdit = listener;
    }

    /**
     * Changes the workspace and hands the change to the engine.
     *
     * @param what what the edit does, for undo and history: "Remove web"
     * @throws IllegalArgumentException where the changed workspace would not be a legal one; nothing was changed then
     */
    public void edit(String what, UnaryOperator<Workspace> change) {
        if (!open.get()) {
            throw new IllegalStateException("No workspace is open.");
        }
        if (isRefused()) {
            return;
        }
        Workspace before = workspace.get();
        Workspace after = change.apply(before);
        if (!after.equals(before)) {
            history.add(what, before);
            onEdit.accept(what);
            become(after);
        }
    }

    public void undo() {
        String what = undoProperty().get();
        if (!isRefused() && !what.isEmpty()) {
            onEdit.accept(Texts.text("workspace.undone", what));
            become(history.undo(workspace.get()));
        }
    }

    public void redo() {
        String what = redoProperty().get();
        if (!isRefused() && !what.isEmpty()) {
            onEdit.accept(Texts.text("workspace.redone", what));
            become(history.redo(workspace.get()));
        }
    }

    private boolean isRefused() {
        if (lock.isLocked()) {
            onRefusal.accept(new RefusedException(lock.reason().get()));
        }
        return lock.isLocked();
    }

    private void become(Workspace next) {
        if (!next.equals(workspace.get())) {
            workspace.set(next);
            modified.set(!next.equals(saved));
            apply();
        }
    }

    private void apply() {
        Path folder = file.get().map(Path::toAbsolutePath).map(Path::getParent).orElse(HOME);
        target.apply(workspace.get(), folder).whenComplete((nothing, problem) -> {
            if (problem != null) {
                files.fx().execute(() -> onRefusal.accept(problem));
            }
        });
    }

    /** Lets go of the open workspace, saved or not, and begins an empty one without a file. */
    public void newWorkspace() {
        show(Workspace.EMPTY, Optional.empty(), Optional.empty(), true);
    }

    /** Lets go of the open workspace, saved or not; what runs of it is stopped. */
    public void close() {
        show(Workspace.EMPTY, Optional.empty(), Optional.empty(), false);
    }

    /**
     * Reads a workspace and lets it take the open one's place.
     *
     * @return fails with a {@link WorkspaceException}; then the open one stays
     */
    public CompletionStage<Void> open(Path path) {
        return read(path).thenAccept(opened -> show(path, opened));
    }

    /** Reads a workspace without opening it. */
    CompletionStage<WorkspaceFile.Opened> read(Path path) {
        return files.call(() -> WorkspaceFile.read(path));
    }

    /** Lets what was read take the open workspace's place, saved or not. */
    void show(Path path, WorkspaceFile.Opened opened) {
        show(opened.workspace(), Optional.of(path), Optional.of(opened.stamp()), true);
    }

    /**
     * Shows nothing of the next workspace before the engine has let go of the last: what is seen can be acted on. What
     * runs of a workspace that is only read again runs on.
     */
    private void show(Workspace next, Optional<Path> nextFile, Optional<FileStamp> nextStamp, boolean isOpen) {
        boolean isReload = nextFile.isPresent() && nextFile.equals(file.get());
        CompletionStage<Void> ready = isReload ? CompletableFuture.completedStage(null) : letGo();
        ready.whenComplete((nothing, problem) -> files.fx().execute(() -> {
            beforeOpening.accept(nextFile);
            saved = next;
            stamp = nextStamp;
            history.clear();
            file.set(nextFile);
            workspace.set(next);
            modified.set(false);
            apply();
            open.set(isOpen);
        }));
    }

    /** A service of the same name in another workspace is another service: the engine must not take it for the same. */
    private CompletionStage<Void> letGo() {
        return target.apply(Workspace.EMPTY, HOME);
    }

    /**
     * Writes the workspace to its file, whatever others did to that meanwhile.
     *
     * @return fails with a {@link WorkspaceException}; then the file is as it was
     */
    public CompletionStage<Void> save() {
        return saveAs(file.get().orElseThrow());
    }

    /** As {@link #save()}, to another file, which the workspace is kept in from then on. */
    public CompletionStage<Void> saveAs(Path path) {
        if (lock.isLocked()) {
            return CompletableFuture.failedStage(
                    new RefusedException(lock.reason().get()));
        }
        Workspace written = workspace.get();
        return files.call(() -> WorkspaceFile.write(path, written)).thenAccept(now -> {
            boolean moved = !file.get().equals(Optional.of(path));
            saved = written;
            stamp = Optional.of(now);
            file.set(Optional.of(path));
            modified.set(!workspace.get().equals(saved));
            if (moved) {
                apply();
            }
        });
    }

    /** What others did to the file since it was read or written here. */
    public CompletionStage<FileStamp.Change> changeOnDisk() {
        Optional<FileStamp> known = stamp;
        Optional<Path> path = file.get();
        return files.call(() -> path.isEmpty() || known.isEmpty()
                ? FileStamp.Change.NONE
                : known.get().changeOf(path.get()));
    }
}
