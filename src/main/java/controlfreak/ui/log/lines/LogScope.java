package controlfreak.ui.log.lines;

import java.time.Instant;

/**
 * The times between which lines are shown. Immutable; any thread.
 *
 * @param from the first, included
 * @param to the last, included
 */
public record LogScope(Instant from, Instant to) {
    public static final LogScope ALL = new LogScope(Instant.MIN, Instant.MAX);

    public static LogScope from(Instant from) {
        return new LogScope(from, Instant.MAX);
    }

    /** What is in both. */
    public LogScope and(LogScope other) {
        return new LogScope(later(from, other.from), later(to, other.to).equals(to) ? other.to : to);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
