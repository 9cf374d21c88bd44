package controlfreak.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Says whether a value is what a JSON Schema asks for, by all the words that ours has; another word is an error. */
final class Schema {
    private static final Set<String> REMARKS = Set.of("$schema", "$defs", "title", "description", "default");

    private final JsonNode root;

    Schema(JsonNode root) {
        this.root = root;
    }

    boolean accepts(JsonNode value) {
        return accepts(root, value);
    }

    private boolean accepts(JsonNode schema, JsonNode value) {
        return schema.isBoolean()
                ? schema.asBoolean()
                : schema.properties().stream().allMatch(word -> accepts(schema, word, value));
    }

    private boolean accepts(JsonNode schema, Map.Entry<String, JsonNode> word, JsonNode value) {
        JsonNode asked = word.getValue();
        return switch (word.getKey()) {
            case "$ref" -> accepts(root.at(asked.asText().substring(1)), value);
            case "type" -> asked.isArray() ? all(asked).anyMatch(one -> is(one, value)) : is(asked, value);
            case "const" -> same(asked, value);
            case "enum" -> all(asked).anyMatch(one -> same(one, value));
            case "oneOf" -> all(asked).filter(one -> accepts(one, value)).count() == 1;
            case "anyOf" -> all(asked).anyMatch(one -> accepts(one, value));
            case "not" -> !accepts(asked, value);
            case "required" -> !value.isObject() || all(asked).allMatch(key -> value.has(key.asText()));
            case "properties" ->
                asked.properties().stream()
                        .allMatch(member ->
                                !value.has(member.getKey()) || accepts(member.getValue(), value.get(member.getKey())));
            case "additionalProperties" ->
                value.properties().stream()
                        .filter(member -> !schema.path("properties").has(member.getKey()))
                        .allMatch(member -> accepts(asked, member.getValue()));
            case "propertyNames" ->
                value.properties().stream().allMatch(member -> accepts(asked, text(member.getKey())));
            case "items" -> !value.isArray() || all(value).allMatch(item -> accepts(asked, item));
            case "prefixItems" -> !value.isArray() || value.isEmpty() || accepts(asked.get(0), value.get(0));
            case "minItems" -> !value.isArray() || value.size() >= asked.asInt();
            case "uniqueItems" -> !value.isArray() || all(value).distinct().count() == value.size();
            case "pattern" -> !value.isTextual() || finds(asked.asText(), value.asText());
            case "minLength" -> !value.isTextual() || value.asText().length() >= asked.asInt();
            case "maxLength" -> !value.isTextual() || value.asText().length() <= asked.asInt();
            case "minimum" -> !value.isNumber() || value.decimalValue().compareTo(asked.decimalValue()) >= 0;
            case "maximum" -> !value.isNumber() || value.decimalValue().compareTo(asked.decimalValue()) <= 0;
            default -> {
                if (!REMARKS.contains(word.getKey())) {
                    throw new AssertionError("The schema has a word that is not checked: " + word.getKey());
                }
                yield true;
            }
        };
    }

    private static Stream<JsonNode> all(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static JsonNode text(String text) {
        return TextNode.valueOf(text);
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }

    private static boolean is(JsonNode type, JsonNode value) {
        return switch (type.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            case "number" -> value.isNumber();
            case "integer" ->
                value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
            default -> throw new AssertionError(type);
        };
    }

    /** As in ECMAScript, a dollar is the very end. */
    private static boolean finds(String pattern, String text) {
        return Pattern.compile(pattern.replaceAll("(?<!\\\\)\\$", "\\\\z"))
                .matcher(text)
                .find();
    }
}
