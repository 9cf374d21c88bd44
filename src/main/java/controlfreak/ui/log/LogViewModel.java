package controlfreak.ui.log;

import controlfreak.ui.log.lines.LogEntry;
import controlfreak.ui.log.lines.LogScope;
import controlfreak.ui.log.lines.LogSource;
import controlfreak.ui.log.pages.LogCleared;
import controlfreak.ui.log.pages.LogEarlier;
import controlfreak.ui.log.pages.LogHistory;
import controlfreak.ui.log.pages.LogNotices;
import controlfreak.ui.log.pages.LogPages;
import controlfreak.ui.log.pages.LogRuns;
import controlfreak.ui.log.pages.LogTail;
import controlfreak.ui.log.pages.LogViewport;
import controlfreak.ui.log.search.LogFind;
import controlfreak.ui.log.search.LogPage;
import controlfreak.ui.log.search.LogQuery;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
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
    private final LogCleared cleared;
    private final LogFind find;
    private final LogQuery filter;
    private final LogTail tail;
    private final LogHistory history;
    private final LogEarlier earlier;
    private final LogPages pages;
    private final LogRuns runs;

    private List<LogSource> sources = List.of();

    /**
     * @param background where logs are read and searched; one thread
     * @param fx how its results come back to the FX thread
     */
    public LogViewModel(Executor background, Executor fx, Clock clock) {
        cleared = new LogCleared(clock);
        filter = new LogQuery(regex, caseSensitive, this::filterChanged);
        find = new LogFind(new LogQuery(regex, caseSensitive, this::queryChanged), newest, this::goTo);
        tail = new LogTail(background, fx, newest, filter, find, this::tailChanged);
        earlier = new LogEarlier(background, fx, tail, filter, find, this::tell);
        history = new LogHistory(background, fx, filter, find.query(), earlier::failed);
        pages = new LogPages(newest, tail, history, find, this::tell);
        runs = new LogRuns(background, fx, this::runChosen, earlier::failed);
    }

    /** Has the lines of a window keep their place. */
    void setViewport(LogViewport viewport) {
        pages.setViewport(viewport);
    }

    // ---- what is shown

    /** Shows other logs, from what memory has of them on; the same ones change nothing. */
    public void setSources(List<LogSource> selected) {
        if (!selected.equals(sources)) {
            sources = List.copyOf(selected);
            cleared.show(sources);
            runs.show(sources);
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

    private void runChosen() {
        restart();
        if (runs.isPast()) {
            pages.showLast();
        }
    }

    private void restart() {
        notices.showSources(sources);
        pages.showNewest();
        history.use(sources, this::scope);
        earlier.use(sources, this::scope);
        earlier.forget();
        tail.restart(
                runs.isPast() ? List.of() : sources, source -> scope(source).from());
        earlier.look();
        earlier.search();
    }

    private LogScope scope(LogSource source) {
        return cleared.scope(source).and(runs.scope());
    }

    private void tailChanged() {
        earlier.lookAgain();
        if (tail.takeBoundary()) {
            runs.read();
        }
        tell();
    }

    private void tell() {
        earlier.tell(notices, isOlder());
        notices.showWaiting(tail, isOlder());
        notices.showSilence(lines().isEmpty(), tail.held(), sources, cleared.at());
    }

    // ---- newest and older lines

    /** Holds the lines still; what comes is kept and counted. */
    public void pause() {
        tail.pause();
    }

    /** Shows what has come meanwhile, and all that comes. */
    public void follow() {
        if (runs.isPast()) {
            pages.showLast();
        } else {
            pages.showNewest();
            tail.follow();
        }
    }

    /** Shows what comes, of whatever run. */
    void followAll() {
        if (runs.isPast()) {
            runs.choose(Optional.empty());
        }
        follow();
    }

    /** To be called a little before the first line that is shown is reached. */
    void readOlder() {
        pages.readOlder();
    }

    /** To be called a little before the last line that is shown is reached. */
    void readNewer() {
        pages.readNewer();
    }

    /** Goes on to lines that memory has not, where there are any; to be called where the first line is reached. */
    void showOlder() {
        if (isOlder()) {
            pages.readOlder();
        } else if (hasEarlier()) {
            pages.showOlder();
        }
    }

    /** Goes on to newer lines, where older ones are shown; to be called where the last line is reached. */
    void showNewer() {
        pages.readNewer();
        if (!runs.isPast()) {
            pages.leaveOlder();
        }
    }

    /** Goes to the first line of all. */
    void showOldest() {
        pages.showFirst();
    }

    /** Whether files have lines before the newest, so that there is something to go to. */
    boolean hasEarlier() {
        return isOlder() || !notices.earlierProperty().get().isEmpty();
    }

    /** Whether older lines are shown, out of files. */
    boolean isOlder() {
        return pages.isOlder();
    }

    // ---- finding

    /** Goes to the next match. @param from the index of the first line in sight */
    void findNext(int from) {
        pages.reveal(find.next(from));
    }

    /** As {@link #findNext}, the other way round. */
    void findPrevious(int from) {
        pages.reveal(find.previous(from));
    }

    /** To a match that is not on the page. */
    private void goTo(long key) {
        pages.show(key);
    }

    private void filterChanged() {
        earlier.forget();
        tail.filterAgain();
        pages.readAgain();
        earlier.search();
    }

    private void queryChanged() {
        earlier.forget();
        tail.searchAgain();
        pages.readAgain();
        earlier.search();
    }

    // ---- what the view binds to

    /** The lines to show, bounded; they change only at their ends. */
    public ObservableList<LogEntry> lines() {
        return pages.linesProperty().get();
    }

    ReadOnlyObjectProperty<ObservableList<LogEntry>> linesProperty() {
        return pages.linesProperty();
    }

    /** The newest lines, whether they are shown or not. */
    ObservableList<LogEntry> newestLines() {
        return newest.lines();
    }

    public LogNotices notices() {
        return notices;
    }

    /** The runs that can be shown alone, where one log is shown. */
    public LogRuns runs() {
        return runs;
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
