package controlfreak.workspace;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a file says something by a name that it had before: it stays so, for an edit of something else is none of it.
 * Any thread.
 *
 * @param waiting the names of services that say {@code stopWait} for {@code wait} in {@code stop}
 */
record OlderNames(Set<String> waiting) {
    static OlderNames of(Object file) {
        Set<String> waiting = new HashSet<>();
        note(file, waiting);
        return new OlderNames(waiting);
    }

    private static void note(Object part, Set<String> waiting) {
        if (part instanceof Map<?, ?> object) {
            boolean saysBoth = object.get(Keys.STOP) instanceof Map<?, ?> stop && stop.containsKey(Keys.WAIT);
            if (object.containsKey(Keys.STOP_WAIT) && !saysBoth && object.get(Keys.NAME) instanceof String name) {
                waiting.add(name);
            }
            object.values().forEach(value -> note(value, waiting));
        } else if (part instanceof List<?> list) {
            list.forEach(item -> note(item, waiting));
        }
    }

    /** A workspace in plain maps, with the names that the file has. */
    @SuppressWarnings("unchecked")
    Map<String, Object> kept(Map<String, Object> workspace) {
        return waiting.isEmpty() ? workspace : (Map<String, Object>) renamed(workspace);
    }

    private Object renamed(Object part) {
        if (part instanceof List<?> list) {
            return list.stream().map(this::renamed).toList();
        }
        if (!(part instanceof Map<?, ?> object)) {
            return part;
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((key, value) -> {
            if (key.equals(Keys.STOP)
                    && value instanceof Map<?, ?> stop
                    && stop.containsKey(Keys.WAIT)
                    && waiting.contains(object.get(Keys.NAME))) {
                put(copy, stop);
            } else {
                copy.put((String) key, key.equals(Keys.ENV) ? value : renamed(value));
            }
        });
        return copy;
    }

    private static void put(Map<String, Object> service, Map<?, ?> stop) {
        Map<Object, Object> rest = new LinkedHashMap<>(stop);
        service.put(Keys.STOP_WAIT, rest.remove(Keys.WAIT));
        if (!rest.isEmpty()) {
            service.put(Keys.STOP, rest);
        }
    }
}
