package controlfreak.workspace.json;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One field of an object: how it is read into the object, and written from it. Immutable; any thread.
 *
 * @param isRequired whether it is always there; else it is left out where it says nothing new
 * @param get what an object has
 * @param with the object with another value; refuses one that cannot be by an {@link IllegalArgumentException}
 * @param <S> the object
 * @param <V> the field's value
 */
public record JsonField<S, V>(
        String key, JsonType<V> type, boolean isRequired, Function<S, V> get, BiFunction<S, V, S> with) {
    S read(JsonFields fields, S object) throws JsonProblem {
        Optional<JsonValue> json = isRequired ? Optional.of(fields.required(key)) : fields.value(key);
        if (json.isEmpty()) {
            return object;
        }
        V value = type.read(json.get());
        return json.get().made(() -> with.apply(object, value));
    }

    void write(S object, S blank, Map<String, Object> members) {
        V value = get.apply(object);
        if (isRequired || !value.equals(get.apply(blank))) {
            members.put(key, type.plain(value));
        }
    }

    S completed(S object, S from, S blank) {
        boolean isSaid = isRequired || !get.apply(object).equals(get.apply(blank));
        return isSaid ? object : with.apply(object, get.apply(from));
    }
}
