package controlfreak.ui.log.lines;

import controlfreak.log.LogLine;
import controlfreak.log.LogStream;
import controlfreak.ui.fx.Texts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Reads the lines of several logs in the order of their times. Lines that have left memory before they were read are
 * stood for by a note. One thread at a time.
 */
public final class LogMerge {
    private static final int CHUNK = 1_000;
    private static final int FEWEST = 500;
    private static final long UNFINISHED = Long.MAX_VALUE / 2;

    private final List<Cursor> cursors = new ArrayList<>();
    private long ordinal;

    /**
     * @param from lines of a source that are older than this are left out
     * @param bound how many lines will be kept; with many sources, each begins with its share of them
     */
    public LogMerge(List<LogSource> sources, Function<LogSource, Instant> from, int bound) {
        int share = Math.max(FEWEST, bound / Math.max(1, sources.size()));
        for (LogSource source : sources) {
            cursors.add(new Cursor(cursors.size(), source, from.apply(source), share));
        }
    }

    /** The next lines, oldest first. */
    public List<LogEntry> read(int max) {
        PriorityQueue<Cursor> heads = new PriorityQueue<>(
                Comparator.comparing((Cursor cursor) -> cursor.head().time()).thenComparing(cursor -> cursor.index));
        for (Cursor cursor : cursors) {
            if (cursor.fill()) {
                heads.add(cursor);
            }
        }
        List<LogEntry> entries = new ArrayList<>();
        while (entries.size() < max && !heads.isEmpty()) {
            Cursor cursor = heads.remove();
            cursor.takeGap().ifPresent(note -> entries.add(entry(cursor, note)));
            entries.add(entry(cursor, cursor.pending.remove()));
            if (cursor.fill()) {
                heads.add(cursor);
            }
        }
        return entries;
    }

    /** What there is of lines that have not ended yet, by their times. Their ordinals are beyond those of all others. */
    public List<LogEntry> unfinished() {
        List<LogEntry> entries = new ArrayList<>();
        for (Cursor cursor : cursors) {
            for (LogLine line : cursor.source.log().unfinished()) {
                if (!line.time().isBefore(cursor.from)) {
                    entries.add(LogEntry.of(UNFINISHED + entries.size(), cursor.index, cursor.source.name(), line));
                }
            }
        }
        entries.sort(Comparator.comparing(LogEntry::time));
        return entries;
    }

    private LogEntry entry(Cursor cursor, LogLine line) {
        return LogEntry.of(ordinal++, cursor.index, cursor.source.name(), line);
    }

    /** One source and how far it has been read. */
    private static final class Cursor {
        private final int index;
        private final LogSource source;
        private final Deque<LogLine> pending = new ArrayDeque<>();
        private final Instant from;
        private long next;
        private long skipped;
        private boolean seen;

        Cursor(int index, LogSource source, Instant from, int share) {
            this.index = index;
            this.source = source;
            this.from = from;
            next = Math.max(0, source.log().end() - share);
        }

        LogLine head() {
            return pending.element();
        }

        boolean fill() {
            if (pending.isEmpty()) {
                List<LogLine> lines = source.log().from(next, CHUNK);
                while (!lines.isEmpty() && pending.isEmpty()) {
                    lines.forEach(this::take);
                    lines = source.log().from(next, CHUNK);
                }
            }
            return !pending.isEmpty();
        }

        private void take(LogLine line) {
            // What left memory before the first line is seen again by scrolling up.
            skipped += seen ? line.sequence() - next : 0;
            seen = true;
            next = line.sequence() + 1;
            if (!line.time().isBefore(from)) {
                pending.add(line);
            }
        }

        /** A note in place of the lines that are missing before the head. */
        Optional<LogLine> takeGap() {
            if (skipped <= 0) {
                return Optional.empty();
            }
            byte[] text = Texts.text("log.gap", skipped).getBytes(StandardCharsets.UTF_8);
            skipped = 0;
            return Optional.of(new LogLine(head().sequence(), head().time(), LogStream.NOTE, text, false));
        }
    }
}
