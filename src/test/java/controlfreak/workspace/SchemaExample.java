package controlfreak.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import controlfreak.model.Workspace;
import controlfreak.workspace.json.JsonProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A workspace that says something else than the default in every field that the schema of workspace files lists. */
public final class SchemaExample {
    private final JsonNode schema;
    private final ObjectNode file;
    private int names;

    public SchemaExample() {
        try (InputStream in = WorkspaceFile.class.getResourceAsStream("workspace.schema.json")) {
            schema = new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file = example(schema);
    }

    JsonNode schema() {
        return schema;
    }

    ObjectNode file() {
        return file;
    }

    /** What a service need not say: not where it stands, and not by the older name of what "stop" says. */
    public static List<String> optionalFieldsOfAService() {
        JsonNode service = new SchemaExample().schema.at("/$defs/service");
        Set<String> names = new LinkedHashSet<>();
        service.get("properties").fieldNames().forEachRemaining(names::add);
        service.get("required").forEach(name -> names.remove(name.asText()));
        names.removeAll(List.of("proxy", "stopWait"));
        return List.copyOf(names);
    }

    /** The workspace without a field of its service {@code s1}, which stands below its proxy. */
    public Workspace without(String fieldOfTheService) {
        ((ObjectNode) file.at("/proxies/0/services/0")).remove(fieldOfTheService);
        return workspace();
    }

    public Workspace workspace() {
        try {
            return WorkspaceReader.read(file.toString());
        } catch (JsonProblem refused) {
            throw new AssertionError(refused);
        }
    }

    /** An object with a value for every field that the schema lists, all of them legal; of several ways the first. */
    private ObjectNode example(JsonNode type) {
        ObjectNode object = new JsonMapper().createObjectNode();
        Set<String> otherWays = new LinkedHashSet<>();
        type.path("oneOf").forEach(way -> otherWays.add(way.at("/required/0").asText()));
        otherWays.remove(type.at("/oneOf/0/required/0").asText());
        otherWays.add(type.at("/not/required/0").asText());
        type.get("properties").properties().stream()
                .filter(field -> !otherWays.contains(field.getKey()))
                .forEach(field -> object.set(field.getKey(), value(field)));
        return object;
    }

    private JsonNode value(Map.Entry<String, JsonNode> field) {
        ObjectNode holder = new JsonMapper().createObjectNode();
        String reference = field.getValue().path("$ref").asText();
        switch (field.getKey()) {
            case "name" -> holder.put("v", names == 0 ? "p" : "s" + names);
            case "cwd" -> holder.put("v", "folder" + names);
            case "proxy" -> holder.put("v", "p");
            case "proxies" -> {
                ArrayNode proxies = holder.putArray("v").add(example(schema.at("/$defs/proxy")));
                proxies.addObject().put("name", "q");
            }
            case "services" -> {
                names++;
                String item = field.getValue().at("/items/$ref").asText();
                holder.putArray("v").add(example(schema.at(item.substring(1))));
            }
            case "envFile" -> holder.putArray("v").add(example(schema.at("/$defs/variablesFile")));
            case "tags" -> holder.putArray("v").add("t");
            case "ready", "live", "stop", "reload", "startLimit" ->
                holder.set("v", example(schema.at(reference.substring(1))));
            case "before", "after" -> holder.putArray("v").add("x").add(example(schema.at("/$defs/hook")));
            case "successExit" -> holder.putArray("v").add(3).add("TERM");
            case "umask" -> holder.put("v", "0027");
            case "limits" ->
                holder.putObject("v")
                        .put("nofile", 4096)
                        .putObject("as")
                        .put("soft", "1G")
                        .put("hard", "2G");
            case "mode" -> holder.put("v", "0660");
            case "stdin" -> holder.putObject("v").put("socket", "s");
            case "sockets" -> {
                if (field.getValue().path("type").asText().equals("array")) {
                    holder.putArray("v").add("s");
                } else {
                    holder.putObject("v").set("s", example(schema.at("/$defs/socket")));
                }
            }
            case "dependsOn" -> holder.putObject("v").put("q", "ready");
            case "port", "every", "timeout", "failures" -> holder.put("v", 2);
            default -> {
                if (field.getValue().path("const").isInt() || reference.endsWith("seconds")) {
                    holder.put("v", field.getValue().path("const").isInt() ? 1 : 7);
                } else if (field.getValue().path("type").asText().equals("integer")) {
                    holder.put("v", 2);
                } else if (field.getValue().path("type").asText().equals("boolean")) {
                    holder.put("v", !field.getValue().path("default").asBoolean());
                } else if (field.getValue().path("enum").isArray()) {
                    field.getValue().get("enum").forEach(word -> {
                        if (!word.equals(field.getValue().path("default"))) {
                            holder.set("v", word);
                        }
                    });
                } else if (reference.endsWith("reach")) {
                    holder.put("v", "group");
                } else if (reference.endsWith("env")) {
                    holder.putObject("v").put("A", "1");
                } else {
                    holder.put("v", "x");
                }
            }
        }
        return holder.get("v");
    }
}
