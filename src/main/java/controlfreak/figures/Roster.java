package controlfreak.figures;

import controlfreak.engine.Controller;
import controlfreak.engine.Proxy;
import controlfreak.engine.Service;
import controlfreak.model.ProxyStatus;
import controlfreak.model.ServiceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that lives at one moment. Immutable; any thread.
 *
 * @param live processes; a proxy's before those that it forked
 * @param proxies the proxies that there are, whether they live or not
 */
public record Roster(List<LiveProcess> live, Set<String> proxies) {
    public Roster {
        live = List.copyOf(live);
        proxies = Set.copyOf(proxies);
    }

    /** What the engine says lives now. */
    public static Roster of(Controller controller) {
        List<LiveProcess> live = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Proxy proxy : controller.proxies()) {
            ProxyStatus status = proxy.status();
            names.add(status.name());
            status.pid()
                    .ifPresent(pid -> live.add(new LiveProcess(
                            new Subject.OfProxy(status.name()),
                            Optional.of(status.name()),
                            pid,
                            status.startedAt().orElse(Instant.EPOCH))));
        }
        for (Service service : controller.services()) {
            ServiceStatus status = service.status();
            status.pid()
                    .ifPresent(pid -> live.add(new LiveProcess(
                            new Subject.OfService(status.id()),
                            service.proxy(),
                            pid,
                            status.startedAt().orElse(Instant.EPOCH))));
        }
        return new Roster(live, names);
    }
}
