package controlfreak.engine;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.RefusedException;
import controlfreak.engine.order.Rolling;
import controlfreak.engine.service.ServiceLife;
import controlfreak.model.status.RollingStatus;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A rolling restart that was asked for: see {@link Controller#restartRolling}. Any thread; nothing blocks. */
public final class RollingRestart {
    private final EngineLoop loop;
    private final CompletableFuture<RollingStatus> outcome = new CompletableFuture<>();
    private final Rolling rolling;
    private volatile RollingStatus status = RollingStatus.NONE;

    RollingRestart(EngineLoop loop, Collection<ServiceLife> lives, Consumer<RollingStatus> listener) {
        this.loop = loop;
        rolling = new Rolling(loop, lives, life -> true, now -> tell(now, listener), this::ended);
    }

    void begin() {
        loop.run(rolling::begin);
    }

    private void tell(RollingStatus now, Consumer<RollingStatus> listener) {
        status = now;
        listener.accept(now);
    }

    private void ended(Optional<Rolling.Failure> failure) {
        failure.ifPresentOrElse(
                first -> RefusedException.refuse(outcome, first.reason()), () -> outcome.complete(status));
    }

    public RollingStatus status() {
        return status;
    }

    /**
     * Completes once all are up again, but for those that were passed over; fails at the first that does not come up, with
     * the cause, or when it is cancelled.
     */
    public CompletionStage<RollingStatus> outcome() {
        return outcome.minimalCompletionStage();
    }

    /** Begins no further restart; the one under way goes on. Too late once it is over. */
    public void cancel() {
        loop.run(() -> {
            rolling.cancel();
            RefusedException.refuse(
                    outcome, "Stopped after " + status.restarted() + " of " + status.all() + " services.");
        });
    }
}
