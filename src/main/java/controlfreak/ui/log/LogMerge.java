package controlfreak.ui.log;

import controlfreak.log.LogLine;
import controlfreak.log.LogStream;
import controlfreak.ui.fx.Texts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;

/**
 * Reads the lines of several logs in the order of their times. Lines that have left memory before they were read are
 * stood for by a note. One thread at a time.
 */
final class LogMerge {
    private static final int CHUNK = 1_000;
    private static final int FEWEST = 500;

    private final List<Cursor> cursors = new ArrayList<>();
    private long ordinal;

    /**
     * @param start which line of a source to begin with
     * @param bound how many lines will be kept; with many sources, each begins with its share of them
     */
    LogMerge(List<LogSource> sources, ToLongFunction<LogSource> start, int bound) {
        int share = Math.max(FEWEST, bound / Math.max(1, sources.size()));
        for (LogSource source : sources) {
            cursors.add(new Cursor(cursors.size(), source, start.applyAsLong(source), share));
        }
    }

    /** The next lines, oldest first. */
    List<LogEntry> read(int max) {
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

    private LogEntry entry(Cursor cursor, LogLine line) {
        return LogEntry.of(ordinal++, cursor.index, cursor.source.name(), line);
    }

    /** One source and how far it has been read. */
    private static final class Cursor {
        private final int index;
        private final LogSource source;
        private final Deque<LogLine> pending = new ArrayDeque<>();
        private long next;
        private long skipped;

        Cursor(int index, LogSource source, long start, int share) {
            this.index = index;
            this.source = source;
            next = Math.max(start, source.log().end() - share);
            skipped = next - start;
        }

        LogLine head() {
            return pending.element();
        }

        boolean fill() {
            if (pending.isEmpty()) {
                for (LogLine line : source.log().from(next, CHUNK)) {
                    skipped += Math.max(0, line.sequence() - next);
                    pending.add(line);
                    next = line.sequence() + 1;
                }
            }
            return !pending.isEmpty();
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
