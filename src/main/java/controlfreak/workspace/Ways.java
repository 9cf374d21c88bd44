package controlfreak.workspace;

import controlfreak.workspace.json.JsonFields;
import controlfreak.workspace.json.JsonProblem;
import controlfreak.workspace.json.JsonType;
import java.util.List;
import java.util.Map;

/** What objects in a workspace file have in common that say something in one of several ways. Any thread. */
final class Ways {
    private Ways() {}

    /** The one of some ways that is given. */
    static String only(JsonFields fields, List<String> ways) throws JsonProblem {
        List<String> given =
                ways.stream().filter(way -> fields.value(way).isPresent()).toList();
        if (given.isEmpty()) {
            throw fields.problem("One of these is needed here: " + String.join(", ", ways) + ".");
        }
        if (given.size() > 1) {
            throw fields.problem(given.get(1), "Only one of these can be given: " + String.join(", ", given) + ".");
        }
        return given.get(0);
    }

    /** Says what is not as it is when left out. */
    static <V> void put(Map<String, Object> members, String key, JsonType<V> type, V value, V normal) {
        if (!value.equals(normal)) {
            members.put(key, type.plain(value));
        }
    }
}
