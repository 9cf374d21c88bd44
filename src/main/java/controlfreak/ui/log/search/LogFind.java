package controlfreak.ui.log.search;

import controlfreak.ui.fx.Texts;
import controlfreak.ui.log.lines.LogEntry;
import controlfreak.ui.log.lines.LogLines;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What was found in the record, in memory and in files, and the walk from one line to the next. FX thread only. */
public final class LogFind {
    private final LogQuery query;
    private final LogLines newest;
    private final LongConsumer elsewhere;
    private final LogHits hits = new LogHits();
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();
    private LogPage page;
    private boolean searching;

    /**
     * @param newest the page that ends with the newest line; lines that are held back after it are not counted yet
     * @param elsewhere is told the key of a line to go to that is not on the shown page
     */
    public LogFind(LogQuery query, LogPage newest, LongConsumer elsewhere) {
        this.query = query;
        this.newest = newest.lines();
        this.elsewhere = elsewhere;
        page = newest;
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
     * @return its index, where it is on the shown page
     */
    public OptionalInt next(int from) {
        return reveal(hits.next(keyAt(from), lastKey()));
    }

    /** As {@link #next}, the other way round. */
    public OptionalInt previous(int from) {
        return reveal(hits.previous(keyAt(from), lastKey()));
    }

    public boolean isAnyFound() {
        return hits.count(lastKey()) > 0;
    }

    public Optional<LogMatch> matchOf(LogEntry entry) {
        return page.matches().of(entry.ordinal());
    }

    public boolean isCurrent(LogEntry entry) {
        return hits.current().isPresent() && hits.current().getAsLong() == entry.key();
    }

    /** Another page is shown now. */
    public void show(LogPage shown) {
        page = shown;
        refresh();
    }

    /**
     * Nothing is found yet, and the walk begins anew.
     *
     * @param inFiles whether files are searched from now on
     */
    public void restart(boolean inFiles) {
        searching = inFiles;
        hits.clear();
        hits.forgetCurrent();
        refresh();
    }

    /**
     * Adds what was found among the newest lines.
     *
     * @param anew whether it is all that was found among them
     */
    public void found(List<LogMatch> matches, boolean anew) {
        if (anew) {
            hits.clearRecent();
        }
        matches.forEach(match -> hits.addRecent(match.key()));
        refresh();
    }

    /** Adds what was found in files. */
    public void foundInFiles(long[] keys, boolean goesOn) {
        hits.addArchived(keys);
        searching = goesOn;
        refresh();
    }

    /** Brings count and marks up to date with the lines. */
    public void refresh() {
        count.set(countText());
        revision.set(revision.get() + 1);
    }

    private String countText() {
        if (query.matcher().isEmpty()) {
            return "";
        }
        int all = hits.count(lastKey());
        int position = hits.position();
        if (position == 0) {
            return Texts.text(searching ? "log.find.count.searching" : "log.find.count", all);
        }
        return Texts.text(searching ? "log.find.position.searching" : "log.find.position", position, all);
    }

    private OptionalInt reveal(OptionalLong key) {
        refresh();
        if (key.isEmpty()) {
            return OptionalInt.empty();
        }
        OptionalInt index = page.lines().indexOfKey(key.getAsLong());
        if (index.isEmpty()) {
            elsewhere.accept(key.getAsLong());
        }
        return index;
    }

    private long keyAt(int index) {
        LogLines lines = page.lines();
        return lines.isEmpty()
                ? Long.MIN_VALUE
                : lines.get(Math.max(0, Math.min(index, lines.size() - 1))).key();
    }

    private long lastKey() {
        return newest.lastKey().orElse(Long.MAX_VALUE - 1);
    }
}
