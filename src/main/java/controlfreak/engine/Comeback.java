package controlfreak.engine;

import controlfreak.model.Retry;
import controlfreak.model.ServiceState;
import java.time.Duration;

/**
 * What follows once a process of a service has ended by itself: nothing, another one at once or later, or giving up.
 * Engine thread only.
 */
final class Comeback {
    private final ServiceLife life;
    private final ServiceCondition condition;
    private final ProcessSource source;
    private final EngineParts parts;
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private boolean awaitsProxy;
    private int retries;

    Comeback(ServiceLife life, ServiceCondition condition, ProcessSource source, EngineParts parts) {
        this.life = life;
        this.condition = condition;
        this.source = source;
        this.parts = parts;
    }

    /** Whether it comes when the proxy does. */
    boolean awaitsProxy() {
        return awaitsProxy;
    }

    /** Whatever made it fail before is over. */
    void forgetRetries() {
        retries = 0;
    }

    /** Nothing comes by itself any more. */
    void cancel() {
        timer.cancel();
        awaitsProxy = false;
    }

    void after(ServiceRun ended) {
        boolean normal = ended.endedWell();
        boolean onFail = life.spec().restart().respawnOnFail();
        if (ended.isOrphaned()) {
            condition.move(ServiceState.FAIL, ended.words());
            if (!ended.hasLived() || onFail) {
                source.revive(life, ended.words());
            }
        } else if (normal && !life.spec().restart().respawnOnStop()) {
            condition.move(ServiceState.STOPPED, ended.words());
        } else if (!ended.hasLived()) {
            retryOrGiveUp(ended.words());
        } else {
            condition.move(normal ? ServiceState.STOPPED : ServiceState.FAIL, ended.words());
            if (normal || onFail) {
                again();
            }
        }
    }

    private void again() {
        condition.isRestarted();
        life.begin();
    }

    private void retryOrGiveUp(String reason) {
        int max = life.spec().restart().maxRetries();
        if (retries >= max) {
            condition.move(ServiceState.FATAL, Causes.gaveUp(reason, max));
            return;
        }
        retries++;
        Duration delay = Backoff.delay(retries, parts.random());
        condition.willRetry(new Retry(retries, max, parts.loop().now().plus(delay)));
        timer = parts.loop().delay(delay, this::again);
        condition.move(ServiceState.BACKOFF, reason);
    }

    /** The proxy will be back at that time. */
    void awaitProxy(Retry comesBack, String reason) {
        condition.willRetry(comesBack);
        awaitsProxy = true;
        condition.move(ServiceState.BACKOFF, reason);
    }

    /** The proxy is back, and with it a process can be had. */
    void proxyIsBack() {
        if (awaitsProxy) {
            again();
        }
    }

    /** There is no way back to a process. */
    void giveUp(String reason) {
        condition.hasNothing();
        awaitsProxy = false;
        condition.move(ServiceState.FATAL, reason);
        source.settled(life);
    }
}
