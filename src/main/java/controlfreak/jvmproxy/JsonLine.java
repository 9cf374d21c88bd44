package controlfreak.jvmproxy;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Builds one status line, member by member. One thread. */
final class JsonLine {
    private final StringBuilder line = new StringBuilder("{");

    static JsonLine status(String status) {
        return new JsonLine().with("status", status);
    }

    JsonLine with(String name, String value) {
        key(name);
        text(value);
        return this;
    }

    JsonLine with(String name, long value) {
        key(name);
        line.append(value);
        return this;
    }

    JsonLine withNull(String name) {
        key(name);
        line.append("null");
        return this;
    }

    JsonLine with(String name, List<String> values) {
        key(name);
        String separator = "[";
        for (String value : values) {
            line.append(separator);
            text(value);
            separator = ",";
        }
        line.append(values.isEmpty() ? "[]" : "]");
        return this;
    }

    byte[] bytes() {
        return (line + "}").getBytes(StandardCharsets.UTF_8);
    }

    private void key(String name) {
        if (line.length() > 1) {
            line.append(',');
        }
        text(name);
        line.append(':');
    }

    private void text(String value) {
        line.append('"');
        value.chars().forEach(each -> {
            if (each == '"' || each == '\\') {
                line.append('\\').append((char) each);
            } else if (each < ' ' || Character.isSurrogate((char) each)) {
                line.append(String.format("\\u%04x", each));
            } else {
                line.append((char) each);
            }
        });
        line.append('"');
    }
}
