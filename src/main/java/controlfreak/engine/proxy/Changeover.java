package controlfreak.engine.proxy;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.service.ServiceLife;
import controlfreak.log.RecordedLog;
import controlfreak.model.status.ChangeoverStatus;
import controlfreak.model.status.ChangeoverStatus.Kind;
import controlfreak.model.status.ChangeoverStatus.Phase;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.RollingStatus;
import controlfreak.protocol.ProxyMessage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The services of a proxy are moved over to another memory to fork from, one after the other, or back where that fails.
 * One at a time for each proxy. Engine thread only; tells its {@link Host} once when it is over, unless it was
 * abandoned.
 */
interface Changeover {
    /** What it asks of its proxy, and tells it. Engine thread only. */
    interface Host {
        EngineLoop loop();

        RecordedLog log();

        /** The services that have a process of that one's, or were promised one. */
        List<ServiceLife> runBy(ProxyProcess process);

        /** Does something once all services that are on their way now have come up, or have failed to. */
        void whenSettled(Runnable then);

        /** That process takes all starts from now on. */
        void forkFrom(ProxyProcess process);

        void progressed(Kind kind, Phase phase, RollingStatus moved);

        /** It has come to its end; the stage completes. */
        void isOver(CompletableFuture<ProxyStatus> stage);

        /** It has come to nothing, all is as before; the stage fails with the reason, a short phrase. */
        void hasFailed(Kind kind, String reason, CompletableFuture<ProxyStatus> stage);
    }

    ChangeoverStatus.Kind kind();

    void begin();

    /** A process of the proxy has said something. */
    void said(ProxyProcess reporter, ProxyMessage message);

    /** The process that is to take the starts where this one, which takes them now, has ended. */
    Optional<ProxyProcess> heirOf(ProxyProcess dead);

    /** A process that takes no starts has ended; its services were given to the one that does. */
    void exited(ProxyProcess dead);

    /** The whole group of a process that takes no starts is gone. */
    void gone(ProxyProcess dead);

    /** A service has come up, or is down. */
    void serviceHasSettled();

    /** Has it go back where it is not too late for that. */
    boolean cancel();

    /** Does nothing more: the proxy itself is shut down, or is gone. */
    void abandon(String reason);
}
