package controlfreak.ui.workspace;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Takes work that blocks on files away from the FX thread, and its results back.
 *
 * @param files where the work is done; one thread
 * @param fx how results come back to the FX thread
 */
public record FileThread(Executor files, Executor fx) {
    /** Does the work; the stage completes on the FX thread. */
    <T> CompletionStage<T> call(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        files.execute(() -> {
            try {
                T value = work.call();
                fx.execute(() -> result.complete(value));
            } catch (Exception e) {
                fx.execute(() -> result.completeExceptionally(e));
            }
        });
        return result;
    }
}
