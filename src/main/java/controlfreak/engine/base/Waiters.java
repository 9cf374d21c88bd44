package controlfreak.engine.base;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Who waits for a state to be reached. Engine thread only.
 *
 * @param <S> the snapshot that is waited with
 */
final class Waiters<S> {
    private record Waiter<S>(CompletableFuture<S> stage, Predicate<S> reached, Predicate<S> missed) {}

    private final List<Waiter<S>> waiters = new ArrayList<>();

    /**
     * Completes a stage at the first snapshot that is what was asked for, fails it at the first that rules it out.
     */
    void add(CompletableFuture<S> stage, Predicate<S> reached, Predicate<S> missed) {
        waiters.add(new Waiter<>(stage, reached, missed));
    }

    /** Looks at a new snapshot; {@code reason} words why those who wait in vain do so. */
    void tell(S snapshot, String reason) {
        waiters.removeIf(waiter -> waiter.stage().isDone());
        for (Waiter<S> waiter : List.copyOf(waiters)) {
            if (waiter.reached().test(snapshot)) {
                waiters.remove(waiter);
                waiter.stage().complete(snapshot);
            } else if (waiter.missed().test(snapshot)) {
                waiters.remove(waiter);
                waiter.stage().completeExceptionally(new RefusedException(reason));
            }
        }
    }

    /** Nothing will be reached any more. */
    void refuseAll(String reason) {
        List<Waiter<S>> all = List.copyOf(waiters);
        waiters.clear();
        all.forEach(waiter -> waiter.stage().completeExceptionally(new RefusedException(reason)));
    }
}
