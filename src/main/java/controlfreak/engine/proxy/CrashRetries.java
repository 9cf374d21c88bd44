package controlfreak.engine.proxy;

import controlfreak.engine.base.Backoff;
import controlfreak.engine.base.Causes;
import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.EngineParts;
import controlfreak.model.RestartPolicy;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.Retry;
import controlfreak.process.LaunchException;
import java.time.Duration;

/** When a proxy that crashed is run again, later each time, until it has been tried often enough. Engine thread only. */
final class CrashRetries {
    static final int MAX = RestartPolicy.DEFAULT.maxRetries();

    private final EngineParts parts;
    private final ProxyCondition condition;
    private final ProxyServices services;
    private final Runnable launch;
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private int retries;

    /** @param launch is run when it is time */
    CrashRetries(EngineParts parts, ProxyCondition condition, ProxyServices services, Runnable launch) {
        this.parts = parts;
        this.condition = condition;
        this.services = services;
        this.launch = launch;
    }

    /** Whatever made it crash before is over. */
    void forget() {
        retries = 0;
    }

    /** It ended, or did not start, without being asked to end: comes back after a while, if that is wished. */
    void crashed(String reason) {
        boolean givesUp = services.wantRevival() && !schedule();
        condition.move(ProxyState.FAIL, givesUp ? Causes.gaveUp(reason, MAX) : reason);
        services.proxyCrashed("proxy stopped: " + reason);
    }

    /** It could not be started, which is tried again like a crash where that may go well. */
    void refused(LaunchException refusal) {
        if (refusal.isForGood()) {
            condition.move(ProxyState.FAIL, refusal.getMessage() + " It is not tried again by itself.");
            services.proxyCrashed("proxy stopped: " + refusal.getMessage());
        } else {
            crashed(refusal.getMessage());
        }
    }

    private void comeBack() {
        condition.willNotRetry();
        if (services.wantRevival()) {
            condition.isRestarted();
            launch.run();
        }
    }

    private boolean schedule() {
        if (retries >= MAX) {
            return false;
        }
        retries++;
        Duration delay = Backoff.delay(retries, parts.random());
        condition.willRetry(new Retry(retries, MAX, parts.loop().now().plus(delay)));
        timer = parts.loop().delay(delay, this::comeBack);
        return true;
    }

    /** No restart is due any more. */
    void cancel() {
        timer.cancel();
        condition.willNotRetry();
    }
}
