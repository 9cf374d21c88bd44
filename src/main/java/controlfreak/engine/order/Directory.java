package controlfreak.engine.order;

import controlfreak.engine.service.ServiceLife;
import controlfreak.model.status.ProxyStatus;
import java.util.List;
import java.util.Optional;

/** What services and proxies there are by name, for those who wait for them, or want them run. Engine thread only. */
public interface Directory {
    /** The processes of a service, those that are leaving too; none where there is no service of that name. */
    List<ServiceLife> processesOf(String service);

    /** How a proxy is; empty where there is none of that name. */
    Optional<ProxyStatus> proxy(String name);

    /** Runs a proxy where there is one of that name and it is down. */
    void runProxy(String name);

    /** Runs the proxy of a service where it has one, and that is down and does not run by itself. */
    void runProxyOf(ServiceLife life);
}
