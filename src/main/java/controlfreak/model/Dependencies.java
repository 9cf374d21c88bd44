package controlfreak.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What services are started after, as one whole: finds what can never come true. One use, one thread. */
public final class Dependencies {
    /**
     * A wish to be started after something that can never come true.
     *
     * @param service who has it
     * @param dependency the name that it would wait for
     * @param problem a sentence for people
     */
    public record Knot(String service, String dependency, String problem) {}

    private final Map<String, ServiceSpec> services = new LinkedHashMap<>();
    private final Map<String, String> proxyOf = new HashMap<>();
    private final Set<String> proxies = new HashSet<>();

    private Dependencies(List<ProxySpec> proxies, List<ServiceSpec> alone) {
        for (ProxySpec proxy : proxies) {
            this.proxies.add(proxy.name());
            for (ServiceSpec service : proxy.services()) {
                services.put(service.name(), service);
                proxyOf.put(service.name(), proxy.name());
            }
        }
        alone.forEach(service -> services.put(service.name(), service));
    }

    /** The first that is started after what is not there, or after itself by whatever way round. */
    public static Optional<Knot> knot(List<ProxySpec> proxies, List<ServiceSpec> services) {
        return new Dependencies(proxies, services).knot();
    }

    private Optional<Knot> knot() {
        for (ServiceSpec service : services.values()) {
            for (Dependency dependency : service.dependsOn()) {
                Optional<String> problem = problem(service, dependency);
                if (problem.isPresent()) {
                    return Optional.of(new Knot(service.name(), dependency.name(), problem.get()));
                }
            }
        }
        return circle();
    }

    private Optional<String> problem(ServiceSpec service, Dependency dependency) {
        String name = dependency.name();
        boolean toItsEnd = dependency.until() == Dependency.Until.COMPLETED;
        if (services.containsKey(name)) {
            return toItsEnd && services.get(name).restart().respawnOnStop()
                    ? Optional.of(name + " is restarted after a normal end, so it never completes.")
                    : Optional.empty();
        }
        if (!proxies.contains(name)) {
            return Optional.of("There is no service or proxy named \"" + name + "\".");
        }
        if (toItsEnd) {
            return Optional.of("The proxy " + name + " never completes; wait for one of its services.");
        }
        return name.equals(proxyOf.get(service.name()))
                ? Optional.of(service.name() + " is started by the proxy " + name + ", so always after it.")
                : Optional.empty();
    }

    private Optional<Knot> circle() {
        Set<String> tied = new LinkedHashSet<>(services.keySet());
        boolean loosened = true;
        while (loosened) {
            loosened = tied.removeIf(name -> next(name, tied).isEmpty());
        }
        if (tied.isEmpty()) {
            return Optional.empty();
        }
        List<String> path = new ArrayList<>();
        String name = tied.iterator().next();
        while (!path.contains(name)) {
            path.add(name);
            name = next(name, tied).orElseThrow();
        }
        List<String> circle = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
        circle.add(name);
        return Optional.of(new Knot(
                circle.get(0),
                circle.get(1),
                circle.get(0) + " would wait for itself: " + String.join(" → ", circle) + "."));
    }

    /** One of some services that a service waits for. */
    private Optional<String> next(String service, Set<String> among) {
        return services.get(service).dependsOn().stream()
                .map(Dependency::name)
                .filter(among::contains)
                .findFirst();
    }
}
