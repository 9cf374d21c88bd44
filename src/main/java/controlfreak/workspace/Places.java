package controlfreak.workspace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a file has the services of proxies: below them, or at the top level with the proxy's name. Any thread.
 *
 * @param top the names of all services at the top level, in order
 * @param naming the names of services that name their proxy
 */
record Places(List<String> top, Set<String> naming) {
    private static final Set<String> LISTS = Set.of(Keys.PROXIES, Keys.SERVICES);

    static Places of(Object file) {
        List<String> top = new ArrayList<>();
        Set<String> naming = new HashSet<>();
        for (Map<String, Object> service : objects(file, Keys.SERVICES)) {
            top.add(name(service));
            note(service, naming);
        }
        for (Map<String, Object> proxy : objects(file, Keys.PROXIES)) {
            objects(proxy, Keys.SERVICES).forEach(service -> note(service, naming));
        }
        return new Places(top, naming);
    }

    private static void note(Map<String, Object> service, Set<String> naming) {
        if (service.containsKey(Keys.PROXY)) {
            naming.add(name(service));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Object parent, String key) {
        return (List<Map<String, Object>>) ((Map<String, Object>) parent).getOrDefault(key, List.of());
    }

    private static String name(Map<String, Object> object) {
        return (String) object.get(Keys.NAME);
    }

    /** A workspace in plain maps, with its services where the file has them. */
    Map<String, Object> arranged(Map<String, Object> workspace) {
        if (naming.isEmpty()) {
            return workspace;
        }
        List<Deque<Map<String, Object>>> queues = new ArrayList<>();
        queues.add(new ArrayDeque<>(objects(workspace, Keys.SERVICES)));
        List<Object> proxies = new ArrayList<>();
        for (Map<String, Object> proxy : objects(workspace, Keys.PROXIES)) {
            List<Map<String, Object>> below = new ArrayList<>();
            Deque<Map<String, Object>> apart = new ArrayDeque<>();
            for (Map<String, Object> service : objects(proxy, Keys.SERVICES)) {
                String name = name(service);
                boolean isNaming = naming.contains(name);
                // The services below a proxy come first when the file is read, so all after one that is apart are, too.
                boolean isApart = !apart.isEmpty() || isNaming && top.contains(name);
                (isApart ? apart : below).add(isApart || isNaming ? naming(service, name(proxy)) : service);
            }
            queues.add(apart);
            proxies.add(with(proxy, Keys.SERVICES, below));
        }
        Map<String, Object> arranged = new LinkedHashMap<>(workspace);
        arranged.keySet().retainAll(List.of(Keys.VERSION, Keys.ENV));
        arranged = with(with(arranged, Keys.PROXIES, proxies), Keys.SERVICES, merged(queues));
        for (Map.Entry<String, Object> rest : workspace.entrySet()) {
            if (!LISTS.contains(rest.getKey())) {
                arranged.putIfAbsent(rest.getKey(), rest.getValue());
            }
        }
        return arranged;
    }

    private static Map<String, Object> naming(Map<String, Object> service, String proxy) {
        return with(service, Keys.PROXY, proxy);
    }

    /** An object with another value, or without one that is empty. */
    private static Map<String, Object> with(Map<String, Object> object, String key, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(object);
        if (value instanceof List<?> list && list.isEmpty()) {
            copy.remove(key);
        } else {
            copy.put(key, value);
        }
        return copy;
    }

    /** One list of several in their own order, as near to the file's order as that allows. */
    private List<Map<String, Object>> merged(List<Deque<Map<String, Object>>> queues) {
        List<Map<String, Object>> merged = new ArrayList<>();
        for (String name : top) {
            for (Deque<Map<String, Object>> queue : queues) {
                if (queue.stream().anyMatch(service -> name(service).equals(name))) {
                    Map<String, Object> next;
                    do {
                        next = queue.remove();
                        merged.add(next);
                    } while (!name(next).equals(name));
                }
            }
        }
        queues.forEach(merged::addAll);
        return merged;
    }
}
