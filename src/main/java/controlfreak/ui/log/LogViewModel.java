package controlfreak.ui.log;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ObservableList;

/**
 * What the log pane shows: the newest lines of the selected sources out of memory, or a page of older ones out of
 * their files. Reading and searching happen in the background. FX thread only.
 */
public final class LogViewModel {
    static final int MAX_LINES = LogTail.MAX_LINES;

    private final BooleanProperty regex = new SimpleBooleanProperty();
    private final BooleanProperty caseSensitive = new SimpleBooleanProperty();
    private final BooleanProperty times = new SimpleBooleanProperty();
    private final BooleanProperty wrap = new SimpleBooleanProperty();
    private final LogNotices notices = new LogNotices();
    private final LogPage newest = LogTail.newPage();
    private final ReadOnlyObjectWrapper<ObservableList<LogEntry>> lines = new ReadOnlyObjectWrapper<>(newest.lines());
    private final LogCleared cleared;
    private final LogFind find;
    private final LogQuery filter;
    private final LogTail tail;
    private final LogHistory history;
    private final LogSearch search;

    private LogViewport viewport = LogViewport.NONE;
    private List<LogSource> sources = List.of();
    private Optional<Instant> recordBegin = Optional.empty();
    private Optional<String> unreadable = Optional.empty();
    private int earlierMatches;
    private boolean searching;
    private boolean beginIsKnown;

    /**
     * @param background where logs are read and searched; one thread
     * @param fx how its results come back to the FX thread
     */
    public LogViewModel(Executor background, Executor fx, Clock clock) {
        cleared = new LogCleared(clock);
        filter = new LogQuery(regex, caseSensitive, this::filterChanged);
        find = new LogFind(new LogQuery(regex, caseSensitive, this::queryChanged), newest, this::goTo);
        tail = new LogTail(background, fx, newest, filter, find, this::tailChanged);
        history = new LogHistory(background, fx, filter, find.query(), this::unreadable);
        search = new LogSearch(background, fx, new Searching());
    }

    /** Has the lines of a window keep their place. */
    void setViewport(LogViewport newViewport) {
        viewport = newViewport;
        history.setViewport(newViewport);
    }

    // ---- what is shown

    /** Shows other logs, from what memory has of them on; the same ones change nothing. */
    public void setSources(List<LogSource> selected) {
        if (!selected.equals(sources)) {
            sources = List.copyOf(selected);
            cleared.show(sources);
            restart();
        }
    }

    /** Reads what is new; to be called a few times a second while the pane can be seen. */
    public void tick() {
        tail.tick();
    }

    /** Hides all lines up to now in this pane; file and memory keep them. */
    public void clear() {
        cleared.hide(sources);
        restart();
    }

    /** Shows again what {@link #clear} has hidden. */
    public void showCleared() {
        cleared.take(sources);
        restart();
    }

    private void restart() {
        notices.showSources(sources);
        recordBegin = Optional.empty();
        unreadable = Optional.empty();
        showNewest();
        restartFind();
        tail.restart(sources, source -> cleared.scope(source).from());
        lookForBegin();
        searchFiles();
    }

    private void lookForBegin() {
        beginIsKnown = tail.held() > 0;
        search.look(sources, cleared::scope);
    }

    private void tailChanged() {
        if (!beginIsKnown && tail.held() > 0) {
            // There was nothing at all when it was looked for.
            lookForBegin();
        }
        tell();
    }

    // ---- newest and older lines

    /** Holds the lines still; what comes is kept and counted. */
    public void pause() {
        tail.pause();
    }

    /** Shows what has come meanwhile, and all that comes. */
    public void follow() {
        showNewest();
        tail.follow();
    }

    /** Reads on towards the beginning, where older lines are shown. */
    void readOlder() {
        if (isOlder()) {
            history.older();
        }
    }

    /** Reads on towards the end, where older lines are shown. */
    void readNewer() {
        if (isOlder()) {
            history.newer();
        }
    }

    /** Goes on to lines that memory has not, where there are any; to be called where the first line is reached. */
    void showOlder() {
        if (isOlder()) {
            history.older();
        } else if (!notices.earlierProperty().get().isEmpty()) {
            long first = newest.lines().isEmpty()
                    ? tail.begin().map(time -> LogEntry.keyOf(time, 0)).orElse(Long.MAX_VALUE)
                    : newest.lines().get(0).key();
            openHistory(first, () -> {});
        }
    }

    /** Goes on to newer lines, where older ones are shown; to be called where the last line is reached. */
    void showNewer() {
        if (isOlder() && history.isAtEnd()) {
            boolean meets = tail.begin()
                    .flatMap(begin -> history.page().lines().lastTime().map(last -> !begin.isAfter(last)))
                    .orElse(true);
            if (meets) {
                viewport.keep(this::showNewest);
            } else {
                openHistory(history.page().lines().lastKey().orElse(Long.MAX_VALUE), () -> {});
            }
        } else if (isOlder()) {
            history.newer();
        }
    }

    /** Goes to the first line of all. */
    void showOldest() {
        openHistory(Long.MIN_VALUE, () -> viewport.reveal(0));
    }

    private void openHistory(long key, Runnable shown) {
        tail.pause();
        history.open(
                sources,
                cleared::scope,
                key,
                () -> viewport.keep(() -> {
                    show(history.page());
                    shown.run();
                }));
    }

    private void showNewest() {
        if (isOlder()) {
            show(newest);
            history.close();
        }
    }

    private void show(LogPage page) {
        lines.set(page.lines());
        find.show(page);
        tell();
    }

    /** Whether files have lines before the newest, so that there is something to go to. */
    boolean hasEarlier() {
        return isOlder() || !notices.earlierProperty().get().isEmpty();
    }

    /** Whether older lines are shown, out of files. */
    boolean isOlder() {
        return lines.get() != newest.lines();
    }

    // ---- finding

    /** Goes to the next match. @param from the index of the first line in sight */
    void findNext(int from) {
        reveal(find.next(from));
    }

    void findPrevious(int from) {
        reveal(find.previous(from));
    }

    private void reveal(OptionalInt index) {
        index.ifPresent(viewport::reveal);
    }

    /** To a match that is not on the page. */
    private void goTo(long key) {
        OptionalInt place = newest.lines().indexOfKey(key);
        if (place.isPresent()) {
            showNewest();
            viewport.reveal(place.getAsInt());
        } else {
            openHistory(key, () -> reveal(history.page().lines().indexOfKey(key)));
        }
    }

    private void filterChanged() {
        restartFind();
        tail.filterAgain();
        reopenHistory();
        searchFiles();
    }

    private void queryChanged() {
        restartFind();
        tail.searchAgain();
        reopenHistory();
        searchFiles();
    }

    /** Around the line in sight, which may not pass a new filter. */
    private void reopenHistory() {
        if (isOlder()) {
            openHistory(viewport.firstInSight().orElse(Long.MAX_VALUE), () -> {});
        }
    }

    private void restartFind() {
        earlierMatches = 0;
        searching = filter.matcher().isPresent() || find.query().matcher().isPresent();
        find.restart(searching);
    }

    private void searchFiles() {
        search.start(sources, cleared::scope, filter, find.query());
    }

    private final class Searching implements LogSearch.Listener {
        @Override
        public void begins(Optional<Instant> begin) {
            recordBegin = begin;
            tell();
        }

        @Override
        public void searched(long[] found, long[] passed, boolean goesOn) {
            long begin = tail.begin().map(time -> LogEntry.keyOf(time, 0)).orElse(Long.MAX_VALUE);
            for (long key : passed) {
                earlierMatches += key < begin ? 1 : 0;
            }
            searching = goesOn;
            find.foundInFiles(found, goesOn);
            tell();
        }

        @Override
        public void failed(IOException e) {
            unreadable(e);
        }

        @Override
        public void tooSlow() {
            (filter.matcher().isPresent() ? filter : find.query()).tooSlow();
        }
    }

    private void unreadable(IOException e) {
        searching = false;
        unreadable = Optional.of(LogWords.reason(e));
        find.foundInFiles(new long[0], false);
        tell();
    }

    private void tell() {
        notices.showLost(sources, unreadable);
        notices.showWaiting(tail, isOlder());
        boolean earlier = recordBegin
                .flatMap(begin -> tail.begin().map(begin::isBefore).or(() -> Optional.of(true)))
                .orElse(false);
        Optional<Integer> matching = filter.matcher().map(matcher -> earlierMatches);
        notices.showEarlier(!isOlder() && earlier, isOlder() ? Optional.empty() : matching, searching);
        notices.showSilence(lines.get().isEmpty(), tail.held(), sources, cleared.at());
    }

    // ---- what the view binds to

    /** The lines to show, bounded; they change only at their ends. */
    public ObservableList<LogEntry> lines() {
        return lines.get();
    }

    ReadOnlyObjectProperty<ObservableList<LogEntry>> linesProperty() {
        return lines.getReadOnlyProperty();
    }

    /** The newest lines, whether they are shown or not. */
    ObservableList<LogEntry> newestLines() {
        return newest.lines();
    }

    public LogNotices notices() {
        return notices;
    }

    public LogFind find() {
        return find;
    }

    /** Only lines that match this are shown. */
    public LogQuery filter() {
        return filter;
    }

    /** Whether more than one source is shown. */
    public boolean isMerged() {
        return sources.size() > 1;
    }

    /** How many characters the longest name of a source has. */
    int longestName() {
        return sources.stream().mapToInt(source -> source.name().length()).max().orElse(0);
    }

    public BooleanProperty regexProperty() {
        return regex;
    }

    public BooleanProperty caseSensitiveProperty() {
        return caseSensitive;
    }

    public BooleanProperty timesProperty() {
        return times;
    }

    public BooleanProperty wrapProperty() {
        return wrap;
    }

    public ReadOnlyBooleanProperty followingProperty() {
        return tail.followingProperty();
    }

    /** Whether lines of the selected sources were hidden by {@link #clear}. */
    public ReadOnlyBooleanProperty hiddenProperty() {
        return cleared.hiddenProperty();
    }
}
