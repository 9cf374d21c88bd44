package controlfreak.ui.workspace;

import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Texts;
import controlfreak.workspace.FileStamp;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Saves the open workspace, and asks where that would lose something. FX thread only. */
public final class SaveFlow {
    private final WorkspaceSession session;
    private final Dialogs dialogs;
    private final WorkspaceHold hold;
    private final RecentFiles recents;
    private final BooleanSupplier formsClosed;

    /** @param formsClosed closes forms, after asking where something was typed in one; whether none is left */
    public SaveFlow(
            WorkspaceSession session,
            Dialogs dialogs,
            WorkspaceHold hold,
            RecentFiles recents,
            BooleanSupplier formsClosed) {
        this.session = session;
        this.dialogs = dialogs;
        this.hold = hold;
        this.recents = recents;
        this.formsClosed = formsClosed;
    }

    /**
     * Goes on once nothing would be lost: asks for what is half typed, and for edits that are not saved.
     *
     * @param stops what leaving stops, which is asked about in the same question
     * @param then is told whether that was agreed to
     */
    void whenSafe(Optional<StopFlow.Stops> stops, Consumer<Boolean> then, Runnable otherwise) {
        if (!formsClosed.getAsBoolean()) {
            otherwise.run();
        } else if (!session.modifiedProperty().get()) {
            then.accept(false);
        } else if (session.lock().isLocked()) {
            askDiscard(() -> then.accept(false), otherwise);
        } else {
            askSave(stops, () -> then.accept(stops.isPresent()), otherwise);
        }
    }

    private void askSave(Optional<StopFlow.Stops> stops, Runnable then, Runnable otherwise) {
        String text = Texts.text("workspace.unsaved.text");
        int choice = dialogs.ask(
                Texts.text("workspace.unsaved.title", name()),
                stops.map(some -> text + "\n" + some.consequence()).orElse(text),
                List.of(
                        stops.map(some -> Texts.text("workspace.unsaved.save.stops", some.count()))
                                .orElseGet(() -> Texts.text("workspace.unsaved.save")),
                        stops.map(some -> Texts.text("workspace.unsaved.discard.stops", some.count()))
                                .orElseGet(() -> Texts.text("workspace.unsaved.discard")),
                        Texts.text("dialog.cancel")),
                stops.isPresent() ? new int[] {0, 1} : new int[] {1});
        switch (choice) {
            case 0 -> save(then, otherwise);
            case 1 -> then.run();
            default -> otherwise.run();
        }
    }

    private void askDiscard(Runnable then, Runnable otherwise) {
        int choice = dialogs.ask(
                Texts.text("lock.unsaved.title", name()),
                Texts.text("lock.unsaved.text"),
                List.of(Texts.text("workspace.unsaved.discard"), Texts.text("dialog.cancel")),
                0);
        if (choice == 0) {
            then.run();
        } else {
            otherwise.run();
        }
    }

    /**
     * @param then is run once it is saved
     * @param otherwise is run where it is not
     */
    void save(Runnable then, Runnable otherwise) {
        if (session.fileProperty().get().isEmpty()) {
            saveAs(then, otherwise);
            return;
        }
        on(
                session.changeOnDisk(),
                change -> {
                    if (change == FileStamp.Change.CONTENT) {
                        askOverwrite(then, otherwise);
                    } else {
                        write(session.save(), then, otherwise);
                    }
                },
                otherwise);
    }

    private void askOverwrite(Runnable then, Runnable otherwise) {
        Path file = session.fileProperty().get().orElseThrow();
        int choice = dialogs.ask(
                Texts.text("workspace.changed.title", name()),
                Texts.text("workspace.changed.text", name()),
                List.of(
                        Texts.text("workspace.changed.overwrite"),
                        Texts.text("workspace.changed.reload"),
                        Texts.text("dialog.cancel")),
                0,
                1);
        switch (choice) {
            case 0 -> write(session.save(), then, otherwise);
            case 1 -> on(session.open(file), reloaded -> otherwise.run(), otherwise);
            default -> otherwise.run();
        }
    }

    /**
     * Takes up what the file says, after asking where edits would be lost.
     *
     * @param then is run in any case, once that is done or not
     */
    void reload(Runnable then) {
        boolean isWished = !session.modifiedProperty().get()
                || dialogs.ask(
                                Texts.text("workspace.reload.title", name()),
                                Texts.text("workspace.reload.text"),
                                List.of(Texts.text("workspace.changed.reload"), Texts.text("dialog.cancel")),
                                0)
                        == 0;
        Optional<Path> file = session.fileProperty().get();
        if (!isWished || file.isEmpty()) {
            then.run();
            return;
        }
        session.open(file.get()).whenComplete((done, problem) -> {
            then.run();
            if (problem != null) {
                dialogs.error(Texts.text("workspace.open.failed"), Problems.sentence(problem));
            }
        });
    }

    void saveAs(Runnable then, Runnable otherwise) {
        Optional<Path> folder =
                session.fileProperty().get().map(Path::toAbsolutePath).map(Path::getParent);
        Optional<Path> chosen = dialogs.chooseWorkspaceToSave(folder, name());
        if (chosen.isEmpty()) {
            otherwise.run();
            return;
        }
        on(
                hold.take(chosen.get()),
                claim -> write(
                        session.saveAs(chosen.get()),
                        () -> {
                            hold.keep(claim);
                            recents.remember(chosen.get());
                            then.run();
                        },
                        () -> {
                            hold.giveBack(claim);
                            otherwise.run();
                        }),
                otherwise);
    }

    private void write(CompletionStage<Void> written, Runnable then, Runnable otherwise) {
        on(written, done -> then.run(), otherwise);
    }

    private <T> void on(CompletionStage<T> stage, Consumer<T> then, Runnable otherwise) {
        stage.whenComplete((value, problem) -> {
            if (problem == null) {
                then.accept(value);
            } else {
                dialogs.error(Texts.text("workspace.save.failed"), Problems.sentence(problem));
                otherwise.run();
            }
        });
    }

    private String name() {
        return session.fileProperty()
                .get()
                .map(file -> file.getFileName().toString())
                .orElseGet(() -> Texts.text("workspace.untitled"));
    }
}
