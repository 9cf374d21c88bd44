package controlfreak.engine;

import controlfreak.model.ServiceId;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceStatus;

/** Hears of every change of a status, in order. Called on the engine's thread; must not block. */
public interface StatusListener {
    void serviceChanged(ServiceStatus status);

    void serviceRemoved(ServiceId id);

    void proxyChanged(ProxyStatus status);

    void proxyRemoved(String name);
}
