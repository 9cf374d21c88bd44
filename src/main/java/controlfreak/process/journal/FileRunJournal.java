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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The run journal in a state folder that all panels of one person may share: each writes a file of its own, and takes
 * over the files of panels that are no more. Any thread; never throws.
 */
public final class FileRunJournal implements RunJournal, AutoCloseable {
    private static final Logger LOGGER = System.getLogger(FileRunJournal.class.getName());
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final String JOURNALS = "runs-*.journal";
    private static final int LINES_BEFORE_COMPACTION = 1000;

    private final Path folder;
    private final String boot;
    private final Path path;
    private final JournalFile file;
    /** All that is alive as far as the journal knows, what was taken over included. */
    private final Map<ProcessIdentity, Leftover> alive = new LinkedHashMap<>();

    private final Map<ProcessIdentity, Leftover> takenOver = new LinkedHashMap<>();
    private final List<String> doubts = new ArrayList<>();
    private int lines;
    /** Whether the last write failed, so that the file may lack something. */
    private boolean isBroken;

    private boolean hasComplained;

    /** Opens the journal of this panel, and creates the folder where it is not there. */
    public FileRunJournal(Path folder, ProcessTable table) {
        this(folder, table, self(table), bootId());
    }

    FileRunJournal(Path folder, ProcessTable table, ProcessIdentity owner, String boot) {
        this.folder = folder;
        this.boot = boot;
        path = folder.resolve("runs-" + owner.pid() + ".journal");
        file = new JournalFile(path, boot, owner);
        open(table);
    }

    private static ProcessIdentity self(ProcessTable table) {
        long pid = ProcessHandle.current().pid();
        return table.facts(pid).map(ProcessTable.Facts::identity).orElse(new ProcessIdentity(pid, 0));
    }

    /** Elsewhere than on Linux start times are times of day, which mean the same after another boot. */
    private static String bootId() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException noLinux) {
            return "any";
        }
    }

    /** Sentences for people on what was found and is not believed. */
    public synchronized List<String> doubts() {
        return List.copyOf(doubts);
    }

    /** What earlier panels started and that is still alive. Whoever stops one says {@link #ended} of it. */
    public synchronized List<Leftover> leftovers(ProcessTable table) {
        return takenOver.values().stream().filter(run -> isLeft(table, run)).toList();
    }

    @Override
    public synchronized void started(String name, ProcessIdentity leader, String mark) {
        Leftover run = new Leftover(name, leader, mark);
        alive.put(leader, run);
        append(new RunRecord(true, run));
    }

    @Override
    public synchronized void ended(ProcessIdentity leader) {
        takenOver.remove(leader);
        if (alive.remove(leader) != null) {
            append(RunRecord.end(leader));
        }
    }

    @Override
    public synchronized Optional<String> nameOf(SeenProcess process) {
        return alive.values().stream()
                .filter(run -> process.marks().contains(run.mark()))
                .map(Leftover::name)
                .findFirst();
    }

    /** Ends the journal. What is still alive then is a leftover to the next panel. */
    @Override
    public synchronized void close() {
        try {
            file.close();
            if (alive.isEmpty() && !isBroken) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failed) {
            complain(failed);
        }
    }

    private synchronized void open(ProcessTable table) {
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
            alive.putAll(takenOver);
            rewrite();
            removeTakenOver(table);
        } catch (IOException | RuntimeException failed) {
            complain(failed);
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
        doubts.add("What " + place + " says of what an earlier panel left alive is not believed: " + reason + ".");
        LOGGER.log(Level.WARNING, doubts.get(doubts.size() - 1));
    }

    private void takeOver(Path other, ProcessTable table) {
        abandoned(other, table)
                .ifPresent(contents -> contents.runs().forEach((leader, run) -> {
                    if (contents.boot().equals(boot) && isLeft(table, run)) {
                        takenOver.put(leader, run);
                    }
                }));
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
                    .filter(contents ->
                            other.equals(path) || !contents.boot().equals(boot) || !isAlive(table, contents.owner()));
        } catch (IOException unreadable) {
            doubt(other, unreadable);
            return Optional.empty();
        }
    }

    /** Its leader may have ended before what that has started. */
    private static boolean isLeft(ProcessTable table, Leftover run) {
        return isAlive(table, run.leader())
                || table.census()
                        .filter(seen -> !run.family().in(seen).isEmpty())
                        .isPresent();
    }

    private static boolean isAlive(ProcessTable table, ProcessIdentity process) {
        return table.facts(process.pid())
                .filter(facts -> facts.identity().equals(process))
                .isPresent();
    }

    private void append(RunRecord event) {
        try {
            lines++;
            if (isBroken || (lines > LINES_BEFORE_COMPACTION && lines > 4 * alive.size())) {
                rewrite();
            } else {
                file.append(event);
            }
        } catch (IOException failed) {
            complain(failed);
        }
    }

    private void rewrite() throws IOException {
        file.rewrite(alive.values());
        lines = alive.size();
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
