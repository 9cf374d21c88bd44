package controlfreak.ui.log.lines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import javafx.collections.ObservableListBase;

/**
 * The lines in the pane, bounded in number and in bytes, and after them those that have not ended yet. Appending and
 * dropping the oldest are one change of many lines: the usual observable lists remove a range one by one, which freezes
 * a window. FX thread only.
 */
public final class LogLines extends ObservableListBase<LogEntry> {
    private final int maxLines;
    private final long maxBytes;
    private final List<LogEntry> entries = new ArrayList<>();
    private List<LogEntry> unfinished = List.of();
    private long bytes;

    public LogLines(int maxLines, long maxBytes) {
        this.maxLines = maxLines;
        this.maxBytes = maxBytes;
    }

    @Override
    public LogEntry get(int index) {
        return index < entries.size() ? entries.get(index) : unfinished.get(index - entries.size());
    }

    @Override
    public int size() {
        return entries.size() + unfinished.size();
    }

    /** The lines at the end that have not ended yet. */
    public List<LogEntry> unfinished() {
        return unfinished;
    }

    /** Makes a change of lines and of the unfinished ones after them as one. */
    public void change(Runnable change, List<LogEntry> newUnfinished) {
        beginChange();
        if (!hasUnfinished(newUnfinished)) {
            List<LogEntry> old = unfinished;
            unfinished = List.of();
            nextRemove(entries.size(), old);
        }
        change.run();
        if (!newUnfinished.isEmpty() && unfinished.isEmpty()) {
            unfinished = List.copyOf(newUnfinished);
            nextAdd(entries.size(), size());
        }
        endChange();
    }

    private boolean hasUnfinished(List<LogEntry> others) {
        return unfinished.isEmpty()
                || unfinished.size() == others.size()
                        && IntStream.range(0, others.size())
                                .allMatch(i -> unfinished.get(i).reads(others.get(i)));
    }

    public void replace(List<LogEntry> all) {
        beginChange();
        drop(entries.size());
        add(all);
        drop(excess());
        endChange();
    }

    /** Adds lines at the end and drops as many of the oldest as are too many. */
    public void append(List<LogEntry> more) {
        if (more.isEmpty()) {
            return;
        }
        beginChange();
        add(more);
        drop(excess());
        endChange();
    }

    /** Adds lines at the beginning and drops as many of the newest as are too many. */
    public void prepend(List<LogEntry> more) {
        if (more.isEmpty()) {
            return;
        }
        beginChange();
        entries.addAll(0, more);
        for (LogEntry entry : more) {
            bytes += entry.line().bytes().length;
        }
        nextAdd(0, more.size());
        dropNewest();
        endChange();
    }

    /** The key of the last line. */
    public OptionalLong lastKey() {
        return entries.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(entries.get(entries.size() - 1).key());
    }

    /** The time of the last line. */
    public Optional<Instant> lastTime() {
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(entries.get(entries.size() - 1).time());
    }

    /** Where the line with a key is. */
    public OptionalInt indexOfKey(long key) {
        return IntStream.range(0, size())
                .filter(index -> get(index).key() == key)
                .findFirst();
    }

    private void add(List<LogEntry> more) {
        entries.addAll(more);
        for (LogEntry entry : more) {
            bytes += entry.line().bytes().length;
        }
        nextAdd(entries.size() - more.size(), entries.size());
    }

    private void drop(int count) {
        if (count == 0) {
            return;
        }
        List<LogEntry> oldest = entries.subList(0, count);
        List<LogEntry> dropped = new ArrayList<>(oldest);
        oldest.clear();
        for (LogEntry entry : dropped) {
            bytes -= entry.line().bytes().length;
        }
        nextRemove(0, dropped);
    }

    private void dropNewest() {
        int kept = entries.size();
        while (kept > 1 && (kept > maxLines || bytes > maxBytes)) {
            kept--;
            bytes -= entries.get(kept).line().bytes().length;
        }
        List<LogEntry> newest = entries.subList(kept, entries.size());
        if (!newest.isEmpty()) {
            List<LogEntry> dropped = new ArrayList<>(newest);
            newest.clear();
            nextRemove(kept, dropped);
        }
    }

    /** A tenth more than the excess is dropped, so that it does not happen with each line that comes. */
    private int excess() {
        if (entries.size() <= maxLines && bytes <= maxBytes) {
            return 0;
        }
        int count = Math.max(0, entries.size() - maxLines * 9 / 10);
        long left = bytes;
        for (int i = 0; i < count; i++) {
            left -= entries.get(i).line().bytes().length;
        }
        while (left > maxBytes * 9 / 10 && count < entries.size() - 1) {
            left -= entries.get(count++).line().bytes().length;
        }
        return count;
    }
}
