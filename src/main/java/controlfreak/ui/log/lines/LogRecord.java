package controlfreak.ui.log.lines;

import controlfreak.log.ArchivedLine;
import controlfreak.log.LogArchive;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the files of several logs held when they were opened, in the order of the times, read from a place in both
 * directions. One thread at a time.
 */
public final class LogRecord implements Closeable {
    /** How long a disk may take for the newest lines before the files are read without them. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int CHUNK = 500;
    private static final Comparator<Reader> BY_OLDER = Comparator.comparing(
                    (Reader reader) -> reader.older.getLast().line().time())
            .thenComparing(reader -> reader.index);
    private static final Comparator<Reader> BY_NEWER = Comparator.comparing(
                    (Reader reader) -> reader.newer.getFirst().line().time())
            .thenComparing(reader -> reader.index);

    private final List<Reader> readers = new ArrayList<>();
    private long first;
    private long next;

    private LogRecord() {}

    /**
     * Opens the files and goes to their beginning.
     *
     * @param scope the times of a source that are read
     */
    public static LogRecord open(List<LogSource> sources, Function<LogSource, LogScope> scope) throws IOException {
        LogRecord record = new LogRecord();
        boolean isWhole = false;
        try {
            for (LogSource source : sources) {
                Reader reader = new Reader(record.readers.size(), source);
                record.readers.add(reader);
                reader.keepTo(scope.apply(source));
            }
            isWhole = true;
            return record;
        } finally {
            if (!isWhole) {
                record.close();
            }
        }
    }

    /** Goes to the first line whose key is not lower than one. */
    public void seek(long key) throws IOException {
        Instant time = LogEntry.timeOfKey(key);
        for (Reader reader : readers) {
            // At the same time, the sources before it come first.
            reader.seek(key > LogEntry.keyOf(time, reader.index) ? time.plus(1, ChronoUnit.MICROS) : time);
        }
    }

    /** The time of the first line of all; empty where there is none. */
    public Optional<Instant> begin() throws IOException {
        Optional<Instant> begin = Optional.empty();
        for (Reader reader : readers) {
            Optional<Instant> one = reader.begin();
            begin = begin.isEmpty() || one.isPresent() && one.get().isBefore(begin.get()) ? one : begin;
        }
        return begin;
    }

    /** The lines before those that were read so far, oldest first; none at the beginning. */
    public List<LogEntry> before(int max) throws IOException {
        Deque<LogEntry> entries = new ArrayDeque<>();
        while (entries.size() < max) {
            Reader latest = null;
            for (Reader reader : readers) {
                if (reader.hasOlder() && (latest == null || BY_OLDER.compare(reader, latest) > 0)) {
                    latest = reader;
                }
            }
            if (latest == null) {
                break;
            }
            entries.addFirst(LogEntry.of(--first, latest.index, latest.source.name(), latest.older.removeLast()));
        }
        return new ArrayList<>(entries);
    }

    /** The lines after those that were read so far, oldest first; none at the end. */
    public List<LogEntry> after(int max) throws IOException {
        List<LogEntry> entries = new ArrayList<>();
        while (entries.size() < max) {
            Reader earliest = null;
            for (Reader reader : readers) {
                if (reader.hasNewer() && (earliest == null || BY_NEWER.compare(reader, earliest) < 0)) {
                    earliest = reader;
                }
            }
            if (earliest == null) {
                break;
            }
            entries.add(LogEntry.of(next++, earliest.index, earliest.source.name(), earliest.newer.removeFirst()));
        }
        return entries;
    }

    @Override
    public void close() throws IOException {
        for (Reader reader : readers) {
            reader.archive.close();
        }
    }

    /** One source, and how far it has been read to both sides. */
    private static final class Reader {
        private final int index;
        private final LogSource source;
        private final LogArchive archive;
        private final Deque<ArchivedLine> older = new ArrayDeque<>();
        private final Deque<ArchivedLine> newer = new ArrayDeque<>();
        private long low;
        private long high;
        private long top;
        private long bottom;

        Reader(int index, LogSource source) throws IOException {
            this.index = index;
            this.source = source;
            source.log().awaitWritten(PATIENCE);
            archive = LogArchive.open(source.log().file());
        }

        void keepTo(LogScope scope) throws IOException {
            low = scope.from().equals(Instant.MIN) ? 0 : archive.positionOf(scope.from());
            high = scope.to().equals(Instant.MAX)
                    ? archive.end()
                    : archive.positionOf(scope.to().plusNanos(1));
            top = low;
            bottom = low;
        }

        void seek(Instant time) throws IOException {
            older.clear();
            newer.clear();
            top = Math.max(low, Math.min(high, archive.positionOf(time)));
            bottom = top;
        }

        Optional<Instant> begin() throws IOException {
            return low < high
                    ? archive.after(low, 1).stream()
                            .map(line -> line.line().time())
                            .findFirst()
                    : Optional.empty();
        }

        boolean hasOlder() throws IOException {
            if (older.isEmpty() && top > low) {
                for (ArchivedLine line : archive.before(top, CHUNK)) {
                    if (line.start() >= low) {
                        older.addLast(line);
                    }
                }
                top = older.isEmpty() ? low : older.getFirst().start();
            }
            return !older.isEmpty();
        }

        boolean hasNewer() throws IOException {
            if (newer.isEmpty() && bottom < high) {
                for (ArchivedLine line : archive.after(bottom, CHUNK)) {
                    if (line.start() < high) {
                        newer.addLast(line);
                    }
                }
                bottom = newer.isEmpty() ? high : newer.getLast().end();
            }
            return !newer.isEmpty();
        }
    }
}
