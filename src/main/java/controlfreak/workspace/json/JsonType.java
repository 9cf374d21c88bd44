package controlfreak.workspace.json;

/**
 * How a value is read from JSON and said in it. Immutable; any thread.
 *
 * @param <V> what it is for the panel
 */
public interface JsonType<V> {
    /** @throws JsonProblem where it is none of these, at its place */
    V read(JsonValue json) throws JsonProblem;

    /** The value as maps, lists, texts, numbers, booleans and null. */
    Object plain(V value);
}
