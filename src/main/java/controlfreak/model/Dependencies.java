package controlfreak.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

    private static final int MOST_NAMED = 20;

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
        Set<String> tied = tied();
        if (tied.isEmpty()) {
            return Optional.empty();
        }
        Set<String> seen = new LinkedHashSet<>();
        String name = tied.iterator().next();
        while (seen.add(name)) {
            name = next(name, tied).orElseThrow();
        }
        List<String> path = List.copyOf(seen);
        List<String> circle = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
        circle.add(name);
        return Optional.of(new Knot(
                circle.get(0), circle.get(1), circle.get(0) + " would wait for itself: " + named(circle) + "."));
    }

    private static String named(List<String> circle) {
        return circle.size() > MOST_NAMED
                ? String.join(" → ", circle.subList(0, MOST_NAMED)) + " → … (" + (circle.size() - 1) + " services)"
                : String.join(" → ", circle);
    }

    /** Those that wait for each other, and those that wait for them: all others are loosened one after the other. */
    private Set<String> tied() {
        Map<String, Integer> waitsFor = new HashMap<>();
        Map<String, List<String>> waiting = new HashMap<>();
        Deque<String> free = new ArrayDeque<>();
        services.forEach((name, service) -> {
            List<String> needed = service.dependsOn().stream()
                    .map(Dependency::name)
                    .filter(services::containsKey)
                    .toList();
            needed.forEach(other ->
                    waiting.computeIfAbsent(other, key -> new ArrayList<>()).add(name));
            waitsFor.put(name, needed.size());
            if (needed.isEmpty()) {
                free.add(name);
            }
        });
        Set<String> tied = new LinkedHashSet<>(services.keySet());
        while (!free.isEmpty()) {
            String name = free.remove();
            tied.remove(name);
            for (String other : waiting.getOrDefault(name, List.of())) {
                if (waitsFor.merge(other, -1, Integer::sum) == 0) {
                    free.add(other);
                }
            }
        }
        return tied;
    }

    /** One of some services that a service waits for. */
    private Optional<String> next(String service, Set<String> among) {
        return services.get(service).dependsOn().stream()
                .map(Dependency::name)
                .filter(among::contains)
                .findFirst();
    }
}
