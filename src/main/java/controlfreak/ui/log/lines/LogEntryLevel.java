package controlfreak.ui.log.lines;

import controlfreak.log.text.LevelsInOrder;
import controlfreak.log.text.LogLevel;
import java.util.List;
import java.util.Optional;

/** How serious a line of the pane is, by itself or by the line that it goes on from. FX thread only. */
public final class LogEntryLevel {
    private static final int MOST_PIECES = 100;

    private final List<LogEntry> lines;
    private final LogEntry head;
    private LogEntry oldest;
    private int index;

    private LogEntryLevel(List<LogEntry> lines, int index) {
        this.lines = lines;
        this.index = index;
        head = lines.get(index);
        oldest = head;
    }

    /** @param index where the line is among those of the pane */
    public static LogLevel of(List<LogEntry> lines, int index) {
        int first = index;
        while (first > 0 && index - first < MOST_PIECES && lines.get(first - 1).goesOnWith(lines.get(first))) {
            first--;
        }
        LogEntryLevel level = new LogEntryLevel(lines, first);
        return level.head.stream().isPanel() ? LogLevel.NONE : LevelsInOrder.of(level.head.text(), level::older);
    }

    /** The line before, of the same stream; none where it is not in the pane, as where lines are left out by a filter. */
    private Optional<String> older() {
        while (--index >= 0) {
            LogEntry entry = lines.get(index);
            if (entry.source() == head.source()) {
                if (entry.next() != oldest.line().sequence()) {
                    return Optional.empty();
                }
                oldest = entry;
                if (entry.stream() == head.stream()) {
                    return Optional.of(entry.text());
                }
            }
        }
        return Optional.empty();
    }
}
