package controlfreak.ui.fx;

import java.time.Duration;
import javafx.beans.value.ObservableBooleanValue;

/**
 * Runs a task that was asked for as soon as its result is wanted, but at most once in a while: for what is dear to show
 * and may change at any time, seen or not. FX thread only.
 */
public final class Throttle {
    private final Duration gap;
    private final ObservableBooleanValue wanted;
    private final StatusFeed.Later later;
    private final Runnable task;
    private boolean due;
    private boolean resting;

    /**
     * @param gap how long it rests after each run
     * @param wanted whether somebody looks at the result; what was asked for before is done when somebody does
     */
    public Throttle(Duration gap, ObservableBooleanValue wanted, StatusFeed.Later later, Runnable task) {
        this.gap = gap;
        this.wanted = wanted;
        this.later = later;
        this.task = task;
        wanted.addListener(observable -> runIfDue());
    }

    /** Asks for a run, now or when the time has come. */
    public void request() {
        due = true;
        runIfDue();
    }

    private void runIfDue() {
        if (due && !resting && wanted.get()) {
            due = false;
            resting = true;
            later.run(gap, () -> {
                resting = false;
                runIfDue();
            });
            task.run();
        }
    }
}
