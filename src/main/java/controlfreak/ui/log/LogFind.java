package controlfreak.ui.log;

import controlfreak.ui.fx.Texts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What was found in the lines of the pane, and the walk from one to the next. FX thread only. */
public final class LogFind {
    private final LogLines lines;
    private final LogQuery query;
    private final LogMatches matches = new LogMatches();
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();

    LogFind(LogLines lines, LogQuery query) {
        this.lines = lines;
        this.query = query;
    }

    public LogQuery query() {
        return query;
    }

    /** "3 of 17", or how many there are as long as none was jumped to; empty where nothing is searched for. */
    public ReadOnlyStringProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /** Changes whenever cells that are on the screen may have to mark other places. */
    public ReadOnlyIntegerProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /**
     * Goes to the next line that matches, after the last to the first.
     *
     * @param from the index of the line to begin at, if none was jumped to yet
     * @return its index
     */
    OptionalInt next(int from) {
        return reveal(matches.next(ordinalAt(from), lastOrdinal()));
    }

    /** As {@link #next}, the other way round. */
    OptionalInt previous(int from) {
        return reveal(matches.previous(ordinalAt(from), lastOrdinal()));
    }

    Optional<LogMatch> matchOf(LogEntry entry) {
        return matches.of(entry.ordinal());
    }

    boolean isCurrent(LogEntry entry) {
        return matches.current().isPresent() && matches.current().getAsLong() == entry.ordinal();
    }

    void set(List<LogMatch> all) {
        matches.set(all);
        refresh();
    }

    void append(List<LogMatch> more) {
        matches.append(more);
        refresh();
    }

    /** Lets the walk begin anew. */
    void forgetCurrent() {
        matches.forgetCurrent();
        refresh();
    }

    /** Brings count and marks up to date with the lines. */
    void refresh() {
        matches.trim(lines.firstOrdinal(0));
        count.set(countText());
        revision.set(revision.get() + 1);
    }

    private String countText() {
        if (query.matcher().isEmpty()) {
            return "";
        }
        int all = matches.count(lastOrdinal());
        int position = matches.position();
        return position == 0 ? Texts.text("log.find.count", all) : Texts.text("log.find.position", position, all);
    }

    private OptionalInt reveal(OptionalLong ordinal) {
        refresh();
        return ordinal.isPresent() ? OptionalInt.of(lines.indexOf(ordinal.getAsLong())) : OptionalInt.empty();
    }

    private long ordinalAt(int index) {
        return lines.isEmpty()
                ? 0
                : lines.get(Math.max(0, Math.min(index, lines.size() - 1))).ordinal();
    }

    private long lastOrdinal() {
        return lines.isEmpty() ? -1 : lines.get(lines.size() - 1).ordinal();
    }
}
