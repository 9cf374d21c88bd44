package controlfreak.workspace.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings as JSON. What one field says amiss costs that field only, never the others. */
final class SettingsJson {
    private static final JsonMapper JSON = new JsonMapper();

    private SettingsJson() {}

    static ObjectNode write(Settings settings) {
        ObjectNode root = JSON.createObjectNode();
        ChoicesJson.write(settings.choices(), root);
        ArrayNode recents = root.putArray("recents");
        settings.recents().files().forEach(file -> recents.add(file.toString()));
        ObjectNode autostarts = root.putObject("autostarts");
        settings.autostarts().agreed().forEach((file, hash) -> autostarts.put(file.toString(), hash));
        ObjectNode options = root.putObject("options");
        settings.options().forEach(options::put);
        return root;
    }

    static Settings read(JsonNode root) {
        return new Settings(
                ChoicesJson.read(root),
                recents(root.path("recents")),
                autostarts(root.path("autostarts")),
                texts(root.path("options")));
    }

    private static Recents recents(JsonNode node) {
        List<Path> files = new ArrayList<>();
        node.forEach(item -> path(item.isTextual() ? item.textValue() : "").ifPresent(files::add));
        return new Recents(files);
    }

    private static Autostarts autostarts(JsonNode node) {
        Map<Path, String> agreed = new LinkedHashMap<>();
        texts(node).forEach((file, hash) -> path(file).ifPresent(path -> agreed.put(path, hash)));
        return new Autostarts(agreed);
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException invalid) {
            return Optional.empty();
        }
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                texts.put(entry.getKey(), entry.getValue().asText());
            }
        });
        return texts;
    }
}
