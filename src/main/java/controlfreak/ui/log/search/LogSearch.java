package controlfreak.ui.log.search;

import controlfreak.log.text.SearchBudget.TooSlowException;
import controlfreak.ui.log.lines.LogEntry;
import controlfreak.ui.log.lines.LogRecord;
import controlfreak.ui.log.lines.LogScope;
import controlfreak.ui.log.lines.LogSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Searches the files of the selected sources from their beginning to their end, a slice at a time, so that new lines are
 * still shown meanwhile; and looks where they begin. A new search ends the one before. FX thread only.
 */
public final class LogSearch {
    /** A slice is so short that a key pressed meanwhile is answered at once. */
    private static final Duration SLICE = Duration.ofMillis(50);

    /** Hears of a search. */
    public interface Listener {
        /** Is told the time of the first line of all, after {@link LogSearch#look}. */
        void begins(Optional<Instant> begin);

        /**
         * Is told after each slice.
         *
         * @param found the keys of lines that were found in it, rising
         * @param passed the keys of lines that passed the filter, found or not, rising
         * @param goesOn whether more slices follow
         */
        void searched(long[] found, long[] passed, boolean goesOn);

        void failed(IOException e);

        void tooSlow();
    }

    private final Executor background;
    private final Executor fx;
    private final Listener listener;
    private final AtomicInteger generation = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();

    public LogSearch(Executor background, Executor fx, Listener listener) {
        this.background = background;
        this.fx = fx;
        this.listener = listener;
    }

    /** Ends the search that is under way, if any: nothing more is heard of it. */
    void stop() {
        generation.incrementAndGet();
    }

    /** Looks where the files begin. */
    public void look(List<LogSource> sources, Function<LogSource, LogScope> scope) {
        int started = looks.incrementAndGet();
        background.execute(() -> {
            try (LogRecord record = LogRecord.open(sources, scope)) {
                Optional<Instant> begin = record.begin();
                fx.execute(() -> {
                    if (looks.get() == started) {
                        listener.begins(begin);
                    }
                });
            } catch (IOException e) {
                fx.execute(() -> listener.failed(e));
            }
        });
    }

    /** Searches; with neither filter nor text to find there is nothing to do. */
    public void start(List<LogSource> sources, Function<LogSource, LogScope> scope, LogQuery filter, LogQuery find) {
        stop();
        if (filter.matcher().isPresent() || find.matcher().isPresent()) {
            int started = generation.get();
            LogScan scan = new LogScan(filter.matcher(), find.matcher(), () -> generation.get() != started);
            background.execute(() -> open(sources, scope, scan));
        }
    }

    private void open(List<LogSource> sources, Function<LogSource, LogScope> scope, LogScan scan) {
        try {
            slice(LogRecord.open(sources, scope), scan);
        } catch (IOException e) {
            tell(scan, () -> listener.failed(e));
        }
    }

    private void slice(LogRecord record, LogScan scan) {
        boolean goesOn = false;
        try {
            if (!scan.isOff().getAsBoolean()) {
                LogScan.Result result = scan.slice(record, SLICE);
                boolean more = !result.ended();
                long[] passed = result.lines().stream().mapToLong(LogEntry::key).toArray();
                long[] found = result.found().stream().mapToLong(LogMatch::key).toArray();
                tell(scan, () -> listener.searched(found, passed, more));
                if (more) {
                    background.execute(() -> slice(record, scan));
                    goesOn = true;
                }
            }
        } catch (IOException e) {
            tell(scan, () -> listener.failed(e));
        } catch (TooSlowException e) {
            tell(scan, listener::tooSlow);
        } finally {
            if (!goesOn) {
                close(record, scan);
            }
        }
    }

    private void close(LogRecord record, LogScan scan) {
        try {
            record.close();
        } catch (IOException e) {
            tell(scan, () -> listener.failed(e));
        }
    }

    private void tell(LogScan scan, Runnable news) {
        fx.execute(() -> {
            if (!scan.isOff().getAsBoolean()) {
                news.run();
            }
        });
    }
}
