package controlfreak.ui.fx;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes work that lasts away from the FX thread, and what comes of it back, unless it is outdated by then. FX thread
 * only, but for what a turn says.
 */
public final class Background {
    private final Executor worker;
    private final Executor fx;
    private final AtomicInteger turns = new AtomicInteger();

    /**
     * @param worker where the work is done
     * @param fx how results come back to the FX thread
     */
    public Background(Executor worker, Executor fx) {
        this.worker = worker;
        this.fx = fx;
    }

    /** Where the work is done. */
    public Executor worker() {
        return worker;
    }

    /** How results come back to the FX thread. */
    public Executor fx() {
        return fx;
    }

    /** Does the work; the stage completes on the FX thread. */
    public <T> CompletionStage<T> call(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        worker.execute(() -> {
            try {
                T value = work.call();
                fx.execute(() -> result.complete(value));
            } catch (Exception | Error problem) {
                fx.execute(() -> result.completeExceptionally(problem));
            }
        });
        return result;
    }

    /** Begins something that outdates all that was begun before. */
    public Turn begin() {
        return new Turn(turns.incrementAndGet());
    }

    /** Outdates what was begun. */
    public void end() {
        turns.incrementAndGet();
    }

    /** Something that is worth telling until something newer is begun. Any thread. */
    public final class Turn {
        private final int number;

        private Turn(int number) {
            this.number = number;
        }

        public boolean isOver() {
            return turns.get() != number;
        }

        /** Does a part of the work. */
        public void run(Runnable work) {
            worker.execute(work);
        }

        /** Tells news on the FX thread, unless they are outdated by then. */
        public void tell(Runnable news) {
            fx.execute(() -> {
                if (!isOver()) {
                    news.run();
                }
            });
        }
    }
}
