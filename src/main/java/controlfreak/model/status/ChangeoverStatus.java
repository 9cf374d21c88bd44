package controlfreak.model.status;

import java.time.Instant;

/**
 * How far a proxy is whose workers are moved over to another memory to fork from. Immutable; any thread.
 *
 * @param since when it came into its phase
 * @param moved those that are moved over, or back
 */
public record ChangeoverStatus(Kind kind, Phase phase, Instant since, RollingStatus moved) {
    /** Whether it can still be cancelled. */
    public boolean isCancellable() {
        return phase == Phase.PREPARING || phase == Phase.MOVING;
    }

    /** What they are moved to. */
    public enum Kind {
        /** A new process of the proxy, which has loaded the application anew. */
        RECYCLE,
        /** A warmed-up worker, which the proxy forks from now. */
        REFORK
    }

    /** What is under way. */
    public enum Phase {
        /** The new process loads, or the worker becomes a template. No worker is touched yet. */
        PREPARING,
        /** The workers are restarted from it, one after the other. */
        MOVING,
        /** All are moved; the process before ends. */
        FINISHING,
        /** It failed or was cancelled: those that were moved are moved back, one after the other. */
        GOING_BACK
    }
}
