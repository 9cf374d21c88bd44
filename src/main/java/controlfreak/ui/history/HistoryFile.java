package controlfreak.ui.history;

import controlfreak.log.LineFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Keeps the entries of one workspace after another in a file beside its logs. Any thread; nothing blocks: what was
 * added is written by the file thread, all that waits at once. What cannot be written is said once and then left out.
 */
final class HistoryFile {
    static final String NAME = "events.log";

    private static final Logger LOGGER = System.getLogger(HistoryFile.class.getName());
    private static final long LARGEST = 1 << 20;
    private static final int MOST_READ = 1000;
    private static final int MOST_WAITING = 10_000;

    private final Executor files;
    private final ZoneId zone;
    private final Consumer<String> problems;
    private final LinkedBlockingDeque<Entry> waiting = new LinkedBlockingDeque<>(MOST_WAITING);
    private final AtomicBoolean pending = new AtomicBoolean();

    /** The file thread only, as what follows. */
    private Optional<LineFile> file = Optional.empty();

    private Optional<Entry> heading = Optional.empty();
    private boolean isBroken;

    /**
     * @param files one thread
     * @param problems is told on the file thread why entries are not kept, and an empty text once they are again
     */
    HistoryFile(Executor files, ZoneId zone, Consumer<String> problems) {
        this.files = files;
        this.zone = zone;
        this.problems = problems;
    }

    /**
     * What is added from now on goes to the file in another folder.
     *
     * @param opened stands before the first entry that is added, if one is
     * @param earlier is told, on the file thread, what the file holds already
     */
    void turnTo(Path folder, Entry.Opened opened, Consumer<List<Entry>> earlier) {
        run(() -> {
            close();
            LineFile next = new LineFile(folder.resolve(NAME), LARGEST);
            file = Optional.of(next);
            heading = Optional.of(opened);
            try {
                earlier.accept(HistoryLines.parse(next.last(MOST_READ)));
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "The history in " + folder + " cannot be read.", e);
            }
        });
    }

    /**
     * The workspace is kept elsewhere from now on: what was added before goes along.
     *
     * @param leave whether it stays where it was, too
     */
    void moveTo(Path folder, boolean leave) {
        run(() -> {
            write();
            if (file.isPresent()) {
                try {
                    file.get().moveTo(folder.resolve(NAME), leave);
                } catch (IOException e) {
                    failed(e);
                }
            }
        });
    }

    /** Where the file thread is far behind, the oldest that waits is dropped. */
    void add(Entry entry) {
        while (!waiting.offerLast(entry)) {
            waiting.pollFirst();
        }
        if (pending.compareAndSet(false, true)) {
            run(this::write);
        }
    }

    private void run(Runnable task) {
        try {
            files.execute(task);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "Told of something after the end.", e);
        }
    }

    private void write() {
        pending.set(false);
        List<Entry> entries = new ArrayList<>();
        waiting.drainTo(entries);
        if (file.isEmpty() || entries.isEmpty()) {
            return;
        }
        heading.ifPresent(opened -> entries.add(0, opened));
        try {
            file.get()
                    .append(entries.stream()
                            .map(entry -> HistoryLines.line(entry, zone))
                            .toList());
            heading = Optional.empty();
            if (isBroken) {
                isBroken = false;
                problems.accept("");
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private void failed(IOException e) {
        close();
        if (!isBroken) {
            isBroken = true;
            LOGGER.log(Level.WARNING, "The history is not kept.", e);
            problems.accept(e.getMessage());
        }
    }

    private void close() {
        try {
            if (file.isPresent()) {
                file.get().close();
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The history was not closed.", e);
        }
    }
}
