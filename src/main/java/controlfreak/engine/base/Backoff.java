package controlfreak.engine.base;

import java.time.Duration;
import java.util.function.IntUnaryOperator;

/** How long to wait before a start is tried again: the rule of the ControlFreak manual. Pure; any thread. */
public final class Backoff {
    private static final Duration UNIT = Duration.ofMillis(300);

    private Backoff() {}

    /**
     * The delay before a retry: 0.3 s × (1 + a random integer in [0, 2n−1)).
     *
     * @param retry which retry this is, n, from 1
     * @param random gives an integer from 0 up to, and without, its argument
     */
    public static Duration delay(int retry, IntUnaryOperator random) {
        return UNIT.multipliedBy(1L + random.applyAsInt(2 * retry - 1));
    }
}
