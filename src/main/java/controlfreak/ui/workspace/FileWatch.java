package controlfreak.ui.workspace;

import controlfreak.model.Workspace;
import controlfreak.ui.fx.Background;
import controlfreak.ui.fx.Texts;
import controlfreak.workspace.FileStamp;
import controlfreak.workspace.WorkspaceException;
import controlfreak.workspace.WorkspaceFile;
import controlfreak.workspace.WorkspaceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Notices when others change the open workspace's file. FX thread only; the file is looked at elsewhere, one look at a
 * time, so that a disk that hangs holds up nobody.
 */
public final class FileWatch {
    /**
     * What others did.
     *
     * @param sentence what happened, for people; empty where nothing did
     * @param difference from what is open here to what the file says; empty where that cannot be told
     */
    public record Change(String sentence, List<LineDifference.Line> difference) {
        static final Change NONE = new Change("", List.of());

        public boolean isThere() {
            return !sentence.isEmpty();
        }

        /** Whether there is something to compare. */
        public boolean canBeShown() {
            return !difference.isEmpty();
        }
    }

    /**
     * What was seen at one look.
     *
     * @param trouble why it cannot be read; empty where it can
     * @param stamp how it is; empty where another look may see something else though nobody has touched it
     */
    private record Seen(Change change, String trouble, Optional<FileStamp> stamp) {}

    private final WorkspaceSession session;
    private final Background files;
    private final ReadOnlyObjectWrapper<Change> change = new ReadOnlyObjectWrapper<>(Change.NONE);
    private Optional<FileStamp> ours = Optional.empty();
    private Optional<FileStamp> told = Optional.empty();
    private String trouble = "";
    private boolean isLooking;

    public FileWatch(WorkspaceSession session, Background files) {
        this.session = session;
        this.files = files;
        session.idProperty().addListener(other -> forget());
    }

    /** What others did to the file and nobody has seen to yet. */
    public ReadOnlyObjectProperty<Change> changeProperty() {
        return change.getReadOnlyProperty();
    }

    /** What happened needs no telling any more; what happens next does. */
    public void dismiss() {
        change.set(Change.NONE);
    }

    private void forget() {
        told = Optional.empty();
        trouble = "";
        change.set(Change.NONE);
    }

    /** Looks at the file: call it about once a second. */
    public void look() {
        Optional<FileStamp> known = session.stamp();
        if (!known.equals(ours)) {
            ours = known;
            forget();
        }
        WorkspaceId id = session.idProperty().get();
        if (isLooking || known.isEmpty() || id.file().isEmpty()) {
            return;
        }
        isLooking = true;
        Workspace here = session.workspace();
        Optional<FileStamp> before = trouble.isEmpty() ? told.or(() -> known) : told;
        files.call(() -> seen(id, known.get(), before, here)).whenComplete((seen, problem) -> {
            isLooking = false;
            // What was saved or opened meanwhile is no news.
            if (problem == null
                    && session.stamp().equals(known)
                    && session.idProperty().get().equals(id)) {
                take(seen);
            }
        });
    }

    private void take(Optional<Seen> news) {
        if (news.isEmpty()) {
            return;
        }
        Seen seen = news.get();
        if (seen.trouble().isEmpty() || !seen.trouble().equals(trouble)) {
            change.set(seen.change());
        }
        trouble = seen.trouble();
        told = seen.stamp();
    }

    /** Nothing where the file is as it was at the last look. On the thread of files. */
    private static Optional<Seen> seen(WorkspaceId id, FileStamp known, Optional<FileStamp> before, Workspace here) {
        Path file = id.file().orElseThrow();
        if (before.filter(stamp -> stamp.looksUntouched(file)).isPresent()) {
            return Optional.empty();
        }
        String name = file.getFileName().toString();
        try {
            WorkspaceFile.Opened there = WorkspaceFile.read(file);
            boolean isSame = there.stamp().hash().equals(known.hash());
            List<LineDifference.Line> difference = isSame
                    ? List.of()
                    : LineDifference.of(WorkspaceFile.text(here), WorkspaceFile.text(there.workspace()));
            Change change = difference.isEmpty()
                    ? Change.NONE
                    : new Change(Texts.text("workspace.outside.changed", name), difference);
            return Optional.of(new Seen(change, "", Optional.of(there.stamp())));
        } catch (WorkspaceException unreadable) {
            String sentence = Texts.text("workspace.outside.unreadable", unreadable.getMessage());
            // What has been read, and is no workspace, is not read each second; it may be large.
            boolean isRead = !(unreadable.getCause() instanceof IOException);
            return Optional.of(new Seen(
                    new Change(sentence, List.of()), sentence, isRead ? FileStamp.ofUnread(file) : Optional.empty()));
        }
    }
}
