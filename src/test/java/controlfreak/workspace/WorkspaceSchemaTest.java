package controlfreak.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import controlfreak.model.Names;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.workspace.json.JsonProblem;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schema, reader, writer and README must speak of the same fields and accept the same; no library knows them all. */
class WorkspaceSchemaTest {
    private JsonNode schema;
    private ObjectNode file;

    @BeforeEach
    void readTheSchema() {
        SchemaExample example = new SchemaExample();
        schema = example.schema();
        file = example.file();
    }

    @Test
    void theReaderKnowsEveryFieldOfTheSchema() throws JsonProblem {
        Workspace workspace = WorkspaceReader.read(file.toString());
        assertThat(workspace.extra()).isEmpty();
        assertThat(workspace.proxies())
                .hasSize(2)
                .allSatisfy(proxy -> assertThat(proxy.extra()).isEmpty());
        assertThat(workspace.allServices()).hasSize(2).allSatisfy(service -> {
            assertThat(service.extra()).isEmpty();
            assertThat(service.health().ready().orElseThrow().extra()).isEmpty();
            assertThat(service.health().live().orElseThrow().extra()).isEmpty();
        });
    }

    @Test
    void theWriterWritesEveryFieldOfTheSchema() throws JsonProblem, IOException {
        JsonNode written = new JsonMapper().readTree(WorkspaceWriter.write(WorkspaceReader.read(file.toString())));
        assertThat(paths(written, ""))
                .containsAll(paths(file, "").stream()
                        .filter(path -> !path.startsWith(".services"))
                        .filter(path -> !path.endsWith(".proxy") && !path.endsWith(".stopWait"))
                        .toList());
    }

    private static Set<String> paths(JsonNode node, String path) {
        Set<String> paths = new TreeSet<>(Set.of(path));
        node.properties().forEach(member -> paths.addAll(paths(member.getValue(), path + "." + member.getKey())));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            paths.addAll(paths(node.get(i), path + "[" + i + "]"));
        }
        return paths;
    }

    @Test
    void readmeNamesEveryKey() throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("basedir", "."), "README.md"));
        assertThat(keys()).allSatisfy(key -> assertThat(readme).containsAnyOf("\"" + key + "\"", "`" + key + "`"));
    }

    /** Whatever stands in whatever place: what an editor marks as wrong the panel refuses, and the other way round. */
    @Test
    void theSchemaAcceptsWhatTheReaderAccepts() throws IOException {
        assertThat(new Schema(schema).accepts(file)).isTrue();
        List<String> differences = new ArrayList<>();
        for (String pointer : pointers(file, "")) {
            for (JsonNode value : values()) {
                JsonNode changed = file.deepCopy();
                set(changed, pointer, value);
                Optional<String> refusal = refusal(changed.toString());
                boolean isOfTheWhole =
                        refusal.filter(WorkspaceSchemaTest::isOfTheWhole).isPresent();
                if (!isOfTheWhole && new Schema(schema).accepts(changed) != refusal.isEmpty()) {
                    differences.add(pointer + " = " + value + ": " + refusal.orElse("accepted"));
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static Optional<String> refusal(String text) {
        try {
            WorkspaceReader.read(text);
            return Optional.empty();
        } catch (JsonProblem refused) {
            return Optional.of(refused.getMessage());
        }
    }

    /** What no schema can say: names that must be there, or be there once, and what is written in another language. */
    private static boolean isOfTheWhole(String refusal) {
        return Pattern.compile(
                        "^There (is no [^l]|are two)|^The soft limit cannot|^A socket (can be given|for each instance)|would (run|wait)|never completes|^This service stands below"
                                + "|always after it|no regular expression|^No line can be found|a newer Control")
                .matcher(refusal)
                .find();
    }

    private static void set(JsonNode file, String pointer, JsonNode value) {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = file.at(pointer.substring(0, last));
        String step = pointer.substring(last + 1);
        if (parent instanceof ObjectNode object) {
            object.set(step, value);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(step), value);
        }
    }

    private static List<String> pointers(JsonNode node, String pointer) {
        List<String> pointers = new ArrayList<>();
        node.properties().forEach(member -> {
            pointers.add(pointer + "/" + member.getKey());
            pointers.addAll(pointers(member.getValue(), pointer + "/" + member.getKey()));
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            pointers.add(pointer + "/" + i);
            pointers.addAll(pointers(node.get(i), pointer + "/" + i));
        }
        return pointers;
    }

    private static JsonNode values() throws IOException {
        return new JsonMapper().readTree("""
                [null, true, false, 0, 1, 2, -1, 1.0, 1.5, 0.05, 0.1, 3600, 3600.5, 1000, 1001, 65535, 65536, 1e3, 1e30,
                 "", " ", "x", "a b", "a/b", ".", "..", "-", "...", "a\\n", "a\\u0000", "a\\u00a0", "ready", "open", "empty",
                 "main", 255, 256, [3], [0], ["QUIT"], ["CONT"], [3, 3], {"starts": 2}, {"starts": 2, "seconds": 3},
                 {"starts": 2, "seconds": 3, "a": 1}, "QUIT", "SIGQUIT", "STOP", "KILL", {"signal": "QUIT"}, {"signal": "STOP"}, {"signal": "KILL"}, {"to": "main"},
                 {"signal": "HUP", "to": "group"}, {"signal": "HUP", "command": "x"}, {"command": "x", "to": "main"}, {"wait": -1},
                 "completed", [], ["x"], [""], [" "], ["x", ""], ["x", "\\u0000"], [1], [["x"]], [{}], {}, {"a": "1"},
                 [["x", "-y"]], ["x", "-y"], ["x", ["y"], {"command": ["z"], "wait": 3}], {"command": "-x"}, [[]], "-x",
                 [{"path": "x"}], [{"path": " "}], [{"path": "x", "dialect": "x"}], ["x", {"path": "x"}], "compose",
                 "${9000+instance}", "${70000+instance}", {"port": "${9000+instance}"}, {"port": "9000"},
                 "0027", "27", "0o27", "2G", "2g", "unlimited", {"nofile": 5}, {"nofile": -1}, {"files": 5}, {"as": "2G"}, {"as": "x"},
                 {"core": {"soft": 0, "hard": "unlimited"}}, {"core": {"hard": 1}}, {"core": {"soft": 0, "a": 1}}, -20, -21, 19, 20, -1000, -1001,
                 {"a": 1}, {"a": null}, {"": "x"}, {"a=b": "x"}, {"a\\u00a0": "x"}, {"\\ufeffa": "x"}, {" a": "x"}, {"a ": "x"},
                 {"a b": "x"}, {"a": "\\u0000"}, {"q": "completed"}, {"..": "ready"}, {"port": 1}, {"port": 1, "log": "x"},
                 {"log": "x"}, {"log": ""}, {"notify": true}, {"notify": false}, {"command": "x"}, {"command": []},
                 {"name": "q"}, {"name": "q", "command": "x"}, {"command": ["x"], "every": 0}, [{"name": "q"}],
                 ["s"], ["s", "s"], ["a-b"], {"socket": "s"}, {"socket": "a-b"}, {"socket": "s", "a": 1}, {"socket": 1},
                 "8080", "0", "08080", "65535", "65536", "99999", "127.0.0.1:80", "127.0.0.1", "256.0.0.1:80", "[::1]:80",
                 "::1:80", "[::]:0", "localhost:80", "example.org:80", "*:80", "0660", "660", "0888", "06600", "a:b", "a:b:c",
                 "a b:c", {"s": {"tcp": 80}}, {"s": {"tcp": 80, "unix": "x"}}, {"s": {}}, {"s": {"unix": "x"}}, {"tcp": 80},
                 {"a-b": {"tcp": 80}}, {"tcp": 80, "backlog": 0}, {"tcp": 80, "mode": "0660"}, {"unix": "x", "mode": "9"}, {"unix": "x", "owner": "a:"}]
                """);
    }

    @Test
    void theSchemaKnowsEveryKey() {
        Set<String> listed = new TreeSet<>();
        List<String> objects = List.of(
                "",
                "/$defs/proxy",
                "/$defs/service",
                "/$defs/service/properties/stdin/oneOf/1",
                "/$defs/socket",
                "/$defs/variablesFile",
                "/$defs/ready",
                "/$defs/live",
                "/$defs/stop",
                "/$defs/hook",
                "/$defs/bothLimits",
                "/$defs/startLimit",
                "/$defs/reload");
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
}
