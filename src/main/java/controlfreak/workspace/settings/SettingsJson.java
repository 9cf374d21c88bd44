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
        settings.window()
                .ifPresent(window -> root.putObject("window")
                        .put("x", window.x())
                        .put("y", window.y())
                        .put("width", window.width())
                        .put("height", window.height())
                        .put("maximized", window.isMaximized()));
        ObjectNode columns = root.putObject("columns");
        settings.columns()
                .forEach((id, column) ->
                        columns.putObject(id).put("width", column.width()).put("visible", column.isVisible()));
        ArrayNode recents = root.putArray("recents");
        settings.recents().files().forEach(file -> recents.add(file.toString()));
        settings.lastFolder().ifPresent(folder -> root.put("lastFolder", folder.toString()));
        ObjectNode options = root.putObject("options");
        settings.options().forEach(options::put);
        return root;
    }

    static Settings read(JsonNode root) {
        return new Settings(
                ChoicesJson.read(root),
                bounds(root.path("window")),
                columns(root.path("columns")),
                recents(root.path("recents")),
                path(root.path("lastFolder")),
                options(root.path("options")));
    }

    private static Optional<Settings.Bounds> bounds(JsonNode node) {
        double width = node.path("width").asDouble();
        double height = node.path("height").asDouble();
        return width > 0
                        && height > 0
                        && node.path("x").isNumber()
                        && node.path("y").isNumber()
                ? Optional.of(new Settings.Bounds(
                        node.path("x").asDouble(),
                        node.path("y").asDouble(),
                        width,
                        height,
                        node.path("maximized").asBoolean()))
                : Optional.empty();
    }

    private static Map<String, Settings.Column> columns(JsonNode node) {
        Map<String, Settings.Column> columns = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            double width = entry.getValue().path("width").asDouble();
            if (width > 0) {
                columns.put(
                        entry.getKey(),
                        new Settings.Column(
                                width, entry.getValue().path("visible").asBoolean(true)));
            }
        });
        return columns;
    }

    private static Recents recents(JsonNode node) {
        List<Path> files = new ArrayList<>();
        node.forEach(item -> path(item).ifPresent(files::add));
        return new Recents(files);
    }

    private static Optional<Path> path(JsonNode node) {
        try {
            return node.isTextual() && !node.textValue().isEmpty()
                    ? Optional.of(Path.of(node.textValue()))
                    : Optional.empty();
        } catch (InvalidPathException invalid) {
            return Optional.empty();
        }
    }

    private static Map<String, String> options(JsonNode node) {
        Map<String, String> options = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                options.put(entry.getKey(), entry.getValue().asText());
            }
        });
        return options;
    }
}
