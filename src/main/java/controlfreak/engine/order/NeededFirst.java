package controlfreak.engine.order;

import controlfreak.engine.service.ServiceLife;
import controlfreak.model.Dependency;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;

/** The order to start some services in, so that none takes for done what is about to be done anew. Engine thread only. */
public final class NeededFirst {
    private NeededFirst() {}

    /** The same services, each after those of them that it needs; those that need each other are the last. */
    public static List<ServiceLife> of(Collection<ServiceLife> services) {
        Map<String, List<ServiceLife>> byName = services.stream()
                .collect(Collectors.groupingBy(life -> life.id().service(), LinkedHashMap::new, Collectors.toList()));
        Map<String, Set<String>> missing = new LinkedHashMap<>();
        Map<String, List<String>> dependants = new LinkedHashMap<>();
        byName.forEach((name, lives) -> {
            Set<String> needs = needs(lives, byName.keySet());
            missing.put(name, needs);
            needs.forEach(need ->
                    dependants.computeIfAbsent(need, key -> new ArrayList<>()).add(name));
        });
        Queue<String> next = new ArrayDeque<>();
        missing.forEach((name, needs) -> {
            if (needs.isEmpty()) {
                next.add(name);
            }
        });
        Set<String> order = new LinkedHashSet<>();
        while (!next.isEmpty()) {
            String name = next.remove();
            order.add(name);
            for (String dependant : dependants.getOrDefault(name, List.of())) {
                missing.get(dependant).remove(name);
                if (missing.get(dependant).isEmpty()) {
                    next.add(dependant);
                }
            }
        }
        // A service that is leaving has its former wishes, which may go round with the new ones of others.
        order.addAll(byName.keySet());
        return order.stream().flatMap(name -> byName.get(name).stream()).toList();
    }

    private static Set<String> needs(List<ServiceLife> lives, Set<String> among) {
        return lives.stream()
                .flatMap(life -> life.spec().dependsOn().stream())
                .map(Dependency::name)
                .filter(among::contains)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
