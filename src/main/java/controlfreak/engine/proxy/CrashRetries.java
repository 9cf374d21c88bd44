package controlfreak.engine.proxy;

import controlfreak.engine.base.Backoff;
import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.EngineParts;
import controlfreak.model.RestartPolicy;
import controlfreak.model.Retry;
import java.time.Duration;

/** When a proxy that crashed is run again, later each time, until it has been tried often enough. Engine thread only. */
final class CrashRetries {
    static final int MAX = RestartPolicy.DEFAULT.maxRetries();

    private final EngineParts parts;
    private final ProxyCondition condition;
    private final Runnable comeBack;
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private int retries;

    /** @param comeBack is run when it is time */
    CrashRetries(EngineParts parts, ProxyCondition condition, Runnable comeBack) {
        this.parts = parts;
        this.condition = condition;
        this.comeBack = comeBack;
    }

    /** Whatever made it crash before is over. */
    void forget() {
        retries = 0;
    }

    /** Has it come back after a while; false where it was tried often enough. */
    boolean schedule() {
        if (retries >= MAX) {
            return false;
        }
        retries++;
        Duration delay = Backoff.delay(retries, parts.random());
        condition.willRetry(new Retry(retries, MAX, parts.loop().now().plus(delay)));
        timer = parts.loop().delay(delay, comeBack);
        return true;
    }

    /** No restart is due any more. */
    void cancel() {
        timer.cancel();
        condition.willNotRetry();
    }
}
