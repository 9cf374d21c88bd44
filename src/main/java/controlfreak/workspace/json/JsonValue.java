package controlfreak.workspace.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A JSON value that knows where it stands in its file. Not changed once its file is parsed.
 *
 * @param parent the object or array that it is in; null for the whole file
 * @param step the key or the index by which it is in there
 * @param content a map or a list of such values, a string, a number, a boolean or null
 */
public record JsonValue(JsonValue parent, Object step, int line, int column, Object content) {
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]+");

    /** {@code proxies[0].env.PORT}; keys that are no plain words stand in quotes. */
    String path() {
        return parent == null ? "" : path(parent.path(), step);
    }

    static String path(String parent, Object step) {
        if (step instanceof Integer index) {
            return parent + "[" + index + "]";
        }
        String key = step.toString();
        if (!PLAIN_KEY.matcher(key).matches()) {
            return parent + "[\"" + key + "\"]";
        }
        return parent.isEmpty() ? key : parent + "." + key;
    }

    public JsonProblem problem(String message) {
        return new JsonProblem(line, column, path(), message);
    }

    /** Makes something of this value; where it is refused, the problem is this value's. */
    public <T> T made(Supplier<T> maker) throws JsonProblem {
        try {
            return maker.get();
        } catch (IllegalArgumentException refused) {
            throw problem(refused.getMessage());
        }
    }

    @SuppressWarnings("unchecked")
    public Map<String, JsonValue> asObject() throws JsonProblem {
        if (content instanceof Map) {
            return (Map<String, JsonValue>) content;
        }
        throw problem("An object in { } is needed here.");
    }

    @SuppressWarnings("unchecked")
    public List<JsonValue> asArray() throws JsonProblem {
        if (content instanceof List) {
            return (List<JsonValue>) content;
        }
        throw problem("A list in [ ] is needed here.");
    }

    public String asText() throws JsonProblem {
        if (content instanceof String text) {
            return text;
        }
        throw problem("A text in quotes is needed here.");
    }

    /** The value without places, as maps, lists and scalars. */
    public Object plain() {
        if (content instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, value) -> plain.put((String) key, ((JsonValue) value).plain()));
            return plain;
        }
        if (content instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(value -> plain.add(((JsonValue) value).plain()));
            return plain;
        }
        return content;
    }
}
