package controlfreak.ui.workspace;

import controlfreak.ui.fx.Background;
import controlfreak.workspace.WorkspaceHeldException;
import controlfreak.workspace.WorkspaceLock;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Keeps the open workspace to this panel. FX thread only. */
public final class WorkspaceHold {
    private static final Logger LOGGER = System.getLogger(WorkspaceHold.class.getName());

    private final Path folder;
    private final InstantSource clock;
    private final Background files;
    private Optional<Claim> held = Optional.empty();

    /** A workspace that was taken; without a lock where the system could not give one. */
    record Claim(Path file, Optional<WorkspaceLock> lock) {}

    /**
     * @param folder where lock files are
     */
    public WorkspaceHold(Path folder, InstantSource clock, Background files) {
        this.folder = folder;
        this.clock = clock;
        this.files = files;
    }

    /**
     * Takes a workspace, beside the one that is held.
     *
     * @return fails with {@link WorkspaceHeldException} where another panel has it
     */
    CompletionStage<Claim> take(Path file) {
        Optional<Claim> already = held.filter(claim -> claim.file().equals(file));
        return files.call(() -> already.isPresent() ? already.get() : new Claim(file, lock(file)));
    }

    private Optional<WorkspaceLock> lock(Path file) throws WorkspaceHeldException {
        try {
            return Optional.of(WorkspaceLock.take(folder, file, clock));
        } catch (IOException e) {
            // Some network drives have no locks: that must not keep anybody from their work.
            LOGGER.log(Level.WARNING, "The workspace is open without a lock: " + file, e);
            return Optional.empty();
        }
    }

    /** Sees to it that what is held still is: call it now and then. */
    public void lookAgain() {
        held.flatMap(Claim::lock)
                .ifPresent(lock -> files.worker().execute(() -> {
                    try {
                        lock.renew();
                    } catch (WorkspaceHeldException | IOException e) {
                        LOGGER.log(Level.WARNING, "The lock of the open workspace is gone.", e);
                    }
                }));
    }

    /** Keeps what was taken and lets go of what was held before. */
    void keep(Claim claim) {
        if (!held.equals(Optional.of(claim))) {
            release();
            held = Optional.of(claim);
        }
    }

    /** Lets go of what was taken and is not kept. */
    void giveBack(Claim claim) {
        if (!held.equals(Optional.of(claim))) {
            close(claim);
        }
    }

    void release() {
        held.ifPresent(this::close);
        held = Optional.empty();
    }

    private void close(Claim claim) {
        claim.lock()
                .ifPresent(lock -> files.worker().execute(() -> {
                    try {
                        lock.close();
                    } catch (IOException e) {
                        LOGGER.log(Level.WARNING, "The lock of " + claim.file() + " was not given back.", e);
                    }
                }));
    }
}
