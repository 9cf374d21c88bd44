package controlfreak.ui.log;

import controlfreak.log.Log;
import controlfreak.ui.fx.Texts;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ObservableList;

/**
 * What the log pane shows: lines of the selected sources, followed or held still, filtered and searched. Reading,
 * decoding and matching happen in the background, one {@link LogPass} at a time. FX thread only.
 */
public final class LogViewModel {
    static final int MAX_LINES = 50_000;
    private static final long MAX_BYTES = 64L << 20;
    private static final int BUDGET = 50_000;

    private final Executor background;
    private final Executor fx;
    private final Clock clock;
    private final LogLines held = new LogLines(MAX_LINES, MAX_BYTES);
    private final LogLines lines = new LogLines(MAX_LINES, MAX_BYTES);
    private final List<LogEntry> waiting = new ArrayList<>();
    private final Map<Log, Long> cleared = new WeakHashMap<>();
    private final BooleanProperty regex = new SimpleBooleanProperty();
    private final BooleanProperty caseSensitive = new SimpleBooleanProperty();
    private final BooleanProperty times = new SimpleBooleanProperty();
    private final BooleanProperty wrap = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper hidden = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper newLines = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(LogWords.title(List.of()));
    private final ReadOnlyStringWrapper placeholder = new ReadOnlyStringWrapper(LogWords.silence(List.of()));
    private final ReadOnlyStringWrapper lost = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper files = new ReadOnlyStringWrapper("");
    private final LogFind find;
    private final LogQuery filter;

    private List<LogSource> sources = List.of();
    private LogMerge merge = new LogMerge(List.of(), source -> 0, MAX_LINES);
    private int generation;
    private boolean fresh;
    private boolean busy;
    private boolean again;
    private boolean newFilter;
    private boolean newSearch;
    private long pausedAt = Long.MAX_VALUE;
    private int readWhilePaused;
    private Optional<Instant> clearedAt = Optional.empty();

    /**
     * @param background where logs are read and searched; one thread
     * @param fx how its results come back to the FX thread
     */
    public LogViewModel(Executor background, Executor fx, Clock clock) {
        this.background = background;
        this.fx = fx;
        this.clock = clock;
        filter = new LogQuery(regex, caseSensitive, () -> {
            newFilter = true;
            pass();
        });
        LogQuery query = new LogQuery(regex, caseSensitive, () -> {
            newSearch = true;
            find().forgetCurrent();
            pass();
        });
        find = new LogFind(lines, query);
    }

    /** Shows other logs, from what memory has of them on; the same ones change nothing. */
    public void setSources(List<LogSource> selected) {
        if (!selected.equals(sources)) {
            sources = List.copyOf(selected);
            clearedAt = Optional.empty();
            restart();
        }
    }

    /** Reads what is new; to be called a few times a second while the pane can be seen. */
    public void tick() {
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
        lines.append(late);
        find.refresh();
        tell();
        pass();
    }

    /** Hides all lines up to now in this pane; file and memory keep them. */
    public void clear() {
        for (LogSource source : sources) {
            cleared.put(source.log(), source.log().end());
        }
        clearedAt = Optional.of(clock.instant());
        restart();
    }

    /** Shows again what {@link #clear} has hidden. */
    public void showCleared() {
        for (LogSource source : sources) {
            cleared.remove(source.log());
        }
        clearedAt = Optional.empty();
        restart();
    }

    private void restart() {
        generation++;
        find.forgetCurrent();
        merge = new LogMerge(sources, source -> cleared.getOrDefault(source.log(), 0L), MAX_LINES);
        fresh = true;
        pausedAt = Long.MAX_VALUE;
        readWhilePaused = 0;
        waiting.clear();
        following.set(true);
        hidden.set(sources.stream().anyMatch(source -> cleared.containsKey(source.log())));
        title.set(LogWords.title(sources));
        files.set(LogWords.files(sources));
        pass();
    }

    private void pass() {
        if (busy) {
            again = true;
            return;
        }
        busy = true;
        again = false;
        // A pane held still for hours must not fill the memory: then the log's own ring keeps the newest.
        int budget = readWhilePaused < MAX_LINES / 2 ? BUDGET : 0;
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
        int started = generation;
        background.execute(() -> {
            try {
                LogPass.Result result = next.run();
                fx.execute(() -> end(() -> apply(result, first, all, search), started));
            } catch (RuntimeException e) {
                fx.execute(() -> end(
                        () -> {
                            throw e;
                        },
                        started));
            }
        });
    }

    private void end(Runnable apply, int started) {
        busy = false;
        if (started == generation) {
            apply.run();
        }
        if (again) {
            pass();
        }
    }

    private List<LogEntry> joined() {
        List<LogEntry> all = new ArrayList<>(lines);
        all.addAll(waiting);
        return all;
    }

    private void apply(LogPass.Result result, boolean first, boolean all, boolean search) {
        if (first) {
            held.replace(result.read());
        } else {
            held.append(result.read());
        }
        readWhilePaused += following.get() ? 0 : result.read().size();
        int split = firstAfter(result.passed(), pausedAt);
        List<LogEntry> now = result.passed().subList(0, split);
        if (all) {
            waiting.clear();
            lines.replace(now);
        } else {
            lines.append(now);
        }
        waiting.addAll(result.passed().subList(split, result.passed().size()));
        if (result.filterTooSlow()) {
            filter.tooSlow();
        }
        if (result.findTooSlow()) {
            find.query().tooSlow();
        }
        if (search) {
            find.set(result.found());
        } else if (!result.read().isEmpty()) {
            find.append(result.found());
        }
        tell();
    }

    private static int firstAfter(List<LogEntry> entries, long ordinal) {
        int split = entries.size();
        while (split > 0 && entries.get(split - 1).ordinal() > ordinal) {
            split--;
        }
        return split;
    }

    private void tell() {
        lost.set(LogWords.lost(sources));
        boolean full = readWhilePaused >= MAX_LINES / 2;
        newLines.set(waiting.isEmpty() ? "" : Texts.text(full ? "log.new.many" : "log.new", waiting.size()));
        if (!lines.isEmpty()) {
            placeholder.set("");
        } else if (!held.isEmpty()) {
            placeholder.set(Texts.text("log.empty.filter", held.size()));
        } else {
            placeholder.set(clearedAt
                    .map(time -> Texts.text("log.empty.cleared", LogWords.time(time)))
                    .orElseGet(() -> LogWords.silence(sources)));
        }
    }

    /** The lines to show, bounded; they change only at their ends, and only while following. */
    public ObservableList<LogEntry> lines() {
        return lines;
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
        return following.getReadOnlyProperty();
    }

    /** Whether lines of the selected sources were hidden by {@link #clear}. */
    public ReadOnlyBooleanProperty hiddenProperty() {
        return hidden.getReadOnlyProperty();
    }

    /** "12 new lines" while held still; empty where none came. */
    public ReadOnlyStringProperty newLinesProperty() {
        return newLines.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** Why no line is shown; empty where there is one. */
    public ReadOnlyStringProperty placeholderProperty() {
        return placeholder.getReadOnlyProperty();
    }

    /** How many lines could not be written to a file; empty where all could. */
    public ReadOnlyStringProperty lostProperty() {
        return lost.getReadOnlyProperty();
    }

    /** The files that hold the whole logs, one a line. */
    public ReadOnlyStringProperty filesProperty() {
        return files.getReadOnlyProperty();
    }
}
