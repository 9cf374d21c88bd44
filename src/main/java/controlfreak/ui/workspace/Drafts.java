package controlfreak.ui.workspace;

import controlfreak.ui.fx.Background;
import controlfreak.workspace.Draft;
import controlfreak.workspace.DraftFolder;
import controlfreak.workspace.FileStamp;
import controlfreak.workspace.WorkspaceId;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.InvalidationListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * Keeps the open workspace's edits until they are saved or given up, so that they can be taken up where the panel did
 * not end by itself. FX thread only; files are read and written elsewhere.
 */
public final class Drafts {
    private static final Logger LOGGER = System.getLogger(Drafts.class.getName());

    private final WorkspaceSession session;
    private final DraftFolder folder;
    private final Background files;
    private final InstantSource clock;
    private final boolean isOffered;
    private final ObservableList<Draft> left = FXCollections.observableArrayList();
    private final AtomicReference<Draft> waiting = new AtomicReference<>();
    private Optional<WorkspaceId> kept = Optional.empty();

    /** @param isOffered whether somebody is there to take up what was left */
    public Drafts(
            WorkspaceSession session, DraftFolder folder, Background files, InstantSource clock, boolean isOffered) {
        this.session = session;
        this.folder = folder;
        this.files = files;
        this.clock = clock;
        this.isOffered = isOffered;
        InvalidationListener look = changed -> look();
        session.workspaceProperty().addListener(look);
        session.modifiedProperty().addListener(look);
        session.idProperty().addListener(look);
    }

    /** Those of workspaces that were never saved, left by panels that run no more; as of {@link #lookForLeft}. */
    ObservableList<Draft> left() {
        return left;
    }

    /** Looks for what earlier panels have left. */
    public void lookForLeft() {
        if (isOffered) {
            files.call(folder::left).thenAccept(left::setAll);
        }
    }

    /** What an earlier panel has left of a workspace in a file. */
    CompletionStage<Optional<Draft>> find(WorkspaceId id) {
        return files.call(() -> isOffered ? folder.find(id) : Optional.empty());
    }

    /** Where a draft is. */
    Path fileOf(Draft draft) {
        return folder.fileOf(draft.id());
    }

    /** When the last edit of a draft was made, for people. */
    public static String time(Draft draft) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withZone(ZoneId.systemDefault())
                .format(draft.at());
    }

    /** Drops edits of a file that nobody wants. */
    void drop(WorkspaceId id) {
        files.worker().execute(() -> delete(id));
    }

    /** Drops a workspace that was never saved and that nobody wants, with its logs. */
    void discard(WorkspaceId id) {
        left.removeIf(draft -> draft.id().equals(id));
        files.worker().execute(() -> {
            try {
                folder.discard(id);
            } catch (IOException failure) {
                LOGGER.log(Level.WARNING, "What was discarded could not all be removed.", failure);
            }
        });
    }

    /** One that was left is open now. */
    void taken(WorkspaceId id) {
        left.removeIf(draft -> draft.id().equals(id));
        kept = Optional.of(id);
    }

    private void look() {
        WorkspaceId id = session.idProperty().get();
        boolean isModified = session.modifiedProperty().get();
        kept.filter(old -> !isModified || !old.equals(id)).ifPresent(old -> {
            kept = Optional.empty();
            files.worker().execute(() -> delete(old));
        });
        if (isModified) {
            kept = Optional.of(id);
            Draft newest = new Draft(id, clock.instant(), session.stamp().map(FileStamp::hash), session.workspace());
            if (waiting.getAndSet(newest) == null) {
                files.worker().execute(this::write);
            }
        }
    }

    private void write() {
        Draft draft = waiting.getAndSet(null);
        try {
            folder.write(draft);
        } catch (IOException failure) {
            // That the state folder takes nothing is said elsewhere, once.
            LOGGER.log(Level.WARNING, "Edits that are not saved are not kept.", failure);
        }
    }

    private void delete(WorkspaceId id) {
        try {
            folder.delete(id);
        } catch (IOException failure) {
            LOGGER.log(Level.WARNING, "A draft could not be dropped.", failure);
        }
    }
}
