package controlfreak.workspace.dotenv;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What systemd reads as an {@code EnvironmentFile=}: "#" and ";" begin comments at the start of a line only, quoted and
 * plain pieces of a value are joined, a backslash at a line's end continues it, and nothing is filled in.
 */
final class SystemdSyntax implements Syntax {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String ESCAPABLE = "\"\\`$";

    /** A carriage return ends a line by itself. */
    @Override
    public String withNewlines(String text) {
        return text;
    }

    @Override
    public void read(Entries entries) {
        String text = entries.text();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isBlank(c) || isNewline(c)) {
                at++;
            } else if (c == '#' || c == ';') {
                at = endOfLine(text, at);
            } else {
                at = entry(entries, at);
            }
        }
    }

    private static int entry(Entries entries, int at) {
        String text = entries.text();
        int equals = at;
        while (equals < text.length() && text.charAt(equals) != '=' && !isNewline(text.charAt(equals))) {
            equals++;
        }
        if (equals == text.length() || text.charAt(equals) != '=') {
            entries.reject(at, equals, Note.Kind.NOT_UNDERSTOOD);
            return equals;
        }
        SystemdValue value = new SystemdValue(text, equals + 1);
        if (!value.isClosed()) {
            entries.reject(at, endOfLine(text, at), Note.Kind.UNCLOSED_QUOTE);
            return endOfLine(text, at);
        }
        String name = text.substring(at, equals).stripTrailing();
        List<Note> notes = new ArrayList<>(value.notes());
        if (!NAME.matcher(name).matches()) {
            notes.add(Note.of(Note.Kind.BAD_NAME));
        } else if (value.value().chars().anyMatch(SystemdSyntax::isRefused)) {
            notes.add(Note.of(Note.Kind.BAD_VALUE));
        }
        entries.add(at, name, value.value(), notes);
        return value.end();
    }

    private static boolean isRefused(int c) {
        return c < ' ' && c != '\t' && c != '\n' || c == 0x7f;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean isNewline(char c) {
        return c == '\n' || c == '\r';
    }

    /** Whether a backslash before it goes away inside double quotes. */
    static boolean isEscapable(char c) {
        return ESCAPABLE.indexOf(c) >= 0;
    }

    private static int endOfLine(String text, int from) {
        int end = from;
        while (end < text.length() && !isNewline(text.charAt(end))) {
            end++;
        }
        return end;
    }

    @Override
    public List<String> forms(String value) {
        StringBuilder escaped = new StringBuilder("\"");
        value.chars()
                .forEach(c -> escaped.append(isEscapable((char) c) ? "\\" : "").append((char) c));
        return List.of(
                PLAIN.matcher(value).matches() ? value : escaped.append('"').toString());
    }
}
