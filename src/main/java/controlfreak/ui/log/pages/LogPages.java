package controlfreak.ui.log.pages;

import controlfreak.ui.log.lines.LogEntry;
import controlfreak.ui.log.search.LogFind;
import controlfreak.ui.log.search.LogPage;
import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;

/** Which lines are shown: the newest ones out of memory, or a page of older ones out of files. FX thread only. */
public final class LogPages {
    private static final long LAST_KEY = Long.MAX_VALUE - 1;

    private final LogPage newest;
    private final LogTail tail;
    private final LogHistory history;
    private final LogFind find;
    private final Runnable changed;
    private final ReadOnlyObjectWrapper<ObservableList<LogEntry>> lines;
    private LogViewport viewport = LogViewport.NONE;

    /** @param changed is told that other lines are shown */
    public LogPages(LogPage newest, LogTail tail, LogHistory history, LogFind find, Runnable changed) {
        this.newest = newest;
        this.tail = tail;
        this.history = history;
        this.find = find;
        this.changed = changed;
        lines = new ReadOnlyObjectWrapper<>(newest.lines());
    }

    /** Has the lines of a window keep their place. */
    public void setViewport(LogViewport newViewport) {
        viewport = newViewport;
        history.setViewport(newViewport);
    }

    public ReadOnlyObjectProperty<ObservableList<LogEntry>> linesProperty() {
        return lines.getReadOnlyProperty();
    }

    /** Whether older lines are shown, out of files. */
    public boolean isOlder() {
        return lines.get() != newest.lines();
    }

    /** Shows the newest lines, where they are not shown yet. */
    public void showNewest() {
        if (isOlder()) {
            show(newest);
            history.close();
        }
    }

    /** Reads on towards the beginning, where older lines are shown. */
    public void readOlder() {
        if (isOlder()) {
            history.older();
        }
    }

    /** Reads on towards the end, where older lines are shown. */
    public void readNewer() {
        if (isOlder()) {
            history.newer();
        }
    }

    /** Goes on from the newest lines to those before them. */
    public void showOlder() {
        long first = newest.lines().isEmpty()
                ? tail.begin().map(time -> LogEntry.keyOf(time, 0)).orElse(LAST_KEY)
                : newest.lines().get(0).key();
        open(first, this::keepPlace);
    }

    /** Goes on to the newest lines where older ones end. */
    public void leaveOlder() {
        if (isOlder() && history.isAtEnd()) {
            boolean meets = tail.begin()
                    .flatMap(begin -> history.page().lines().lastTime().map(last -> !begin.isAfter(last)))
                    .orElse(true);
            if (meets) {
                viewport.keep(this::showNewest);
            } else {
                open(history.page().lines().lastKey().orElse(LAST_KEY), this::keepPlace);
            }
        }
    }

    /** Goes to the first line of all. */
    public void showFirst() {
        open(Long.MIN_VALUE, () -> {
            show(history.page());
            viewport.reveal(0);
        });
    }

    /** Goes to the last line that files have. */
    public void showLast() {
        open(LAST_KEY, () -> {
            show(history.page());
            viewport.reveal(history.page().lines().size() - 1);
        });
    }

    /** Goes to a line wherever it is. */
    public void show(long key) {
        OptionalInt place = newest.lines().indexOfKey(key);
        if (place.isPresent()) {
            showNewest();
            viewport.reveal(place.getAsInt());
        } else {
            open(key, () -> {
                show(history.page());
                reveal(history.page().lines().indexOfKey(key));
            });
        }
    }

    public void reveal(OptionalInt index) {
        index.ifPresent(viewport::reveal);
    }

    /** Reads older lines again, where they are shown, around the one in sight, which may not pass a new filter. */
    public void readAgain() {
        if (isOlder()) {
            open(viewport.firstInSight().orElse(LAST_KEY), this::keepPlace);
        }
    }

    private void open(long key, Runnable arrive) {
        tail.pause();
        history.open(key, arrive);
    }

    private void keepPlace() {
        viewport.keep(() -> show(history.page()));
    }

    private void show(LogPage page) {
        lines.set(page.lines());
        find.show(page);
        changed.run();
    }
}
