package controlfreak.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import controlfreak.model.Names;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.workspace.json.JsonProblem;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The schema and the reader must speak of the same fields; no library knows both. */
class WorkspaceSchemaTest {
    private JsonNode schema;

    @BeforeEach
    void readTheSchema() throws IOException {
        try (InputStream in = WorkspaceFile.class.getResourceAsStream("workspace.schema.json")) {
            schema = new JsonMapper().readTree(in);
        }
    }

    @Test
    void theReaderKnowsEveryFieldOfTheSchema() throws JsonProblem {
        ObjectNode file = example(schema);
        Workspace workspace = WorkspaceReader.read(file.toString());
        assertThat(workspace.extra()).isEmpty();
        assertThat(workspace.proxies())
                .singleElement()
                .satisfies(proxy -> assertThat(proxy.extra()).isEmpty());
        assertThat(workspace.allServices()).hasSize(2).allSatisfy(service -> {
            assertThat(service.extra()).isEmpty();
            assertThat(service.health().ready().orElseThrow().extra()).isEmpty();
            assertThat(service.health().live().orElseThrow().extra()).isEmpty();
        });
    }

    @Test
    void theSchemaKnowsEveryKey() {
        Set<String> listed = new TreeSet<>();
        List<String> objects = List.of("", "/$defs/proxy", "/$defs/service", "/$defs/ready", "/$defs/live");
        for (String path : objects) {
            JsonNode object = schema.at(path);
            object.get("properties").fieldNames().forEachRemaining(listed::add);
        }
        assertThat(listed).isEqualTo(keys());
    }

    @Test
    void limitsAreTheModels() {
        assertThat(schema.at("/$defs/service/properties/instances/maximum").intValue())
                .isEqualTo(ServiceSpec.MAX_INSTANCES);
        assertThat(schema.at("/$defs/name/maxLength").intValue()).isEqualTo(Names.MAX_LENGTH);
        assertThat(schema.at("/properties/controlfreak/const").intValue()).isEqualTo(Keys.CURRENT_VERSION);
    }

    private static Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        Arrays.stream(Keys.class.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .forEach(field -> keys.add(value(field)));
        return new TreeSet<>(keys);
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** An object with a value for every field that the schema lists, all of them legal; of several ways the first. */
    private ObjectNode example(JsonNode type) {
        ObjectNode object = new JsonMapper().createObjectNode();
        Set<String> otherWays = new LinkedHashSet<>();
        type.path("oneOf").forEach(way -> otherWays.add(way.at("/required/0").asText()));
        otherWays.remove("port");
        type.get("properties").properties().stream()
                .filter(field -> !otherWays.contains(field.getKey()))
                .forEach(field -> object.set(field.getKey(), value(field)));
        return object;
    }

    private int names;

    private JsonNode value(Map.Entry<String, JsonNode> field) {
        ObjectNode holder = new JsonMapper().createObjectNode();
        String reference = field.getValue().path("$ref").asText();
        switch (field.getKey()) {
            case "name" -> holder.put("v", names == 0 ? "p" : "s" + names);
            case "proxy" -> holder.put("v", "p");
            case "proxies", "services" -> {
                names += field.getKey().equals("services") ? 1 : 0;
                String item = field.getValue().at("/items/$ref").asText();
                holder.putArray("v").add(example(schema.at(item.substring(1))));
            }
            case "tags" -> holder.putArray("v").add("t");
            case "ready", "live" -> holder.set("v", example(schema.at(reference.substring(1))));
            case "dependsOn" -> holder.putObject("v");
            case "port", "every", "timeout", "failures" -> holder.put("v", 1);
            default -> {
                if (field.getValue().path("const").isInt() || reference.endsWith("seconds")) {
                    holder.put("v", 1);
                } else if (field.getValue().path("type").asText().equals("integer")) {
                    holder.put("v", 2);
                } else if (field.getValue().path("type").asText().equals("boolean")) {
                    holder.put("v", true);
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
