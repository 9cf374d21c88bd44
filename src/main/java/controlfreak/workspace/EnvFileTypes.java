package controlfreak.workspace;

import controlfreak.model.EnvironmentFile;
import controlfreak.model.EnvironmentFile.Dialect;
import controlfreak.workspace.json.JsonFields;
import controlfreak.workspace.json.JsonProblem;
import controlfreak.workspace.json.JsonType;
import controlfreak.workspace.json.JsonTypes;
import controlfreak.workspace.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How files of variables are named in a workspace file. Any thread. */
final class EnvFileTypes {
    private static final JsonType<EnvironmentFile> FILE = JsonTypes.of(EnvFileTypes::file, EnvFileTypes::plain);

    private static final JsonType<List<EnvironmentFile>> LIST = JsonTypes.list(FILE);

    /** A list of objects or texts, or a text alone. */
    static final JsonType<List<EnvironmentFile>> FILES = JsonTypes.of(
            json -> json.content() instanceof String ? List.of(FILE.read(json)) : LIST.read(json), LIST::plain);

    private EnvFileTypes() {}

    private static EnvironmentFile file(JsonValue json) throws JsonProblem {
        if (json.content() instanceof String path) {
            return json.made(() -> new EnvironmentFile(path, Dialect.COMPOSE));
        }
        JsonFields fields = new JsonFields(json);
        JsonValue path = fields.required(Keys.PATH);
        String written = path.asText();
        EnvironmentFile file = path.made(() -> new EnvironmentFile(written, Dialect.COMPOSE));
        return new EnvironmentFile(
                file.path(), dialect(fields), fields.read(Keys.OPTIONAL, JsonTypes.FLAG, false), fields.rest());
    }

    private static Dialect dialect(JsonFields fields) throws JsonProblem {
        Optional<JsonValue> json = fields.value(Keys.DIALECT);
        if (json.isEmpty()) {
            return Dialect.COMPOSE;
        }
        return Dialect.of(json.get().asText())
                .orElseThrow(
                        () -> json.get().problem("\"compose\", \"foreman\", \"ruby\" or \"systemd\" is needed here."));
    }

    private static Map<String, Object> plain(EnvironmentFile file) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(Keys.PATH, file.path());
        members.put(Keys.DIALECT, file.dialect().word());
        if (file.optional()) {
            members.put(Keys.OPTIONAL, true);
        }
        members.putAll(file.extra());
        return members;
    }
}
