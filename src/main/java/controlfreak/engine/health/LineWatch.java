package controlfreak.engine.health;

import controlfreak.engine.base.EngineLoop;
import controlfreak.log.Log;
import controlfreak.log.LogLine;
import controlfreak.log.SteppedText;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Looks for a line in a log, among those that come from now on. Engine thread only.
 *
 * <p>It looks now and then rather than at each line, so that a flood of lines holds up neither the engine nor the
 * pipes.
 */
final class LineWatch {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int LINES_A_LOOK = 1000;

    private final Log log;
    private final EngineLoop loop;
    private final Pattern pattern;
    private final Runnable found;
    private final Consumer<String> trouble;
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private long next;

    /**
     * @param found is told once
     * @param trouble hears, in a short phrase, why a line could not be looked at
     */
    LineWatch(Log log, EngineLoop loop, String pattern, Runnable found, Consumer<String> trouble) {
        this.log = log;
        this.loop = loop;
        this.pattern = Pattern.compile(pattern);
        this.found = found;
        this.trouble = trouble;
        next = log.end();
    }

    void look() {
        List<LogLine> lines = log.from(next, LINES_A_LOOK);
        if (lines.stream().anyMatch(this::matches)) {
            found.run();
            return;
        }
        if (!lines.isEmpty()) {
            next = lines.get(lines.size() - 1).sequence() + 1;
        }
        timer = loop.delay(lines.size() < LINES_A_LOOK ? PAUSE : Duration.ZERO, this::look);
    }

    private boolean matches(LogLine line) {
        if (line.stream().isPanel()) {
            return false;
        }
        try {
            return pattern.matcher(new SteppedText(line.text())).find();
        } catch (SteppedText.UsedUpException | StackOverflowError e) {
            // Java's engine recurses for some repetitions; both are the expression's doing.
            trouble.accept("looking for its line takes too long; simplify the expression");
            return false;
        }
    }

    void end() {
        timer.cancel();
    }
}
