package controlfreak.workspace.json;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of one JSON object; remembers which were asked for, so that the rest can be kept. One thread. */
public final class JsonFields {
    private final JsonValue object;
    private final Map<String, JsonValue> members;
    private final Set<String> known = new LinkedHashSet<>();

    public JsonFields(JsonValue object) throws JsonProblem {
        this.object = object;
        this.members = object.asObject();
    }

    public Optional<JsonValue> value(String key) {
        known.add(key);
        return Optional.ofNullable(members.get(key));
    }

    public JsonValue required(String key) throws JsonProblem {
        return value(key).orElseThrow(() -> object.problem("The field \"" + key + "\" is missing."));
    }

    /** What a field holds, or something else where it is not there. */
    public <V> V read(String key, JsonType<V> type, V otherwise) throws JsonProblem {
        Optional<JsonValue> value = value(key);
        return value.isPresent() ? type.read(value.get()) : otherwise;
    }

    public List<JsonValue> items(String key) throws JsonProblem {
        Optional<JsonValue> value = value(key);
        return value.isPresent() ? value.get().asArray() : List.of();
    }

    /** Something is wrong with the object as a whole. */
    public JsonProblem problem(String message) {
        return object.problem(message);
    }

    /** Something is wrong with a field. */
    public JsonProblem problem(String key, String message) {
        return value(key).orElse(object).problem(message);
    }

    /** What was not asked for, as maps, lists and scalars. */
    public Map<String, Object> rest() {
        Map<String, Object> rest = new LinkedHashMap<>();
        members.forEach((key, value) -> {
            if (!known.contains(key)) {
                rest.put(key, value.plain());
            }
        });
        return rest;
    }
}
