package controlfreak.engine;

import controlfreak.model.ChangeoverStatus;
import controlfreak.protocol.ProxyMessage;
import java.util.Optional;

/**
 * The services of a proxy are moved over to another memory to fork from, one after the other, or back where that fails.
 * One at a time for each proxy. Engine thread only; tells {@link Changeovers} once when it is over, unless it
 * was abandoned.
 */
interface Changeover {
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

    /** Has it go back; the answer is why that is too late, empty where it is not. */
    Optional<String> cancel();

    /** Does nothing more: the proxy itself is shut down, or is gone. */
    void abandon(String reason);
}
