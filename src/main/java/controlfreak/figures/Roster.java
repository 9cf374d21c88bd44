package controlfreak.figures;

import controlfreak.engine.Controller;
import controlfreak.engine.Proxy;
import controlfreak.engine.Service;
import controlfreak.model.status.ProxyGeneration.Template;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceStatus;
import controlfreak.process.ProcessIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that lives at one moment. Immutable; any thread.
 *
 * @param live processes; a proxy's before those that it forked
 * @param proxies the proxies that there are, whether they live or not
 * @param families of services, the processes that are known to belong to each, in whatever process group
 * @param templates what proxies fork from that do not fork from their own memory, by the proxy's name
 */
public record Roster(
        List<LiveProcess> live,
        Set<String> proxies,
        Map<Subject, Set<Long>> families,
        Map<String, Template> templates) {
    public Roster {
        live = List.copyOf(live);
        proxies = Set.copyOf(proxies);
        families = Map.copyOf(families);
        templates = Map.copyOf(templates);
    }

    /** What the engine says lives now. */
    public static Roster of(Controller controller) {
        List<LiveProcess> live = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        Map<Subject, Set<Long>> families = new HashMap<>();
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
            Subject subject = new Subject.OfService(status.id());
            status.pid().ifPresent(pid -> {
                live.add(new LiveProcess(
                        subject, service.proxy(), pid, status.startedAt().orElse(Instant.EPOCH)));
                families.put(
                        subject,
                        service.processes().stream().map(ProcessIdentity::pid).collect(Collectors.toSet()));
            });
        }
        return new Roster(live, names, families, templates);
    }
}
