package controlfreak.workspace.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses JSON into values that know their place, which Jackson's own tree forgets. One a text. */
public final class JsonTree {
    /** Small enough for recursion, and far more than any workspace needs. */
    private static final int MAX_DEPTH = 100;

    /** A file of 64 MB could otherwise hold enough values to fill the memory. */
    private static final int MAX_VALUES = 1_000_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser parser;
    private int count;

    private JsonTree(JsonParser parser) {
        this.parser = parser;
    }

    public static JsonValue parse(String text) throws JsonProblem {
        try (JsonParser parser = parser(text)) {
            return new JsonTree(parser).file();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static JsonParser parser(String text) throws IOException {
        return JSON.createParser(text);
    }

    private JsonValue file() throws IOException, JsonProblem {
        try {
            if (parser.nextToken() == null) {
                throw new JsonProblem(1, 1, "", "The file is empty.");
            }
            JsonValue root = value(null, "");
            if (parser.nextToken() != null) {
                throw here("There is more after the closing bracket.");
            }
            return root;
        } catch (NumberFormatException beyondAll) {
            throw here("No number can be that large, or that small.");
        } catch (JsonProcessingException failure) {
            JsonLocation place = failure.getLocation() == null ? parser.currentLocation() : failure.getLocation();
            throw new JsonProblem(
                    place.getLineNr(), place.getColumnNr(), path(parser.getParsingContext()), sentence(failure));
        }
    }

    private static String sentence(JsonProcessingException failure) {
        if (failure instanceof StreamConstraintsException) {
            return "Values are nested too deeply, or a number is too long.";
        }
        return failure instanceof JsonEOFException
                ? "The file ends before it is complete. A bracket or a quote is missing."
                : "This is not JSON. Look for a comma, a quote or a bracket that is missing or too much.";
    }

    private JsonValue value(JsonValue parent, Object step) throws IOException, JsonProblem {
        if (++count > MAX_VALUES) {
            throw here("The file holds too many values.");
        }
        JsonLocation place = parser.currentTokenLocation();
        JsonToken token = parser.currentToken();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        List<JsonValue> items = new ArrayList<>();
        Object content = switch (token) {
            case START_OBJECT -> members;
            case START_ARRAY -> items;
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            default -> null;
        };
        JsonValue value = new JsonValue(parent, step, place.getLineNr(), place.getColumnNr(), content);
        if (token == JsonToken.START_OBJECT) {
            fillObject(value, members);
        } else if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(value, items.size()));
            }
        }
        return value;
    }

    private void fillObject(JsonValue object, Map<String, JsonValue> members) throws IOException, JsonProblem {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (members.containsKey(key)) {
                throw here("The key \"" + key + "\" is there twice. Remove one of them.");
            }
            parser.nextToken();
            members.put(key, value(object, key));
        }
    }

    private JsonProblem here(String message) {
        JsonLocation place = parser.currentTokenLocation();
        return new JsonProblem(place.getLineNr(), place.getColumnNr(), path(parser.getParsingContext()), message);
    }

    private static String path(JsonStreamContext context) {
        if (context.inRoot()) {
            return "";
        }
        String parent = path(context.getParent());
        if (context.inArray()) {
            return JsonValue.path(parent, Math.max(0, context.getCurrentIndex()));
        }
        return context.getCurrentName() == null ? parent : JsonValue.path(parent, context.getCurrentName());
    }
}
