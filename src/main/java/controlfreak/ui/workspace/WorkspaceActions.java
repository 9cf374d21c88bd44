package controlfreak.ui.workspace;

import controlfreak.model.Workspace;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Texts;
import controlfreak.workspace.Draft;
import controlfreak.workspace.WorkspaceFile;
import controlfreak.workspace.WorkspaceHeldException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.ObservableList;

/**
 * What the File menu does. Nothing is lost without a question, and services are stopped in sight or not at all. One
 * action at a time: what is asked for while one is under way is passed over. FX thread only.
 */
public final class WorkspaceActions implements WorkspaceCommands {
    private final WorkspaceSession session;
    private final Dialogs dialogs;
    private final SaveFlow saving;
    private final StopFlow stopping;
    private final WorkspaceHold hold;
    private final RecentFiles recents;
    private final Drafts drafts;
    private final DraftOffer offers;
    private final Supplier<Path> sample;
    private final Consumer<String> browser;
    private final Runnable exit;
    private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper redoable = new ReadOnlyBooleanWrapper();
    private BiConsumer<Path, Workspace> onOpened = (file, workspace) -> {};
    private boolean busy;

    /**
     * @param browser shows an address
     * @param sample where the sample workspace is
     * @param exit ends the panel, once nothing would be lost
     */
    public WorkspaceActions(
            WorkspaceSession session,
            Dialogs dialogs,
            SaveFlow saving,
            StopFlow stopping,
            WorkspaceHold hold,
            RecentFiles recents,
            Drafts drafts,
            Supplier<Path> sample,
            Consumer<String> browser,
            Runnable exit) {
        this.session = session;
        this.dialogs = dialogs;
        this.saving = saving;
        this.stopping = stopping;
        this.hold = hold;
        this.recents = recents;
        this.drafts = drafts;
        offers = new DraftOffer(session, drafts, dialogs);
        this.sample = sample;
        this.browser = browser;
        this.exit = exit;
        undoable.bind(Bindings.isNotEmpty(session.undoProperty()));
        redoable.bind(Bindings.isNotEmpty(session.redoProperty()));
        session.setOnRefusal(problem -> dialogs.error(Texts.text("workspace.refused"), Problems.sentence(problem)));
    }

    /** Hears which file the operator has opened, and what it says: no copy of a sample, nothing restored or read again. */
    public void setOnOpened(BiConsumer<Path, Workspace> listener) {
        onOpened = listener;
    }

    /** Opens the file that was open last; one that is gone, or open elsewhere, is no trouble to anybody now. */
    public void openAgain(Path file) {
        if (Files.exists(file)) {
            open(file, problem -> {
                if (!(Problems.cause(problem) instanceof WorkspaceHeldException)) {
                    tellNotOpened(problem);
                }
            });
        }
    }

    @Override
    public void create() {
        leave(StopFlow.Reason.CLOSE, () -> {
            hold.release();
            session.newWorkspace();
        });
    }

    @Override
    public void openSample() {
        openCopy(sample.get());
    }

    @Override
    public void openWebShop() {
        openCopy(sample.get().resolveSibling("webshop.cfk"));
    }

    @Override
    public void visit(String address) {
        browser.accept(address);
    }

    /** Opens what a file says as a new workspace: the file is not the operator's to change. */
    private void openCopy(Path file) {
        if (busy) {
            return;
        }
        busy = true;
        session.read(file).whenComplete((opened, problem) -> {
            busy = false;
            if (problem == null) {
                leave(StopFlow.Reason.OPEN, () -> {
                    hold.release();
                    session.begin(Copies.apart(
                            opened.workspace(), file.toAbsolutePath().getParent()));
                });
            } else {
                tellNotOpened(problem);
            }
        });
    }

    @Override
    public ObservableList<Draft> drafts() {
        return drafts.left();
    }

    @Override
    public void restore(Draft draft) {
        leave(StopFlow.Reason.OPEN, () -> offers.restore(draft, hold));
    }

    @Override
    public void discard(Draft draft) {
        offers.discard(draft);
    }

    @Override
    public void reload() {
        if (session.lock().isLocked()) {
            dialogs.error(Texts.text("lock.kept"), session.lock().reason().get());
        } else {
            alone(() -> saving.reload(this::ready));
        }
    }

    /** Asks which file, then opens it. */
    @Override
    public void open() {
        dialogs.chooseWorkspaceToOpen(folder()).ifPresent(this::open);
    }

    /** Opens a file; the one that is open already is left as it is. */
    @Override
    public void open(Path path) {
        Path file = path.toAbsolutePath().normalize();
        open(file, problem -> {
            if (!Files.exists(file)) {
                recents.forget(file);
            }
            tellNotOpened(problem);
        });
    }

    private void open(Path file, Consumer<Throwable> otherwise) {
        if (busy || session.fileProperty().get().equals(Optional.of(file))) {
            return;
        }
        busy = true;
        session.read(file).whenComplete((opened, problem) -> {
            if (problem == null) {
                take(file, opened, otherwise);
            } else {
                busy = false;
                otherwise.accept(problem);
            }
        });
    }

    private void take(Path file, WorkspaceFile.Opened opened, Consumer<Throwable> otherwise) {
        hold.take(file).whenComplete((claim, problem) -> {
            if (problem != null) {
                busy = false;
                otherwise.accept(problem);
                return;
            }
            Runnable giveUp = () -> {
                hold.giveBack(claim);
                busy = false;
            };
            if (isKept(StopFlow.Reason.OPEN)) {
                giveUp.run();
                return;
            }
            saving.whenSafe(
                    stopping.stops(StopFlow.Reason.OPEN),
                    isAgreed -> stopping.whenStopped(
                            StopFlow.Reason.OPEN,
                            isAgreed,
                            () -> {
                                hold.keep(claim);
                                session.show(file, opened)
                                        .thenCompose(shown -> offers.look(file, opened))
                                        .thenRun(() -> onOpened.accept(file, opened.workspace()));
                                recents.remember(file);
                                busy = false;
                            },
                            giveUp),
                    giveUp);
        });
    }

    private void tellNotOpened(Throwable problem) {
        dialogs.error(Texts.text("workspace.open.failed"), Problems.sentence(problem));
    }

    @Override
    public void save() {
        if (session.openProperty().get()) {
            alone(() -> saving.save(this::ready, this::ready));
        }
    }

    @Override
    public void saveAs() {
        if (session.openProperty().get()) {
            alone(() -> saving.saveAs(this::ready, this::ready));
        }
    }

    @Override
    public void close() {
        leave(StopFlow.Reason.CLOSE, () -> {
            hold.release();
            session.close();
        });
    }

    /** Ends the panel, after asking for what is unsaved and what runs. */
    @Override
    public void quit() {
        leave(StopFlow.Reason.QUIT, () -> {
            hold.release();
            session.giveUpEdits();
            exit.run();
        });
    }

    /** Does something once nothing is unsaved and nothing runs; not at all where the operator cancels. */
    private void leave(StopFlow.Reason reason, Runnable then) {
        if (isKept(reason)) {
            return;
        }
        Runnable left = () -> {
            ready();
            then.run();
        };
        alone(() -> saving.whenSafe(
                stopping.stops(reason),
                isAgreed -> stopping.whenStopped(reason, isAgreed, left, this::ready),
                this::ready));
    }

    /** A panel that only looks lets no workspace go that would be stopped or lost; to end it is always allowed. */
    private boolean isKept(StopFlow.Reason reason) {
        boolean kept = session.lock().isLocked()
                && reason != StopFlow.Reason.QUIT
                && (stopping.isNeeded() || session.modifiedProperty().get());
        if (kept) {
            dialogs.error(Texts.text("lock.kept"), Texts.text("lock.kept.text"));
        }
        return kept;
    }

    private void alone(Runnable action) {
        if (!busy) {
            busy = true;
            action.run();
        }
    }

    private void ready() {
        busy = false;
    }

    private Optional<Path> folder() {
        return session.fileProperty()
                .get()
                .or(() -> recents.files().stream().findFirst())
                .map(Path::toAbsolutePath)
                .map(Path::getParent);
    }

    /** Files that were open lately, the latest first. */
    @Override
    public ObservableList<Path> recent() {
        return recents.files();
    }

    @Override
    public void undo() {
        session.undo();
    }

    @Override
    public void redo() {
        session.redo();
    }

    @Override
    public ReadOnlyBooleanProperty undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyBooleanProperty redoableProperty() {
        return redoable.getReadOnlyProperty();
    }
}
