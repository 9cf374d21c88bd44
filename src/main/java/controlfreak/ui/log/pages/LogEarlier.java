package controlfreak.ui.log.pages;

import controlfreak.ui.log.lines.LogEntry;
import controlfreak.ui.log.lines.LogScope;
import controlfreak.ui.log.lines.LogSource;
import controlfreak.ui.log.lines.LogWords;
import controlfreak.ui.log.search.LogFind;
import controlfreak.ui.log.search.LogQuery;
import controlfreak.ui.log.search.LogSearch;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** What files have beyond the newest lines: where they begin, what is found there, what passes the filter. FX thread only. */
public final class LogEarlier implements LogSearch.Listener {
    private final LogTail tail;
    private final LogQuery filter;
    private final LogFind find;
    private final LogSearch search;
    private final Runnable changed;
    private List<LogSource> sources = List.of();
    private Function<LogSource, LogScope> scope = source -> LogScope.ALL;
    private Optional<Instant> begin = Optional.empty();
    private Optional<String> unreadable = Optional.empty();
    private boolean beginIsKnown;
    private boolean searching;
    private int matches;

    /** @param changed is told after each change */
    public LogEarlier(Executor background, Executor fx, LogTail tail, LogQuery filter, LogFind find, Runnable changed) {
        this.tail = tail;
        this.filter = filter;
        this.find = find;
        this.changed = changed;
        search = new LogSearch(background, fx, this);
    }

    /** Which record is looked at from now on. */
    public void use(List<LogSource> newSources, Function<LogSource, LogScope> newScope) {
        sources = newSources;
        scope = newScope;
        begin = Optional.empty();
        unreadable = Optional.empty();
    }

    /** Looks where the files begin. */
    public void look() {
        beginIsKnown = tail.held() > 0;
        search.look(sources, scope);
    }

    /** Looks again, where there was nothing at all at the first time. */
    public void lookAgain() {
        if (!beginIsKnown && tail.held() > 0) {
            look();
        }
    }

    /** Forgets what was found, since something else is searched for. */
    public void forget() {
        matches = 0;
        searching = filter.matcher().isPresent() || find.query().matcher().isPresent();
        find.restart(searching);
    }

    /** Begins the search. */
    public void search() {
        search.start(sources, scope, filter, find.query());
    }

    /** Tells the pane. @param older whether older lines are shown already */
    public void tell(LogNotices notices, boolean older) {
        boolean there = begin.flatMap(first -> tail.begin().map(first::isBefore).or(() -> Optional.of(true)))
                .orElse(false);
        if (older) {
            notices.showEarlier(false, Optional.empty(), false);
        } else {
            notices.showEarlier(there, filter.matcher().map(matcher -> matches), searching);
        }
        notices.showLost(sources, unreadable);
    }

    @Override
    public void begins(Optional<Instant> first) {
        begin = first;
        changed.run();
    }

    @Override
    public void searched(long[] found, long[] passed, boolean goesOn) {
        long newest = tail.begin().map(time -> LogEntry.keyOf(time, 0)).orElse(Long.MAX_VALUE);
        for (long key : passed) {
            matches += key < newest ? 1 : 0;
        }
        searching = goesOn;
        find.foundInFiles(found, goesOn);
        changed.run();
    }

    @Override
    public void failed(IOException e) {
        searching = false;
        unreadable = Optional.of(LogWords.reason(e));
        find.foundInFiles(new long[0], false);
        changed.run();
    }

    @Override
    public void tooSlow() {
        searching = false;
        (filter.matcher().isPresent() ? filter : find.query()).tooSlow();
        find.foundInFiles(new long[0], false);
        changed.run();
    }
}
