package controlfreak.workspace.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Objects by a table of their fields, and what they say beyond those. Immutable; any thread.
 *
 * @param blank an object in which all that can be left out is as it is when left out
 * @param fields in the order in which they are read and written
 * @param rest what an object says beyond the fields, which is kept
 * @param withRest the object saying something else beyond them
 */
public record JsonObjectType<S>(
        S blank,
        List<JsonField<S, ?>> fields,
        Function<S, Map<String, Object>> rest,
        BiFunction<S, Map<String, Object>, S> withRest)
        implements JsonType<S> {
    @Override
    public S read(JsonValue json) throws JsonProblem {
        JsonFields members = new JsonFields(json);
        S object = blank;
        for (JsonField<S, ?> field : fields) {
            object = field.read(members, object);
        }
        return withRest.apply(object, members.rest());
    }

    @Override
    public Map<String, Object> plain(S object) {
        Map<String, Object> members = new LinkedHashMap<>();
        fields.forEach(field -> field.write(object, blank, members));
        members.putAll(rest.apply(object));
        return members;
    }

    /** An object with all that another says where it says nothing itself; what is required stays as it is. */
    public S completed(S object, S from) {
        S made = object;
        for (JsonField<S, ?> field : fields) {
            made = field.completed(made, from, blank);
        }
        return made;
    }
}
