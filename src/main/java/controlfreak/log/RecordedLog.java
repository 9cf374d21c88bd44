package controlfreak.log;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * A log that can be written to. Any thread; does not throw. Readers never wait for the disk, writers may.
 *
 * <p>Lines reach the file in batches: whoever appends calls {@link #flush} when there is nothing more to append for
 * the moment.
 */
public final class RecordedLog implements Log {
    private final InstantSource clock;
    private final LogRing ring;
    private final LogFileWriter writer;
    private final Path file;

    RecordedLog(Path file, InstantSource clock, LogLimits limits, LogMemory memory) {
        this.file = file;
        this.clock = clock;
        this.ring = new LogRing(limits, memory);
        this.writer = new LogFileWriter(new LogFile(file, limits), this::note);
    }

    /**
     * Adds a line, or a piece of one, to memory and to the file's next batch.
     *
     * @param text without its newline; belongs to the log from now on
     * @param continued whether the line goes on with the next one of this stream
     */
    public void append(LogStream stream, byte[] text, boolean continued) {
        Instant now = clock.instant();
        ring.add(now, stream, text, continued);
        if (stream != LogStream.NOTE) {
            writer.append(now, stream, text, continued);
        }
    }

    /** Adds a remark of the panel's own. It is not in the file. */
    public void note(String text) {
        ring.add(clock.instant(), LogStream.NOTE, text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** Writes what was appended, so that a reader of the file sees it. */
    public void flush() {
        writer.flush(clock.instant());
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
    public long lostFromFile() {
        return writer.lost();
    }

    @Override
    public Path file() {
        return file;
    }

    /** Writes what is left, closes the file and forgets the lines; what is appended later opens the file again. */
    void close() {
        writer.close(clock.instant());
        ring.clear();
    }
}
