package controlfreak.workspace.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Map;

/** Writes plain maps, lists and scalars as JSON. One value at a time, one thread. */
public final class JsonText {
    private final JsonStyle style;
    private final StringBuilder text = new StringBuilder();

    private JsonText(JsonStyle style) {
        this.style = style;
    }

    /** A file's text: a member a line, with a newline at its end. */
    public static String of(Object plain) {
        return of(plain, JsonStyle.OURS, "", false) + "\n";
    }

    /**
     * A value in a style.
     *
     * @param indent of the line that it begins on
     * @param isInline whether all of it stands on that line
     */
    static String of(Object plain, JsonStyle style, String indent, boolean isInline) {
        JsonText json = new JsonText(style);
        json.value(plain, indent, isInline);
        return json.text.toString();
    }

    static String quoted(String text) {
        return "\""
                + escapeHalfCharacters(
                        new String(JsonStringEncoder.getInstance().quoteAsString(text))) + "\"";
    }

    private void value(Object value, String indent, boolean isInline) {
        if (value instanceof Map<?, ?> map) {
            object(map, indent, isInline);
        } else if (value instanceof List<?> list) {
            list(list, indent, isInline);
        } else if (value instanceof String string) {
            text.append(quoted(string));
        } else {
            text.append(value);
        }
    }

    private void object(Map<?, ?> members, String indent, boolean isInline) {
        boolean breaks = !isInline && !members.isEmpty();
        String inner = indent + style.unit();
        text.append('{').append(breaks ? style.newline() + inner : style.objectBlank());
        boolean isFirst = true;
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (!isFirst) {
                text.append(breaks ? "," + style.newline() + inner : style.comma());
            }
            isFirst = false;
            String key = (String) member.getKey();
            text.append(quoted(key)).append(style.colon());
            value(member.getValue(), inner, isInline || style.inline().contains(key));
        }
        if (breaks) {
            text.append(style.newline()).append(indent);
        } else if (!members.isEmpty()) {
            text.append(style.objectBlank());
        }
        text.append('}');
    }

    private void list(List<?> items, String indent, boolean isInline) {
        text.append('[').append(style.listBlank());
        for (int i = 0; i < items.size(); i++) {
            text.append(i > 0 ? style.comma() : "");
            value(items.get(i), indent, isInline);
        }
        text.append(items.isEmpty() ? "" : style.listBlank()).append(']');
    }

    /** Half a surrogate pair has no UTF-8 form, yet JSON can say it. */
    private static String escapeHalfCharacters(String text) {
        if (text.codePoints().noneMatch(JsonText::isHalfCharacter)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isHalfCharacter(point)) {
                escaped.append(String.format("\\u%04x", point));
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }

    private static boolean isHalfCharacter(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
