package controlfreak.engine.service;

import controlfreak.engine.base.Backoff;
import controlfreak.engine.base.Causes;
import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.EngineParts;
import controlfreak.model.RestartPolicy;
import controlfreak.model.status.Retry;
import controlfreak.model.status.ServiceState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What follows once a process of a service has ended by itself: nothing, another one at once or later, or giving up.
 * Engine thread only.
 */
final class Comeback {
    private final ServiceCondition condition;
    private final ProcessSource source;
    private final EngineParts parts;
    private final Supplier<RestartPolicy> policy;
    private final Runnable begin;
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private boolean awaitsSource;
    private int retries;
    private final RecentStarts starts = new RecentStarts();

    /**
     * @param policy the one of now
     * @param begin starts the service again
     */
    Comeback(
            ServiceCondition condition,
            ProcessSource source,
            EngineParts parts,
            Supplier<RestartPolicy> policy,
            Runnable begin) {
        this.condition = condition;
        this.source = source;
        this.parts = parts;
        this.policy = policy;
        this.begin = begin;
    }

    /** Whatever made it fail before is over. */
    void forgetRetries() {
        retries = 0;
    }

    /** Somebody wants it to run: what it did by itself before counts no more. */
    void isWanted() {
        starts.forget();
    }

    /** It is to run again after that one; nobody has wanted that one to end which went with its proxy. */
    void isWantedAfter(Optional<ServiceRun> ended) {
        isWanted();
        if (ended.filter(one -> one.outcome().isOrphaned()).isPresent()) {
            condition.isRestarted();
        }
    }

    /** A process is asked for. */
    void starts() {
        starts.add(parts.loop().now());
    }

    private boolean isAtLimit() {
        return starts.reach(policy.get().startLimit(), parts.loop().now());
    }

    /** Nothing comes by itself any more. */
    void cancel() {
        timer.cancel();
        awaitsSource = false;
    }

    /** Whether another process is to follow one whose source is gone. */
    boolean isToBeRevived(ServiceRun ended) {
        return ended.outcome().isOrphaned()
                && !isAtLimit()
                && (!ended.hasLived() || policy.get().respawnOnFail());
    }

    void after(ServiceRun ended) {
        RunOutcome outcome = ended.outcome();
        boolean normal = outcome.isGood();
        boolean onFail = policy.get().respawnOnFail();
        if (outcome.isGivenUp()) {
            condition.move(ServiceState.FAIL, outcome.words());
        } else if (outcome.isInBackground()) {
            condition.move(ServiceState.FAIL, outcome.words());
        } else if (normal && !policy.get().respawnOnStop()) {
            condition.move(ServiceState.STOPPED, outcome.words());
        } else if ((normal || onFail || !ended.hasLived()) && isAtLimit()) {
            giveUpAtLimit(outcome.words());
        } else if (outcome.isOrphaned()) {
            condition.move(ServiceState.FAIL, outcome.words());
            if (isToBeRevived(ended)) {
                revive(outcome.words());
            }
        } else if (!ended.hasLived()) {
            retryOrGiveUp(outcome.words());
        } else {
            condition.move(normal ? ServiceState.STOPPED : ServiceState.FAIL, outcome.words());
            if (normal || onFail) {
                again();
            }
        }
    }

    private void giveUpAtLimit(String reason) {
        if (condition.state() == ServiceState.RUNNING) {
            condition.move(ServiceState.FAIL, reason);
        }
        condition.move(
                ServiceState.FATAL,
                RecentStarts.gaveUp(reason, policy.get().startLimit().orElseThrow()));
    }

    private void again() {
        condition.isRestarted();
        begin.run();
    }

    private void retryOrGiveUp(String reason) {
        int max = policy.get().maxRetries();
        if (retries >= max) {
            condition.move(ServiceState.FATAL, Causes.gaveUp(reason, max));
            return;
        }
        retries++;
        Duration delay = policy.get().bounded(Backoff.delay(retries, parts.random()));
        condition.willRetry(new Retry(retries, max, parts.loop().now().plus(delay)));
        timer = parts.loop().delay(delay, this::again);
        condition.move(ServiceState.BACKOFF, reason);
    }

    /** Who ran it has died: comes back with that one, or not at all. */
    private void revive(String reason) {
        Optional<Retry> retry = source.comesBack();
        if (source.isThere()) {
            again();
        } else if (retry.isPresent()) {
            condition.willRetry(retry.get());
            awaitsSource = true;
            condition.move(ServiceState.BACKOFF, reason);
        } else {
            condition.hasNothing();
            awaitsSource = false;
            condition.move(ServiceState.FATAL, reason);
            source.settled(false);
        }
    }

    /** The source is there again, and with it a process can be had. */
    void sourceIsBack() {
        if (awaitsSource) {
            again();
        }
    }

    /** The source has failed again. */
    void sourceHasFailed(String reason) {
        if (awaitsSource) {
            revive(reason);
        }
    }
}
