package controlfreak.ui.log.search;

import controlfreak.log.text.SearchBudget.TooSlowException;
import controlfreak.ui.fx.Background;
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

    private final Background searches;
    private final Background looks;
    private final Listener listener;

    public LogSearch(Executor background, Executor fx, Listener listener) {
        searches = new Background(background, fx);
        looks = new Background(background, fx);
        this.listener = listener;
    }

    /** Ends the search that is under way, if any: nothing more is heard of it. */
    void stop() {
        searches.end();
    }

    /** Looks where the files begin. */
    public void look(List<LogSource> sources, Function<LogSource, LogScope> scope) {
        Background.Turn turn = looks.begin();
        turn.run(() -> {
            try (LogRecord record = LogRecord.open(sources, scope)) {
                Optional<Instant> begin = record.begin();
                turn.tell(() -> listener.begins(begin));
            } catch (IOException e) {
                turn.tell(() -> listener.failed(e));
            }
        });
    }

    /** Searches; with neither filter nor text to find there is nothing to do. */
    public void start(List<LogSource> sources, Function<LogSource, LogScope> scope, LogQuery filter, LogQuery find) {
        stop();
        if (filter.matcher().isPresent() || find.matcher().isPresent()) {
            Background.Turn turn = searches.begin();
            LogScan scan = new LogScan(filter.matcher(), find.matcher(), turn::isOver);
            turn.run(() -> open(sources, scope, scan, turn));
        }
    }

    private void open(
            List<LogSource> sources, Function<LogSource, LogScope> scope, LogScan scan, Background.Turn turn) {
        try {
            slice(LogRecord.open(sources, scope), scan, turn);
        } catch (IOException e) {
            turn.tell(() -> listener.failed(e));
        }
    }

    private void slice(LogRecord record, LogScan scan, Background.Turn turn) {
        boolean goesOn = false;
        try {
            if (!turn.isOver()) {
                LogScan.Result result = scan.slice(record, SLICE);
                boolean more = !result.ended();
                long[] passed = result.lines().stream().mapToLong(LogEntry::key).toArray();
                long[] found = result.found().stream().mapToLong(LogMatch::key).toArray();
                turn.tell(() -> listener.searched(found, passed, more));
                if (more) {
                    turn.run(() -> slice(record, scan, turn));
                    goesOn = true;
                }
            }
        } catch (IOException e) {
            turn.tell(() -> listener.failed(e));
        } catch (TooSlowException e) {
            turn.tell(listener::tooSlow);
        } finally {
            if (!goesOn) {
                close(record, turn);
            }
        }
    }

    private void close(LogRecord record, Background.Turn turn) {
        try {
            record.close();
        } catch (IOException e) {
            turn.tell(() -> listener.failed(e));
        }
    }
}
