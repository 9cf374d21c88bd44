package controlfreak.workspace.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a value stands in a text, and where its parts stand. Immutable; any thread.
 *
 * @param start the place of its first character
 * @param end the place behind its last one
 * @param parts the members of an object, the items of a list; of another value none
 */
record JsonSpan(int start, int end, List<Part> parts) {
    /**
     * A member or an item.
     *
     * @param key empty for an item
     * @param start the place where it begins: its key, where it has one
     */
    record Part(String key, int start, JsonSpan value) {}

    /** @param text what {@link JsonTree} has read without a problem */
    static JsonSpan of(String text) {
        try (JsonParser parser = JsonTree.parser(text)) {
            parser.nextToken();
            return value(parser);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static JsonSpan value(JsonParser parser) throws IOException {
        int start = start(parser);
        List<Part> parts = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                int from = start(parser);
                parser.nextToken();
                parts.add(new Part(key, from, value(parser)));
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                JsonSpan item = value(parser);
                parts.add(new Part("", item.start(), item));
            }
        }
        parser.finishToken();
        return new JsonSpan(start, (int) parser.currentLocation().getCharOffset(), List.copyOf(parts));
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    /** What stands before a part, from its predecessor's end or the bracket on; behind the last: up to the bracket. */
    String gap(String text, int index) {
        int from = index == 0 ? start + 1 : parts.get(index - 1).value().end();
        int to = index == parts.size() ? end - 1 : parts.get(index).start();
        return text.substring(from, to);
    }

    boolean isOneLine(String text) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) == '\n') {
                return false;
            }
        }
        return true;
    }
}
