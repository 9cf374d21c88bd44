package controlfreak.engine;

import java.time.Duration;
import java.time.Instant;

/** The one thread that owns the engine's state: runs tasks one after the other, now or later. Any thread may call it. */
public interface EngineLoop {
    /** A task that was put off. */
    interface Delayed {
        /** A task that will never run, so that there is always one to cancel. */
        Delayed NONE = () -> {};

        /** Drops the task where it has not begun. On the engine's thread it is certain that it will not run then. */
        void cancel();
    }

    /** Runs a task after those already queued. What a task throws is logged; the loop goes on. */
    void run(Runnable task);

    /** Runs a task once a time has passed. */
    Delayed delay(Duration time, Runnable task);

    /** The time of day, for people. */
    Instant now();
}
