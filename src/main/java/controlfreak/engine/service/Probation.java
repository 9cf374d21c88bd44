package controlfreak.engine.service;

import controlfreak.engine.base.EngineLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** The time that a process must have lived to count as running. One use; engine thread only. */
final class Probation {
    /** How often it is asked whether what else it waits for is there. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final EngineLoop loop;
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private boolean passed;

    Probation(EngineLoop loop) {
        this.loop = loop;
    }

    /**
     * Begins it.
     *
     * @param since when the process has begun
     * @param isOpen whether it goes on though the time is over
     * @param over is run once it is passed
     */
    void begin(Duration time, Instant since, BooleanSupplier isOpen, Runnable over) {
        Duration left = Duration.between(loop.now(), since.plus(time));
        await(left.isNegative() ? Duration.ZERO : left, isOpen, over);
    }

    private void await(Duration time, BooleanSupplier isOpen, Runnable over) {
        timer = loop.delay(time, () -> {
            if (isOpen.getAsBoolean()) {
                await(PAUSE, isOpen, over);
            } else {
                passed = true;
                over.run();
            }
        });
    }

    boolean isPassed() {
        return passed;
    }

    /** It is not passed any more, unless it was. */
    void cancel() {
        timer.cancel();
    }
}
