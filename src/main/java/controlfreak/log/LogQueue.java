package controlfreak.log;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The lines of one log on their way to its file, which is written on another thread. Where too many wait, lines are
 * left out of the file, and that is counted and said. Any thread; does not throw and never waits for the disk.
 */
final class LogQueue {
    /** So many are handed over even where nobody asks for it. */
    private static final int MOST_HELD = 1_000;

    private final LogBacklog backlog;
    private final Executor files;
    private final InstantSource clock;
    private final LogFileWriter writer;
    private final Consumer<String> remarks;
    private final Object lock = new Object();
    private List<LogLine> waiting = new ArrayList<>();
    private boolean handedOver;
    private long refused;
    private long refusedBefore;
    private boolean refusing;

    /**
     * @param files where files are written, one task after the other
     * @param remarks takes a sentence for people where lines are left out, and where that is over; never under a lock
     */
    LogQueue(LogBacklog backlog, Executor files, InstantSource clock, LogFileWriter writer, Consumer<String> remarks) {
        this.backlog = backlog;
        this.files = files;
        this.clock = clock;
        this.writer = writer;
        this.remarks = remarks;
    }

    /** Adds a line. @return whether so much waits that it is time to {@link #flush} */
    boolean add(LogLine line) {
        synchronized (lock) {
            if (backlog.take(line.size())) {
                waiting.add(line);
            } else {
                refused++;
            }
            return waiting.size() >= MOST_HELD;
        }
    }

    /** Has what was added written. */
    void flush() {
        boolean isNew;
        boolean isDue;
        synchronized (lock) {
            isNew = !refusing && refused > refusedBefore;
            refusing |= isNew;
            isDue = !handedOver && (refusing || !waiting.isEmpty());
            handedOver |= isDue;
        }
        if (isNew) {
            remarks.accept("Lines are left out of " + writer.name()
                    + ": the disk does not keep up. They are kept here meanwhile.");
        }
        if (isDue) {
            files.execute(this::write);
        }
    }

    /** Has what was added written, and the file closed; what is added later opens it again. */
    void close() {
        flush();
        files.execute(writer::close);
    }

    /** Lines go to another file from now on. On the thread that writes. */
    void moveTo(Path file) {
        writer.moveTo(file);
    }

    /** How many lines did not get into the file. */
    long lost() {
        synchronized (lock) {
            return refused + writer.lost();
        }
    }

    /** Waits until what was added before is written. @return whether it is, after this time at most */
    boolean awaitWritten(Duration most) {
        flush();
        CompletableFuture<Void> written = new CompletableFuture<>();
        files.execute(() -> written.complete(null));
        try {
            written.get(most.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException late) {
            return false;
        }
    }

    private void write() {
        List<LogLine> lines;
        long refusedUntil;
        synchronized (lock) {
            handedOver = false;
            lines = waiting;
            waiting = new ArrayList<>();
            refusedUntil = refused;
        }
        writer.write(clock.instant(), lines, backlog::give);
        long missing;
        synchronized (lock) {
            boolean isOver = refusing && refused == refusedUntil;
            missing = isOver ? refused - refusedBefore : 0;
            refusing &= !isOver;
            refusedBefore += missing;
        }
        if (missing > 0) {
            remarks.accept(LogFileWriter.writtenAgain(writer.name(), missing));
        }
    }
}
