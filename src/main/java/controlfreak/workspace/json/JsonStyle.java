package controlfreak.workspace.json;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a text is laid out. Immutable; any thread.
 *
 * @param unit by what a level is indented more than the one around it
 * @param colon between a key and its value
 * @param comma between two parts on one line
 * @param objectBlank inside the brackets of an object on one line
 * @param listBlank inside the brackets of a list on one line
 * @param inline the keys whose objects stand on one line
 */
record JsonStyle(
        String newline,
        String unit,
        String colon,
        String comma,
        String objectBlank,
        String listBlank,
        Set<String> inline) {
    static final JsonStyle OURS = new JsonStyle("\n", "  ", ": ", ", ", " ", " ", Set.of());

    /** The style of a text, by the first example of each habit; ours where there is none. */
    static JsonStyle of(String text, JsonSpan root) {
        Habits habits = new Habits(text);
        habits.look(root, "");
        return new JsonStyle(
                text.contains("\r\n") ? "\r\n" : OURS.newline,
                habits.unit.orElse(OURS.unit),
                habits.colon.orElse(OURS.colon),
                habits.comma.orElse(OURS.comma),
                habits.objectBlank.orElse(OURS.objectBlank),
                habits.listBlank.orElse(OURS.listBlank),
                habits.inline);
    }

    /** What was seen first of each. */
    private static final class Habits {
        private final String text;
        private final Set<String> seen = new HashSet<>();
        private final Set<String> inline = new HashSet<>();
        private Optional<String> unit = Optional.empty();
        private Optional<String> colon = Optional.empty();
        private Optional<String> comma = Optional.empty();
        private Optional<String> objectBlank = Optional.empty();
        private Optional<String> listBlank = Optional.empty();

        private Habits(String text) {
            this.text = text;
        }

        private void look(JsonSpan span, String key) {
            List<JsonSpan.Part> parts = span.parts();
            if (parts.isEmpty()) {
                return;
            }
            boolean isObject = text.charAt(span.start()) == '{';
            String first = span.gap(text, 0);
            boolean isOneLine = span.isOneLine(text);
            if (isOneLine && isObject) {
                objectBlank = objectBlank.or(() -> Optional.of(first));
            } else if (isOneLine) {
                listBlank = listBlank.or(() -> Optional.of(first));
            } else if (first.contains("\n") && unit.isEmpty()) {
                unit = indent(text, parts.get(0).start()).more(indent(text, span.start()));
            }
            if (isObject && seen.add(key) && isOneLine) {
                inline.add(key);
            }
            if (parts.size() > 1 && !span.gap(text, 1).contains("\n")) {
                comma = comma.or(() -> Optional.of(span.gap(text, 1)));
            }
            for (JsonSpan.Part part : parts) {
                if (isObject) {
                    colon = colon.or(() -> Optional.of(colonOf(part)));
                }
                look(part.value(), isObject ? part.key() : key);
            }
        }

        private String colonOf(JsonSpan.Part part) {
            int from = text.lastIndexOf('"', part.value().start() - 1) + 1;
            return text.substring(from, part.value().start());
        }
    }

    /** The blanks at the beginning of a line. */
    record Indent(String blanks) {
        /** By what it is more than another; empty where it is not. */
        Optional<String> more(Indent other) {
            return blanks.startsWith(other.blanks) && blanks.length() > other.blanks.length()
                    ? Optional.of(blanks.substring(other.blanks.length()))
                    : Optional.empty();
        }
    }

    /** How the line is indented that a place lies on. */
    static Indent indent(String text, int place) {
        int from = text.lastIndexOf('\n', place - 1) + 1;
        int to = from;
        while (to < place && (text.charAt(to) == ' ' || text.charAt(to) == '\t')) {
            to++;
        }
        return new Indent(text.substring(from, to));
    }
}
