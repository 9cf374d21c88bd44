package controlfreak.workspace.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Changes a JSON text where what it says has changed, and nowhere else: all that was not edited stays as it was written,
 * to the last blank. What is new takes the style of its neighbours. Any thread.
 */
public final class JsonSplice {
    private final String text;
    private final JsonStyle style;

    private JsonSplice(String text, JsonStyle style) {
        this.text = text;
        this.style = style;
    }

    /**
     * Edits a text.
     *
     * @param text what {@link JsonTree} has read without a problem
     * @param before what it says, in plain maps, lists and scalars; members that it spells out although they mean
     *     nothing new may be missing
     * @param after what it is to say
     */
    public static String splice(String text, Object before, Object after) {
        JsonSpan root = JsonSpan.of(text);
        JsonSplice splice = new JsonSplice(text, JsonStyle.of(text, root));
        return text.substring(0, root.start())
                + splice.value(root, before, after, root.isOneLine(text))
                + text.substring(root.end());
    }

    /** @param isInline whether a new value in this place would stand on one line */
    private String value(JsonSpan span, Object before, Object after, boolean isInline) {
        if (same(before, after)) {
            return text.substring(span.start(), span.end());
        }
        boolean isEdit = !span.parts().isEmpty();
        if (isEdit && before instanceof Map<?, ?> old && after instanceof Map<?, ?> now && isOrderKept(old, now)) {
            return object(span, old, now);
        }
        if (isEdit && before instanceof List<?> old && after instanceof List<?> now && !now.isEmpty()) {
            return list(span, old, now);
        }
        return fresh(after, JsonStyle.indent(text, span.start()).blanks(), isInline);
    }

    private String fresh(Object value, String indent, boolean isInline) {
        return JsonText.of(value, style, indent, isInline);
    }

    /** Order counts: {@link Map#equals} does not look at it. */
    private static boolean same(Object one, Object other) {
        if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
            return same(List.copyOf(a.keySet()), List.copyOf(b.keySet()))
                    && a.keySet().stream().allMatch(key -> same(a.get(key), b.get(key)));
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            return a.size() == b.size() && IntStream.range(0, a.size()).allMatch(i -> same(a.get(i), b.get(i)));
        }
        return Objects.equals(one, other);
    }

    private static boolean isOrderKept(Map<?, ?> before, Map<?, ?> after) {
        return before.keySet().stream()
                .filter(after::containsKey)
                .toList()
                .equals(after.keySet().stream().filter(before::containsKey).toList());
    }

    private String object(JsonSpan span, Map<?, ?> before, Map<?, ?> after) {
        Parts parts = new Parts(text, style, span);
        boolean isOneLine = span.isOneLine(text);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < span.parts().size(); i++) {
            JsonSpan.Part part = span.parts().get(i);
            boolean isGone = before.containsKey(part.key()) && !after.containsKey(part.key());
            if (isGone) {
                continue;
            }
            keys.add(part.key());
            boolean isUntouched = !after.containsKey(part.key());
            String value = isUntouched
                    ? text.substring(part.value().start(), part.value().end())
                    : value(
                            part.value(),
                            before.containsKey(part.key()) ? before.get(part.key()) : Parts.ABSENT,
                            after.get(part.key()),
                            isOneLine || style.inline().contains(part.key()));
            parts.keep(i, text.substring(part.start(), part.value().start()) + value);
        }
        Set<String> present = new HashSet<>(keys);
        String last = null;
        for (Map.Entry<?, ?> member : after.entrySet()) {
            String key = (String) member.getKey();
            if (!present.contains(key)) {
                int at = keys.indexOf(last) + 1;
                keys.add(at, key);
                boolean isInline = isOneLine || style.inline().contains(key);
                parts.insert(
                        at,
                        indent -> JsonText.quoted(key) + style.colon() + fresh(member.getValue(), indent, isInline));
            }
            last = key;
        }
        return parts.joined();
    }

    private String list(JsonSpan span, List<?> before, List<?> after) {
        Parts parts = new Parts(text, style, span);
        int[] matches = Matches.of(before, after);
        for (int i = 0; i < after.size(); i++) {
            Object item = after.get(i);
            boolean isInline = span.parts()
                    .get(Math.max(0, Math.min(i, before.size()) - 1))
                    .value()
                    .isOneLine(text);
            if (matches[i] >= 0) {
                JsonSpan old = span.parts().get(matches[i]).value();
                parts.keep(matches[i], value(old, before.get(matches[i]), item, old.isOneLine(text)));
            } else {
                parts.insert(i, indent -> fresh(item, indent, isInline));
            }
        }
        return parts.joined();
    }
}
