package controlfreak.engine.base;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

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

    /** Hands a request to the engine's thread; the stage completes as the request says, and fails where that throws. */
    default <T> CompletionStage<T> ask(Consumer<CompletableFuture<T>> request) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        run(() -> {
            try {
                request.accept(stage);
            } catch (RuntimeException | Error bug) {
                RefusedException.refuse(stage, Phrases.INTERNAL_ERROR);
                throw bug;
            }
        });
        return stage.minimalCompletionStage();
    }

    /** By a clock that nobody sets: what lies between two of them is the time that has passed. */
    Instant now();
}
