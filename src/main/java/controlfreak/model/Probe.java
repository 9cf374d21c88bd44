package controlfreak.model;

import java.time.Duration;

/**
 * A check that is made again and again. Immutable; any thread.
 *
 * @param every how long after one answer the next is asked for, 0.1 s to 1 h
 * @param timeout how long an answer may take before it counts as a failure, 0.1 s to 1 h
 */
public record Probe(Check check, Duration every, Duration timeout) {
    public static final Duration MIN = Duration.ofMillis(100);
    public static final Duration MAX = Duration.ofHours(1);
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    public Probe {
        require(every, "The time between two checks");
        require(timeout, "The time for an answer");
    }

    private static void require(Duration time, String what) {
        if (time.compareTo(MIN) < 0 || time.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(what + " is between 0.1 and 3600 seconds.");
        }
    }
}
