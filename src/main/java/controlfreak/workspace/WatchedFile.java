package controlfreak.workspace;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/** A file of variables, what was read in it last, and the one look at it that is under way. Any thread; nothing blocks. */
final class WatchedFile {
    private static final int MAX_MEGABYTES = 1;

    private final Path path;
    private final Executor disk;
    private final Runnable changed;
    private final List<Runnable> waiting = new ArrayList<>();
    private OptionalLong lookedAt = OptionalLong.empty();
    private boolean isBusy;
    private Optional<FileStamp> stamp = Optional.empty();
    private volatile VariablesText content;

    /** @param changed is run where it says something else than before */
    WatchedFile(Path path, Executor disk, Runnable changed) {
        this.path = path;
        this.disk = disk;
        this.changed = changed;
        content = VariablesText.unread(path);
    }

    VariablesText content() {
        return content;
    }

    /** Looks whether it was touched, unless that was done within some time; at most one look is under way. */
    synchronized void lookUnlessSince(long now, Duration time) {
        boolean isFresh = lookedAt.isPresent() && now - lookedAt.getAsLong() < time.toNanos();
        if (!isBusy && !isFresh) {
            lookedAt = OptionalLong.of(now);
            isBusy = true;
            disk.execute(this::look);
        }
    }

    /** Reads it, after what is under way, and then runs {@code done}. */
    synchronized void read(long now, Runnable done) {
        waiting.add(done);
        lookedAt = OptionalLong.of(now);
        if (!isBusy) {
            isBusy = true;
            disk.execute(this::readNow);
        }
    }

    private void look() {
        if (stamp.filter(before -> before.looksUntouched(path)).isEmpty()) {
            take();
        }
        goOn();
    }

    private void readNow() {
        List<Runnable> told;
        synchronized (this) {
            told = List.copyOf(waiting);
            waiting.clear();
        }
        take();
        told.forEach(Runnable::run);
        goOn();
    }

    private synchronized void goOn() {
        isBusy = !waiting.isEmpty();
        if (isBusy) {
            disk.execute(this::readNow);
        }
    }

    private void take() {
        VariablesText before = content;
        VariablesText now = text();
        if (!now.says(before)) {
            content = now;
            changed.run();
        }
    }

    private VariablesText text() {
        stamp = Optional.empty();
        try {
            TextFile read = TextFile.read(path, MAX_MEGABYTES, "a file of variables");
            if (read.text().indexOf('\0') >= 0) {
                return VariablesText.unreadable(path, path + " is not a text file.", false);
            }
            // One that was written to meanwhile has another size mostly, and is read again.
            stamp = Optional.of(FileStamp.of(path, read.bytes())).filter(known -> known.size() == read.bytes().length);
            return VariablesText.of(path, read.text());
        } catch (WorkspaceException refused) {
            boolean isMissing = refused.getCause() instanceof NoSuchFileException;
            return VariablesText.unreadable(
                    path, isMissing ? path + " is not there." : refused.getMessage(), isMissing);
        } catch (IOException gone) {
            return VariablesText.unreadable(path, path + " could not be read: " + IoReason.of(gone) + ".", false);
        }
    }
}
