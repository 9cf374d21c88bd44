package controlfreak.workspace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The fields of one JSON object, by type; remembers which were asked for, so that the rest can be kept. */
final class JsonFields {
    private final JsonValue object;
    private final Map<String, JsonValue> members;
    private final Set<String> known = new LinkedHashSet<>();

    JsonFields(JsonValue object) throws JsonProblem {
        this.object = object;
        this.members = object.asObject();
    }

    Optional<JsonValue> value(String key) {
        known.add(key);
        return Optional.ofNullable(members.get(key));
    }

    JsonValue required(String key) throws JsonProblem {
        return value(key).orElseThrow(() -> object.problem("The field \"" + key + "\" is missing."));
    }

    Optional<String> text(String key) throws JsonProblem {
        Optional<JsonValue> value = value(key);
        return value.isPresent() ? Optional.of(value.get().asText()) : Optional.empty();
    }

    List<String> texts(String key) throws JsonProblem {
        List<String> texts = new ArrayList<>();
        for (JsonValue item : items(key)) {
            texts.add(item.asText());
        }
        return texts;
    }

    boolean flag(String key, boolean otherwise) throws JsonProblem {
        Optional<JsonValue> value = value(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.get().content() instanceof Boolean flag) {
            return flag;
        }
        throw value.get().problem("true or false is needed here, without quotes.");
    }

    int wholeNumber(String key, int otherwise) throws JsonProblem {
        Optional<JsonValue> value = value(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.get().content() instanceof Integer number) {
            return number;
        }
        throw value.get().problem("A whole number is needed here, without quotes.");
    }

    /** Seconds with fractions. */
    Duration seconds(String key, Duration otherwise) throws JsonProblem {
        Optional<JsonValue> value = value(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!(value.get().content() instanceof Number number)) {
            throw value.get().problem("A number of seconds is needed here, without quotes.");
        }
        // Larger ones saturate, and are out of any legal range.
        return Duration.ofNanos(Math.round(number.doubleValue() * 1e9));
    }

    Optional<JsonFields> object(String key) throws JsonProblem {
        Optional<JsonValue> value = value(key);
        return value.isPresent() ? Optional.of(new JsonFields(value.get())) : Optional.empty();
    }

    List<JsonFields> objects(String key) throws JsonProblem {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonValue item : items(key)) {
            objects.add(new JsonFields(item));
        }
        return objects;
    }

    List<JsonValue> items(String key) throws JsonProblem {
        Optional<JsonValue> value = value(key);
        return value.isPresent() ? value.get().asArray() : List.of();
    }

    /** Makes something of a field; where it refuses, the problem is that field's. */
    <T> T made(String key, Supplier<T> maker) throws JsonProblem {
        try {
            return maker.get();
        } catch (IllegalArgumentException refused) {
            throw problem(key, refused.getMessage());
        }
    }

    /** Something is wrong with the object as a whole. */
    JsonProblem problem(String message) {
        return object.problem(message);
    }

    JsonProblem problem(String key, String message) {
        return value(key).orElse(object).problem(message);
    }

    /** What was not asked for, as maps, lists and scalars. */
    Map<String, Object> rest() {
        Map<String, Object> rest = new LinkedHashMap<>();
        members.forEach((key, value) -> {
            if (!known.contains(key)) {
                rest.put(key, value.plain());
            }
        });
        return rest;
    }
}
