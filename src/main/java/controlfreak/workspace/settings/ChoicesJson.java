package controlfreak.workspace.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import controlfreak.workspace.Asks;
import java.util.LinkedHashMap;
import java.util.Map;

/** The operator's choices as JSON, to be read and changed by hand, too. What means nothing is as it was first. */
final class ChoicesJson {
    private ChoicesJson() {}

    static void write(Choices choices, ObjectNode root) {
        root.put("theme", choices.theme());
        root.put("language", choices.language());
        root.put("logLines", choices.logLines());
        root.putObject("asks")
                .put("bulk", choices.asks().bulk())
                .put("workers", choices.asks().workers())
                .put("kill", choices.asks().kill())
                .put("remove", choices.asks().remove());
        ObjectNode keys = root.putObject("keys");
        choices.keys().forEach(keys::put);
    }

    static Choices read(JsonNode root) {
        Choices first = Choices.FIRST;
        return new Choices(
                text(root.path("theme"), first.theme()),
                text(root.path("language"), first.language()),
                root.path("logLines").asInt(first.logLines()),
                asks(root.path("asks"), first.asks()),
                keys(root.path("keys")));
    }

    private static String text(JsonNode node, String otherwise) {
        return node.isTextual() ? node.textValue() : otherwise;
    }

    private static Asks asks(JsonNode node, Asks first) {
        return new Asks(
                node.path("bulk").asInt(first.bulk()),
                node.path("workers").asBoolean(first.workers()),
                node.path("kill").asBoolean(first.kill()),
                node.path("remove").asBoolean(first.remove()));
    }

    private static Map<String, String> keys(JsonNode node) {
        Map<String, String> keys = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> keys.put(
                        entry.getKey(), text(entry.getValue(), entry.getValue().toString())));
        return keys;
    }
}
