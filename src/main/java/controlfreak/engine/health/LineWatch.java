package controlfreak.engine.health;

import controlfreak.engine.base.EngineLoop;
import controlfreak.log.Log;
import controlfreak.log.LogLine;
import controlfreak.log.text.LogText;
import controlfreak.log.text.SearchBudget;
import controlfreak.log.text.SearchBudget.TooSlowException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for a line in a log, among those that come from now on, as the log pane shows them. Engine thread only; lines
 * are matched on another.
 *
 * <p>It looks now and then rather than at each line, so that a flood of lines holds up neither the engine nor the
 * pipes; and no longer than some milliseconds at once, so that an expression that takes ages holds up no other watch.
 */
final class LineWatch {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int LINES_A_LOOK = 1000;
    private static final long STEPS_A_LOOK = 10_000_000;

    private final Log log;
    private final EngineLoop loop;
    private final Executor matching;
    private final Pattern pattern;
    private final Runnable found;
    private final Consumer<String> trouble;
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private boolean ended;
    private long next;

    /** @param next the line to go on from */
    private record Look(boolean found, boolean tooSlow, boolean more, long next) {}

    /**
     * @param matching where lines are matched; one look after the other
     * @param found is told once
     * @param trouble hears, in a short phrase, why a line could not be looked at
     */
    LineWatch(Log log, EngineLoop loop, Executor matching, String pattern, Runnable found, Consumer<String> trouble) {
        this.log = log;
        this.loop = loop;
        this.matching = matching;
        this.pattern = Pattern.compile(pattern);
        this.found = found;
        this.trouble = trouble;
        next = log.end();
    }

    void look() {
        long from = next;
        matching.execute(() -> {
            Look look = lookFrom(from);
            loop.run(() -> looked(look));
        });
    }

    private void looked(Look look) {
        if (ended) {
            return;
        }
        if (look.found()) {
            found.run();
            return;
        }
        if (look.tooSlow()) {
            trouble.accept("its expression takes too long; simplify it");
        }
        next = look.next();
        timer = loop.delay(look.more() && !look.tooSlow() ? Duration.ZERO : PAUSE, this::look);
    }

    /** On the thread for matching. */
    private Look lookFrom(long from) {
        SearchBudget budget = new SearchBudget(STEPS_A_LOOK);
        List<LogLine> lines = log.from(from, LINES_A_LOOK);
        boolean tooSlow = false;
        long after = from;
        for (LogLine line : lines) {
            try {
                if (matches(line, budget)) {
                    return new Look(true, false, false, after);
                }
            } catch (TooSlowException e) {
                tooSlow = true;
            }
            after = line.sequence() + 1;
            if (budget.isUsedUp()) {
                return new Look(false, true, true, after);
            }
        }
        if (lines.size() == LINES_A_LOOK) {
            return new Look(false, tooSlow, true, after);
        }
        return lookAtUnfinished(budget, tooSlow, after);
    }

    /** A line that waits for an answer, or that dots are added to, may never end. */
    private Look lookAtUnfinished(SearchBudget budget, boolean tooSlow, long after) {
        try {
            boolean isFound = log.unfinished().stream().anyMatch(line -> matches(line, budget));
            return new Look(isFound, tooSlow, false, after);
        } catch (TooSlowException e) {
            return new Look(false, true, false, after);
        }
    }

    private boolean matches(LogLine line, SearchBudget budget) {
        return !line.stream().isPanel() && budget.search(pattern, LogText.clean(line.text()), Matcher::find);
    }

    void end() {
        ended = true;
        timer.cancel();
    }
}
