package controlfreak.ui.workspace;

import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Texts;
import controlfreak.workspace.Draft;
import controlfreak.workspace.WorkspaceFile;
import controlfreak.workspace.WorkspaceId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Offers edits that an earlier panel could not save. FX thread only. */
final class DraftOffer {
    private final WorkspaceSession session;
    private final Drafts drafts;
    private final Dialogs dialogs;

    DraftOffer(WorkspaceSession session, Drafts drafts, Dialogs dialogs) {
        this.session = session;
        this.drafts = drafts;
        this.dialogs = dialogs;
    }

    /**
     * Looks for edits of a workspace that has just been opened, and asks what becomes of them.
     *
     * @return completes once that is known
     */
    CompletionStage<Void> look(Path file, WorkspaceFile.Opened opened) {
        WorkspaceId id = WorkspaceId.of(file);
        return drafts.find(id)
                .thenAccept(found -> found.filter(draft -> isStillOpen(id))
                        .filter(draft -> !draft.workspace().equals(opened.workspace()))
                        .ifPresent(draft -> ask(draft, file, opened)));
    }

    private boolean isStillOpen(WorkspaceId id) {
        return session.idProperty().get().equals(id) && !session.lock().isLocked();
    }

    private void ask(Draft draft, Path file, WorkspaceFile.Opened opened) {
        boolean isAsItWas = draft.base().equals(Optional.of(opened.stamp().hash()));
        int choice = dialogs.ask(
                Texts.text("workspace.draft.title", file.getFileName().toString()),
                Texts.text(isAsItWas ? "workspace.draft.text" : "workspace.draft.older", Drafts.time(draft)),
                List.of(Texts.text("workspace.draft.discard"), Texts.text("workspace.draft.take")),
                0);
        if (choice == 0) {
            drafts.drop(draft.id());
        } else {
            session.edit(Texts.text("workspace.draft.edit"), now -> draft.workspace());
        }
    }

    /** Opens one that was never saved, where nobody else has it open. */
    void restore(Draft draft, WorkspaceHold hold) {
        hold.take(drafts.fileOf(draft)).whenComplete((claim, problem) -> {
            if (problem == null) {
                hold.keep(claim);
                session.restore(draft);
                drafts.taken(draft.id());
            } else {
                dialogs.error(Texts.text("workspace.open.failed"), Problems.sentence(problem));
            }
        });
    }

    /** Asks whether one that was never saved is to be dropped. */
    void discard(Draft draft) {
        int choice = dialogs.ask(
                Texts.text("workspace.draft.discard.title"),
                Texts.text("workspace.draft.discard.text", Drafts.time(draft)),
                List.of(Texts.text("workspace.draft.discard"), Texts.text("dialog.cancel")),
                0);
        if (choice == 0) {
            drafts.discard(draft.id());
        }
    }
}
