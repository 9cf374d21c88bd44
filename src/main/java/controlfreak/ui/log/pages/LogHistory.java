package controlfreak.ui.log.pages;

import controlfreak.log.text.SearchBudget.TooSlowException;
import controlfreak.ui.fx.Background;
import controlfreak.ui.log.lines.LogRecord;
import controlfreak.ui.log.lines.LogScope;
import controlfreak.ui.log.lines.LogSource;
import controlfreak.ui.log.search.LogPage;
import controlfreak.ui.log.search.LogQuery;
import controlfreak.ui.log.search.LogScan;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A page of older lines around a place of the record, which grows to where one scrolls. Files are read and searched in
 * the background. FX thread only.
 */
public final class LogHistory {
    private static final int MAX_LINES = 20_000;
    private static final long MAX_BYTES = 32L << 20;
    private static final int STEP = 500;

    private final Background background;
    private final LogQuery filter;
    private final LogQuery find;
    private final Consumer<IOException> failed;
    private final LogPage page = new LogPage(MAX_LINES, MAX_BYTES);
    private LogViewport viewport = LogViewport.NONE;
    private List<LogSource> sources = List.of();
    private Function<LogSource, LogScope> scope = source -> LogScope.ALL;
    private boolean busy;
    private boolean atBegin;
    private boolean atEnd;

    /** Of the background alone. */
    private LogRecord record;

    /** @param failed is told why files cannot be read */
    public LogHistory(Executor background, Executor fx, LogQuery filter, LogQuery find, Consumer<IOException> failed) {
        this.background = new Background(background, fx);
        this.filter = filter;
        this.find = find;
        this.failed = failed;
    }

    LogPage page() {
        return page;
    }

    void setViewport(LogViewport newViewport) {
        viewport = newViewport;
    }

    /** Whether the page goes on to the last line that the files had. */
    boolean isAtEnd() {
        return atEnd;
    }

    /** Which record is opened from now on. */
    public void use(List<LogSource> newSources, Function<LogSource, LogScope> newScope) {
        sources = newSources;
        scope = newScope;
    }

    /**
     * Reads the lines around a place.
     *
     * @param key of the line to be in the middle, which may be missing
     * @param shown is told when they are in the page; not where something else was asked for meanwhile
     */
    void open(long key, Runnable shown) {
        List<LogSource> asked = sources;
        Function<LogSource, LogScope> within = scope;
        work(scan -> {
            forget();
            record = LogRecord.open(asked, within);
            record.seek(key);
            LogScan.Result older = scan.before(record, STEP);
            LogScan.Result newer = scan.after(record, STEP);
            return () -> {
                page.lines().replace(joined(older.lines(), newer.lines()));
                page.matches().set(joined(older.found(), newer.found()));
                atBegin = older.ended();
                atEnd = newer.ended();
                shown.run();
            };
        });
    }

    /** Reads on before the first line, unless that is done already. */
    void older() {
        if (!busy && !atBegin && !page.lines().isEmpty()) {
            long first = page.lines().get(0).key();
            work(scan -> {
                record.seek(first);
                LogScan.Result older = scan.before(record, STEP);
                return () -> {
                    atBegin = older.ended();
                    viewport.keep(() -> {
                        int size = page.lines().size() + older.lines().size();
                        page.lines().prepend(older.lines());
                        page.matches().prepend(older.found());
                        page.trim();
                        atEnd &= page.lines().size() == size;
                    });
                };
            });
        }
    }

    /** Reads on after the last line, unless that is done already. */
    void newer() {
        OptionalLong last = page.lines().lastKey();
        if (!busy && !atEnd && last.isPresent()) {
            work(scan -> {
                record.seek(last.getAsLong() + 1);
                LogScan.Result newer = scan.after(record, STEP);
                return () -> {
                    atEnd = newer.ended();
                    viewport.keep(() -> {
                        int size = page.lines().size() + newer.lines().size();
                        page.lines().append(newer.lines());
                        page.matches().append(newer.found());
                        page.trim();
                        atBegin &= page.lines().size() == size;
                    });
                };
            });
        }
    }

    /** Lets go of the files. */
    void close() {
        background.end();
        busy = false;
        page.lines().replace(List.of());
        page.trim();
        background.worker().execute(this::forget);
    }

    private interface Work {
        Runnable read(LogScan scan) throws IOException;
    }

    /** Reads in the background and applies what was read, unless something else was begun meanwhile. */
    private void work(Work work) {
        Background.Turn turn = background.begin();
        busy = true;
        LogScan scan = new LogScan(filter.matcher(), find.matcher(), turn::isOver);
        turn.run(() -> {
            Runnable apply = result(work, scan);
            turn.tell(() -> {
                busy = false;
                apply.run();
            });
        });
    }

    private Runnable result(Work work, LogScan scan) {
        try {
            return work.read(scan);
        } catch (IOException e) {
            return () -> failed.accept(e);
        } catch (TooSlowException e) {
            return () -> (filter.matcher().isPresent() ? filter : find).tooSlow();
        }
    }

    private void forget() {
        if (record != null) {
            LogRecord old = record;
            record = null;
            try {
                old.close();
            } catch (IOException e) {
                background.fx().execute(() -> failed.accept(e));
            }
        }
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
