package controlfreak.figures;

import controlfreak.engine.Controller;
import controlfreak.engine.Proxy;
import controlfreak.engine.Service;
import controlfreak.model.status.ProxyGeneration.Template;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that lives at one moment. Immutable; any thread.
 *
 * @param live processes; a proxy's before those that it forked
 * @param proxies the proxies that there are, whether they live or not
 * @param templates what proxies fork from that do not fork from their own memory, by the proxy's name
 */
public record Roster(List<LiveProcess> live, Set<String> proxies, Map<String, Template> templates) {
    public Roster {
        live = List.copyOf(live);
        proxies = Set.copyOf(proxies);
        templates = Map.copyOf(templates);
    }

    /** What the engine says lives now. */
    public static Roster of(Controller controller) {
        List<LiveProcess> live = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        Map<String, Template> templates = new HashMap<>();
        for (Proxy proxy : controller.proxies()) {
            ProxyStatus status = proxy.status();
            names.add(status.name());
            status.generation().template().ifPresent(template -> templates.put(status.name(), template));
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
        return new Roster(live, names, templates);
    }
}
