package controlfreak.log;

import controlfreak.guard.VisibleText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A log that can be written to. Any thread; does not throw. Nobody waits for the disk, but who calls {@link #awaitRoom}
 * or {@link #awaitWritten}. Memory and file have the lines in the same order.
 *
 * <p>Lines reach the file in batches: whoever appends calls {@link #flush} when there is nothing more to append for
 * the moment.
 */
public final class RecordedLog implements Log {
    private final AtomicInteger runs = new AtomicInteger();
    private static final Duration JITTER = Duration.ofSeconds(1);
    private static final int MOST_HELD = 10_000;

    private final InstantSource clock;
    private final LogRing ring;
    private final LogBacklog backlog;
    private final LogQueue queue;
    private volatile Path file;
    private final Set<LogInput> open = ConcurrentHashMap.newKeySet();
    private final Object order = new Object();
    private final List<Runnable> held = new ArrayList<>();
    private boolean isHeld;
    private Instant last = Instant.EPOCH;

    /** @param files where files are written, one task after the other */
    RecordedLog(
            Path file, InstantSource clock, LogLimits limits, LogMemory memory, LogBacklog backlog, Executor files) {
        this.file = file;
        this.clock = clock;
        this.ring = new LogRing(limits, memory);
        this.backlog = backlog;
        LogFileWriter writer = new LogFileWriter(new LogFile(file, limits), this::remark);
        this.queue = new LogQueue(backlog, files, clock, writer, this::remark);
    }

    /**
     * Adds a line, or a piece of one, to memory and to the file's next batch.
     *
     * @param text without its newline; belongs to the log from now on
     * @param continued whether the line goes on with the next one of this stream
     */
    public void append(LogStream stream, byte[] text, boolean continued) {
        boolean isMany = false;
        synchronized (order) {
            if (held.size() == MOST_HELD) {
                release();
            }
            if (isHeld && !stream.isPanel()) {
                held.add(() -> record(stream, text, continued));
            } else {
                isMany = record(stream, text, continued);
            }
        }
        if (isMany) {
            flush();
        }
    }

    private boolean record(LogStream stream, byte[] text, boolean continued) {
        return queue.add(ring.add(now(), stream, text, continued));
    }

    /**
     * Keeps back what a process writes, for the moment in which it is started: its first line would otherwise come
     * before it is said that it was started. {@link #letGo} must follow.
     */
    public void holdBack() {
        synchronized (order) {
            isHeld = true;
        }
    }

    /** Adds what was kept back. */
    public void letGo() {
        synchronized (order) {
            release();
        }
        flush();
    }

    private void release() {
        isHeld = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    /** Adds a remark of the panel's own. */
    public void note(String text) {
        say(LogStream.NOTE, text);
    }

    /** Adds what an operator typed, which may be a password, to memory alone. */
    public void typed(String text) {
        inMemory(LogStream.IN, text);
    }

    /** How many runs have begun. Any thread. */
    public int runs() {
        return runs.get();
    }

    /** A process was started: a run begins. */
    public void started(String text) {
        runs.incrementAndGet();
        say(LogStream.START, text);
    }

    /** The process has ended, and with it the run. */
    public void ended(String text) {
        say(LogStream.END, text);
    }

    private void say(LogStream stream, String text) {
        append(stream, VisibleText.of(text).getBytes(StandardCharsets.UTF_8), false);
        // Nobody may write for a long time after it.
        flush();
    }

    /** What is wrong with the file cannot be in the file. */
    private void remark(String text) {
        inMemory(LogStream.NOTE, text);
    }

    private void inMemory(LogStream stream, String text) {
        synchronized (order) {
            ring.add(now(), stream, text.getBytes(StandardCharsets.UTF_8), false);
        }
    }

    /** No two lines have the same time, so that a line is known by it; a clock that is set back is believed. */
    private Instant now() {
        Instant now = clockTime();
        boolean again = !now.isAfter(last) && Duration.between(now, last).compareTo(JITTER) < 0;
        last = again ? last.plus(1, ChronoUnit.MICROS) : now;
        return last;
    }

    /** Has what was appended written. */
    public void flush() {
        queue.flush();
    }

    /**
     * Waits while much is still to be written and the disk gets on with it: for who reads pipes, so that a flood is as
     * fast as the disk. A disk that does nothing for half a second is not waited for.
     */
    void awaitRoom() {
        backlog.awaitRoom();
    }

    @Override
    public boolean awaitWritten(Duration most) {
        return queue.awaitWritten(most);
    }

    @Override
    public long end() {
        return ring.end();
    }

    @Override
    public List<LogLine> from(long sequence, int max) {
        return ring.from(sequence, max);
    }

    @Override
    public List<LogLine> unfinished() {
        Instant now = clockTime();
        return open.stream()
                .flatMap(input -> input.unfinished(end(), now).stream())
                .sorted(Comparator.comparing(LogLine::time))
                .toList();
    }

    /** A stream has something of a line. */
    void opened(LogInput input) {
        open.add(input);
    }

    /** A stream has nothing of a line any more. */
    void closed(LogInput input) {
        open.remove(input);
    }

    Instant clockTime() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public long lostFromFile() {
        return queue.lost();
    }

    @Override
    public Path file() {
        return file;
    }

    /** Says where the file will be; {@link #moveTo} follows. */
    void willBeAt(Path newFile) {
        file = newFile;
    }

    /** Lines go to where the file is to be from now on. On the thread that writes. */
    void moveTo() {
        queue.moveTo(file);
    }

    /** Has what is left written, closes the file and forgets the lines; what is appended later opens the file again. */
    void close() {
        queue.close();
        ring.clear();
    }
}
