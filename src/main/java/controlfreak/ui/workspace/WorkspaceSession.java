package controlfreak.ui.workspace;

import controlfreak.engine.base.RefusedException;
import controlfreak.model.Workspace;
import controlfreak.ui.fx.Background;
import controlfreak.ui.fx.ReadOnlyLock;
import controlfreak.ui.fx.Texts;
import controlfreak.workspace.Draft;
import controlfreak.workspace.FileStamp;
import controlfreak.workspace.WorkspaceException;
import controlfreak.workspace.WorkspaceFile;
import controlfreak.workspace.WorkspaceId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
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
    private final Consumer<WorkspaceId> beforeOpening;
    private final ReadOnlyLock lock = new ReadOnlyLock();
    private final EditHistory history = new EditHistory();
    private final ReadOnlyObjectWrapper<Workspace> workspace = new ReadOnlyObjectWrapper<>(Workspace.EMPTY);
    private final ReadOnlyObjectWrapper<WorkspaceId> id = new ReadOnlyObjectWrapper<>(WorkspaceId.begun());
    private final ReadOnlyObjectWrapper<Optional<Path>> file = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper modified = new ReadOnlyBooleanWrapper();
    private Workspace saved = Workspace.EMPTY;
    private Optional<FileStamp> stamp = Optional.empty();
    private Consumer<Throwable> onRefusal = problem -> {};
    private Consumer<String> onEdit = what -> {};
    private Consumer<Path> onSave = path -> {};
    private BiConsumer<WorkspaceId, WorkspaceId> onMove = (from, to) -> {};

    /** @param beforeOpening is told which one comes next, when nothing of the last is left */
    public WorkspaceSession(WorkspaceTarget target, Background files, Consumer<WorkspaceId> beforeOpening) {
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

    /** What it is known by. */
    public ReadOnlyObjectProperty<WorkspaceId> idProperty() {
        return id.getReadOnlyProperty();
    }

    /** What its file said when it was read or written last; empty where there is none. */
    Optional<FileStamp> stamp() {
        return stamp;
    }

    /** Where it is kept; empty for a new one that was never saved, and where none is open. */
    public ReadOnlyObjectProperty<Optional<Path>> fileProperty() {
        return file.getReadOnlyProperty();
    }

    /** The folder that it is kept in; empty where there is no file. */
    public Optional<Path> folder() {
        return file.get().map(Path::toAbsolutePath).map(Path::getParent);
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

    /** Hears that the workspace was saved, and in which file. */
    public void setOnSave(Consumer<Path> listener) {
        onSave = listener;
    }

    /** Hears that the workspace is kept in another file from now on: what it was known by, and what it is. */
    public void setOnMove(BiConsumer<WorkspaceId, WorkspaceId> listener) {
        onMove = listener;
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
        Path folder = folder().orElse(HOME);
        target.apply(workspace.get(), folder).whenComplete((nothing, problem) -> {
            if (problem != null) {
                files.fx().execute(() -> onRefusal.accept(problem));
            }
        });
    }

    /** Lets go of the open workspace, saved or not, and begins an empty one without a file. */
    public void newWorkspace() {
        begin(Workspace.EMPTY);
    }

    /** As {@link #newWorkspace}, with something in it that may be lost. */
    void begin(Workspace first) {
        show(new Next(first, first, WorkspaceId.begun(), Optional.empty(), true));
    }

    /** Lets one that was never saved, and that an earlier panel has left, take the open workspace's place. */
    void restore(Draft draft) {
        show(new Next(draft.workspace(), Workspace.EMPTY, draft.id(), Optional.empty(), true));
    }

    /** Lets go of the open workspace, saved or not; what runs of it is stopped. */
    public void close() {
        show(new Next(Workspace.EMPTY, Workspace.EMPTY, WorkspaceId.begun(), Optional.empty(), false));
    }

    /** Edits that are not saved are not wanted any more. */
    void giveUpEdits() {
        modified.set(false);
    }

    /**
     * Reads a workspace and lets it take the open one's place.
     *
     * @return fails with a {@link WorkspaceException}; then the open one stays
     */
    public CompletionStage<Void> open(Path path) {
        return read(path).thenCompose(opened -> show(path, opened));
    }

    /** Reads a workspace without opening it. */
    CompletionStage<WorkspaceFile.Opened> read(Path path) {
        return files.call(() -> WorkspaceFile.read(path));
    }

    /** Lets what was read take the open workspace's place, saved or not. */
    CompletionStage<Void> show(Path path, WorkspaceFile.Opened opened) {
        return show(new Next(
                opened.workspace(), opened.workspace(), WorkspaceId.of(path), Optional.of(opened.stamp()), true));
    }

    /** What is to take the open workspace's place, and what is saved of it. */
    private record Next(
            Workspace workspace, Workspace saved, WorkspaceId id, Optional<FileStamp> stamp, boolean isOpen) {}

    /**
     * Shows nothing of the next workspace before the engine has let go of the last: what is seen can be acted on. What
     * runs of a workspace that is only read again runs on.
     */
    private CompletionStage<Void> show(Next next) {
        boolean isReload = next.id().equals(id.get());
        CompletionStage<Void> ready = isReload ? CompletableFuture.completedStage(null) : letGo();
        CompletableFuture<Void> shown = new CompletableFuture<>();
        ready.whenComplete((nothing, problem) -> files.fx().execute(() -> {
            // Until here it is the last one that is given up.
            modified.set(false);
            beforeOpening.accept(next.id());
            saved = next.saved();
            stamp = next.stamp();
            history.clear();
            keptAs(next.id());
            workspace.set(next.workspace());
            apply();
            open.set(next.isOpen());
            modified.set(!next.workspace().equals(saved));
            shown.complete(null);
        }));
        return shown;
    }

    private void keptAs(WorkspaceId next) {
        id.set(next);
        file.set(next.file());
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
            WorkspaceId before = id.get();
            WorkspaceId after = WorkspaceId.of(path);
            saved = written;
            stamp = Optional.of(now);
            keptAs(after);
            modified.set(!workspace.get().equals(saved));
            if (!before.equals(after)) {
                onMove.accept(before, after);
                apply();
            }
            onSave.accept(path);
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
