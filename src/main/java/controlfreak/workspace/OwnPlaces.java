package controlfreak.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks whether the panel can keep what it keeps for itself. Any thread; blocks. */
public final class OwnPlaces {
    /** What is kept. */
    public enum Kept {
        SETTINGS,
        /** The lines of logs, and the history. */
        LOGS,
        DRAFTS,
        /** What runs, so that the next panel knows it where this one is killed. */
        JOURNAL,
        /** That a workspace is open here. */
        LOCKS
    }

    /**
     * What cannot be kept.
     *
     * @param reason in a few words for people
     */
    public record Off(Kept kept, Path folder, String reason) {}

    private static final byte[] SOMETHING = {0};

    private final Folders folders;
    private volatile Path looksAt;

    public OwnPlaces(Folders folders) {
        this.folders = folders;
        looksAt = folders.state();
    }

    /** The folder that is being looked at, or was last: where no answer comes, it is that one which gives none. */
    public Path looksAt() {
        return looksAt;
    }

    /** All that cannot be kept now; nothing where all is well. */
    public List<Off> off() {
        List<Off> off = new ArrayList<>();
        for (Kept kept : Kept.values()) {
            Path folder = folder(kept);
            looksAt = folder;
            try {
                Folders.make(folder);
                tryToWrite(folder);
            } catch (IOException failure) {
                off.add(new Off(kept, folder, IoReason.of(failure)));
            }
        }
        return off;
    }

    /** A disk that is full may still take a file with nothing in it. */
    private static void tryToWrite(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, ".can-write", null);
        try {
            Files.write(file, SOMETHING);
        } finally {
            Files.delete(file);
        }
    }

    private Path folder(Kept kept) {
        return switch (kept) {
            case SETTINGS -> folders.config();
            case LOGS -> folders.logs();
            case DRAFTS -> folders.state().resolve(DraftFolder.NAME);
            case JOURNAL -> folders.state().resolve("runs");
            case LOCKS -> folders.runtime();
        };
    }
}
