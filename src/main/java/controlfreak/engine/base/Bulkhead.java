package controlfreak.engine.base;

import controlfreak.model.Bugs;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps a bug in what is done for one service or proxy from all others: it is told, and whom it was done for fails with
 * a sentence. Engine thread only, but for {@link #around}.
 */
public final class Bulkhead {
    private final Runnable broken;

    /** @param broken is told of each bug; may throw another */
    public Bulkhead(Runnable broken) {
        this.broken = broken;
    }

    /** Does something for its owner. */
    public void run(Runnable task) {
        run(task, Bulkhead::nobodyAsked);
    }

    /** The same at somebody's request, which fails with the bug unless it is answered. */
    public void run(CompletableFuture<?> stage, Runnable task) {
        run(task, () -> RefusedException.refuse(stage, Phrases.INTERNAL_ERROR));
    }

    private void run(Runnable task, Runnable refuse) {
        try {
            task.run();
        } catch (RuntimeException | Error bug) {
            Bugs.tell(bug);
            Bugs.guarded(broken).run();
            refuse.run();
        }
    }

    private static void nobodyAsked() {}

    /** A loop whose tasks are done for its owner. Any thread. */
    public EngineLoop around(EngineLoop loop) {
        return new EngineLoop() {
            @Override
            public void run(Runnable task) {
                loop.run(() -> Bulkhead.this.run(task));
            }

            @Override
            public Delayed delay(Duration time, Runnable task) {
                return loop.delay(time, () -> Bulkhead.this.run(task));
            }

            @Override
            public Instant now() {
                return loop.now();
            }
        };
    }
}
