package controlfreak.process.journal;

import controlfreak.guard.PrivateFiles;
import controlfreak.process.Leftover;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import controlfreak.process.RunJournal;
import controlfreak.process.SeenProcess;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * The run journal in a state folder that all panels of one person may share: each writes a file of its own, and takes
 * over the files of panels that are no more. Any thread; never throws, and waits for no disk but where it says so: files
 * are read and written elsewhere.
 */
public final class FileRunJournal implements RunJournal, AutoCloseable {
    private static final Logger LOGGER = System.getLogger(FileRunJournal.class.getName());
    private static final String JOURNALS = "runs-*.journal";
    private static final int LINES_BEFORE_COMPACTION = 1000;

    private final Path folder;
    private final String boot;
    private final Path path;
    private final Executor disk;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    /** What is still to be written. */
    private final List<RunRecord> waiting = new ArrayList<>();

    private final KnownRuns runs = new KnownRuns();
    private final List<String> doubts = new ArrayList<>();

    /** On the disk's thread only, as what follows. */
    private final JournalFile file;

    private int lines;
    /** Whether the last write failed, so that the file may lack something. */
    private boolean isBroken;

    private boolean hasComplained;

    /**
     * Opens the journal of this panel, and creates the folder where it is not there.
     *
     * @param disk where files are read and written, one task after the other
     */
    public FileRunJournal(Path folder, ProcessTable table, Executor disk) {
        this(folder, table, disk, self(table), JournalFile.bootId());
    }

    FileRunJournal(Path folder, ProcessTable table, Executor disk, ProcessIdentity owner, String boot) {
        this.folder = folder;
        this.disk = disk;
        this.boot = boot;
        path = folder.resolve("runs-" + owner.pid() + ".journal");
        file = new JournalFile(path, boot, owner);
        disk.execute(() -> open(table));
    }

    private static ProcessIdentity self(ProcessTable table) {
        long pid = ProcessHandle.current().pid();
        return table.facts(pid).map(ProcessTable.Facts::identity).orElse(new ProcessIdentity(pid, 0));
    }

    /** Sentences for people on what was found and is not believed. Waits until that was looked for. */
    public List<String> doubts() {
        awaitOpen();
        synchronized (this) {
            return List.copyOf(doubts);
        }
    }

    /**
     * What earlier panels started and that is still alive. Whoever stops one says {@link #ended} of it. Waits until that
     * was looked for.
     */
    public List<Leftover> leftovers(ProcessTable table) {
        awaitOpen();
        synchronized (this) {
            return runs.left(table);
        }
    }

    private void awaitOpen() {
        try {
            opened.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
    }

    @Override
    public boolean isOpen() {
        return opened.isDone();
    }

    @Override
    public void whenOpen(Runnable act) {
        opened.thenRun(act);
    }

    /** Another workspace is open: what is started from now on is that one's. */
    public synchronized void turnTo(String workspace) {
        runs.turnTo(workspace);
    }

    /**
     * The open workspace is called otherwise from now on, and what runs of it is that one's.
     *
     * @param stays whether there still is one that is called as before
     */
    public synchronized void moveTo(String workspace, boolean stays) {
        runs.moveTo(workspace, stays).forEach(run -> write(new RunRecord(true, run)));
    }

    @Override
    public synchronized void started(String name, ProcessIdentity leader, String mark) {
        write(new RunRecord(true, runs.started(name, leader, mark, Optional.empty())));
    }

    @Override
    public synchronized void started(String name, ProcessIdentity leader, String mark, Leftover.Run run) {
        write(new RunRecord(true, runs.started(name, leader, mark, Optional.of(run))));
    }

    @Override
    public synchronized void isWatched(ProcessIdentity leader) {
        runs.isWatched(leader);
    }

    @Override
    public synchronized Optional<Leftover> leftOf(String name, ProcessTable table) {
        return runs.leftOf(name, table);
    }

    @Override
    public synchronized void ended(ProcessIdentity leader) {
        if (runs.ended(leader)) {
            write(RunRecord.end(leader));
        }
    }

    @Override
    public synchronized Optional<String> nameOf(SeenProcess process) {
        return runs.nameOf(process);
    }

    @Override
    public void lookAgain() {
        disk.execute(this::writeWaiting);
    }

    /** Ends the journal. What is still alive then is a leftover to the next panel. */
    @Override
    public void close() {
        disk.execute(() -> {
            try {
                file.close();
                if (everything().isEmpty() && !isBroken) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException failed) {
                complain(failed);
            }
        });
    }

    private synchronized List<Leftover> everything() {
        return runs.all();
    }

    private void open(ProcessTable table) {
        try {
            boolean trusted = isTrusted();
            PrivateFiles.makeFolder(folder);
            if (!trusted) {
                setAside();
            }
            try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, JOURNALS)) {
                for (Path other : others) {
                    takeOver(other, table);
                }
            }
            rewrite();
            removeTakenOver(table);
        } catch (IOException | RuntimeException failed) {
            complain(failed);
        } finally {
            opened.complete(null);
        }
    }

    /** What others could have put there would have their processes' names, and our signals. */
    private boolean isTrusted() {
        try {
            PrivateFiles.requireTrusted(folder);
            return true;
        } catch (NoSuchFileException firstStart) {
            return true;
        } catch (IOException doubt) {
            doubt(folder, doubt);
            return false;
        }
    }

    /** They are not believed the next time either, when nobody can tell any more that all could write there. */
    private void setAside() throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, JOURNALS)) {
            for (Path other : others) {
                Path aside = other.resolveSibling(other.getFileName() + ".not-believed");
                Files.move(other, aside, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void doubt(Path place, IOException doubt) {
        String reason = doubt instanceof FileSystemException told && told.getReason() != null
                ? told.getReason()
                : doubt.getClass().getSimpleName();
        String sentence =
                "What " + place + " says of what an earlier panel left alive is not believed: " + reason + ".";
        synchronized (this) {
            doubts.add(sentence);
        }
        LOGGER.log(Level.WARNING, sentence);
    }

    private void takeOver(Path other, ProcessTable table) {
        abandoned(other, table)
                .filter(contents -> contents.boot().equals(boot))
                .ifPresent(contents -> contents.runs().values().stream()
                        .filter(run -> KnownRuns.isLeft(table, run))
                        .forEach(this::takeOver));
    }

    private synchronized void takeOver(Leftover run) {
        runs.takeOver(run);
    }

    /** Only once our own file holds what they held. */
    private void removeTakenOver(ProcessTable table) throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, JOURNALS)) {
            for (Path other : others) {
                if (!other.equals(path) && abandoned(other, table).isPresent()) {
                    Files.deleteIfExists(other);
                }
            }
        }
    }

    /** What a file holds whose panel is no more; empty where that panel lives, or the file cannot be read. */
    private Optional<JournalFile.Contents> abandoned(Path other, ProcessTable table) {
        try {
            return JournalFile.read(other)
                    .filter(contents -> other.equals(path)
                            || !contents.boot().equals(boot)
                            || !KnownRuns.isAlive(table, contents.owner()));
        } catch (IOException unreadable) {
            doubt(other, unreadable);
            return Optional.empty();
        }
    }

    /** All that waits is written at once. */
    private synchronized void write(RunRecord event) {
        waiting.add(event);
        if (waiting.size() == 1) {
            disk.execute(this::writeWaiting);
        }
    }

    private void writeWaiting() {
        List<RunRecord> events = takeWaiting();
        try {
            lines += events.size();
            boolean isLong =
                    lines > LINES_BEFORE_COMPACTION && lines > 4 * everything().size();
            if (isBroken || isLong || !file.isThere()) {
                rewrite();
            } else {
                file.append(events);
            }
        } catch (IOException failed) {
            complain(failed);
        }
    }

    private synchronized List<RunRecord> takeWaiting() {
        List<RunRecord> events = List.copyOf(waiting);
        waiting.clear();
        return events;
    }

    /** Somebody may have taken the folder away. */
    private void rewrite() throws IOException {
        PrivateFiles.makeFolder(folder);
        List<Leftover> all = everything();
        file.rewrite(all);
        lines = all.size();
        isBroken = false;
    }

    /** Once: a full disk would otherwise fill the log as well. */
    private void complain(Exception failed) {
        isBroken = true;
        if (!hasComplained) {
            hasComplained = true;
            LOGGER.log(
                    Level.WARNING,
                    "The run journal in {0} cannot be written, so what is left alive by a crash will not be found: {1}",
                    folder,
                    failed);
        }
    }
}
