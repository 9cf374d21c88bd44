package controlfreak.ui.log.pages;

import controlfreak.model.Bugs;
import controlfreak.ui.fx.Background;
import controlfreak.ui.log.lines.LogEntry;
import controlfreak.ui.log.lines.LogLines;
import controlfreak.ui.log.lines.LogMerge;
import controlfreak.ui.log.lines.LogSource;
import controlfreak.ui.log.search.LogFind;
import controlfreak.ui.log.search.LogPage;
import controlfreak.ui.log.search.LogPass;
import controlfreak.ui.log.search.LogQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/**
 * The newest lines, as memory has them: followed or held still, filtered and searched. Reading, decoding and matching
 * happen in the background, one {@link LogPass} at a time. FX thread only.
 */
public final class LogTail {
    public static final int MAX_LINES = 50_000;
    private static final long MAX_BYTES = 64L << 20;
    private static final int BUDGET = 50_000;

    private final Background background;
    private final LogQuery filter;
    private final LogFind find;
    private final Runnable changed;
    private final LogLines held = new LogLines(MAX_LINES, MAX_BYTES);
    private final LogPage page;
    private final List<LogEntry> waiting = new ArrayList<>();
    private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(true);

    private LogMerge merge = new LogMerge(List.of(), source -> Instant.MIN, MAX_LINES);
    private Background.Turn turn;
    private boolean fresh;
    private boolean busy;
    private boolean again;
    private boolean newFilter;
    private boolean newSearch;
    private long pausedAt = Long.MAX_VALUE;
    private int readWhilePaused;
    private boolean boundary;

    /**
     * @param page is kept up to date with what is to be shown
     * @param changed is told after each change
     */
    public LogTail(Executor background, Executor fx, LogPage page, LogQuery filter, LogFind find, Runnable changed) {
        this.background = new Background(background, fx);
        turn = this.background.begin();
        this.page = page;
        this.filter = filter;
        this.find = find;
        this.changed = changed;
    }

    public static LogPage newPage() {
        return new LogPage(MAX_LINES, MAX_BYTES);
    }

    /** Begins anew with what memory has of some sources, and follows it. */
    public void restart(List<LogSource> sources, Function<LogSource, Instant> from) {
        turn = background.begin();
        merge = new LogMerge(sources, from, MAX_LINES);
        fresh = true;
        pausedAt = Long.MAX_VALUE;
        readWhilePaused = 0;
        waiting.clear();
        following.set(true);
        pass();
    }

    /** Reads what is new. */
    public void tick() {
        pass();
    }

    public void filterAgain() {
        newFilter = true;
        pass();
    }

    public void searchAgain() {
        newSearch = true;
        pass();
    }

    /** Holds the lines still; what comes is kept and counted. */
    public void pause() {
        if (following.get()) {
            pausedAt = held.isEmpty() ? -1 : held.get(held.size() - 1).ordinal();
            following.set(false);
        }
    }

    /** Shows what has come meanwhile, and all that comes. */
    public void follow() {
        pausedAt = Long.MAX_VALUE;
        readWhilePaused = 0;
        List<LogEntry> late = List.copyOf(waiting);
        waiting.clear();
        following.set(true);
        page.lines().change(() -> page.lines().append(late), List.of());
        page.trimStart();
        find.refresh();
        changed.run();
        pass();
    }

    public ReadOnlyBooleanProperty followingProperty() {
        return following.getReadOnlyProperty();
    }

    /** How many lines are held back. */
    int waiting() {
        return waiting.size();
    }

    /** Whether so many are held back that no more are read. */
    boolean isFull() {
        return readWhilePaused >= MAX_LINES / 2;
    }

    /** How many lines are there, whether they pass the filter or not. */
    public int held() {
        return held.size();
    }

    /** The time of the oldest of them. */
    Optional<Instant> begin() {
        return held.stream().findFirst().map(LogEntry::time);
    }

    /** Whether a run has begun or ended since this was last asked. */
    public boolean takeBoundary() {
        boolean was = boundary;
        boundary = false;
        return was;
    }

    private void pass() {
        if (busy) {
            again = true;
            return;
        }
        busy = true;
        again = false;
        // A pane held still for hours must not fill the memory: then the log's own ring keeps the newest.
        int budget = isFull() ? 0 : BUDGET;
        LogPass next = new LogPass(
                merge,
                budget,
                filter.matcher(),
                find.query().matcher(),
                newFilter && !fresh ? Optional.of(List.copyOf(held)) : Optional.empty(),
                newSearch && !newFilter && !fresh ? Optional.of(joined()) : Optional.empty());
        boolean all = newFilter || fresh;
        boolean search = newSearch || all;
        boolean first = fresh;
        newFilter = false;
        newSearch = false;
        fresh = false;
        Background.Turn mine = turn;
        background.call(next::run).whenComplete((result, bug) -> {
            busy = false;
            try {
                if (bug != null) {
                    Bugs.tell(bug);
                } else if (!mine.isOver()) {
                    // What was found for another text is outdated, the lines that were read are not.
                    apply(result.without(newFilter, newSearch || newFilter), first, all, search);
                }
            } finally {
                if (again) {
                    pass();
                }
            }
        });
    }

    private List<LogEntry> joined() {
        List<LogEntry> all = new ArrayList<>(page.lines());
        all.addAll(waiting);
        return all;
    }

    private void apply(LogPass.Result result, boolean first, boolean all, boolean search) {
        if (first) {
            held.replace(result.read());
        } else {
            held.append(result.read());
        }
        boundary |= result.read().stream().anyMatch(entry -> entry.stream().isBoundary());
        readWhilePaused += following.get() ? 0 : result.read().size();
        int split = firstAfter(result.passed(), pausedAt);
        List<LogEntry> now = result.passed().subList(0, split);
        boolean isStill = !following.get() && !all;
        List<LogEntry> unfinished = isStill ? page.lines().unfinished() : result.unfinished();
        page.lines()
                .change(
                        () -> {
                            if (all) {
                                waiting.clear();
                                page.lines().replace(now);
                            } else {
                                page.lines().append(now);
                            }
                        },
                        unfinished);
        if (!isStill || search) {
            page.matches().setUnfinished(result.foundUnfinished());
        }
        waiting.addAll(result.passed().subList(split, result.passed().size()));
        if (search) {
            page.matches().set(result.found());
        } else {
            page.matches().append(result.found());
        }
        page.trimStart();
        if (result.filterTooSlow()) {
            filter.tooSlow();
        }
        if (result.findTooSlow()) {
            find.query().tooSlow();
        }
        if (search || !result.read().isEmpty()) {
            find.found(result.found(), search);
        }
        changed.run();
    }

    private static int firstAfter(List<LogEntry> entries, long ordinal) {
        int split = entries.size();
        while (split > 0 && entries.get(split - 1).ordinal() > ordinal) {
            split--;
        }
        return split;
    }
}
