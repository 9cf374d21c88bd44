package controlfreak.workspace.dotenv;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What foreman reads: one {@code NAME=value} a line, blanks and all. A value in single quotes stands as it is; in double
 * quotes {@code \n} is a newline, and a backslash before any other character goes away.
 */
final class ForemanSyntax implements Syntax {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_0-9]+");

    @Override
    public void read(Entries entries) {
        String text = entries.text();
        for (int at = 0; at < text.length(); at = entries.endOfLine(at) + 1) {
            String line = text.substring(at, entries.endOfLine(at));
            int equals = line.indexOf('=');
            if (equals > 0 && NAME.matcher(line.substring(0, equals)).matches()) {
                add(entries, at, line.substring(0, equals), line.substring(equals + 1));
            } else if (!line.isBlank() && !line.strip().startsWith("#")) {
                entries.reject(at, Note.Kind.NOT_UNDERSTOOD);
            }
        }
    }

    private static void add(Entries entries, int at, String name, String written) {
        if (isIn(written, '\'')) {
            entries.add(at, name, within(written), List.of());
        } else if (isIn(written, '"')) {
            String value = unescaped(within(written).replace("\\n", "\n"));
            entries.add(at, name, value, Suspicions.ofUnexpanded(value));
        } else {
            List<Note> notes = new ArrayList<>(Suspicions.ofPlain(written));
            notes.addAll(Suspicions.ofUnexpanded(written));
            entries.add(at, name, written, notes);
        }
    }

    private static boolean isIn(String written, char quote) {
        return written.length() > 1 && written.charAt(0) == quote && written.charAt(written.length() - 1) == quote;
    }

    private static String within(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String unescaped(String escaped) {
        StringBuilder value = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            boolean escapes = c == '\\' && i + 1 < escaped.length() && escaped.charAt(i + 1) != '\n';
            value.append(escapes ? escaped.charAt(++i) : c);
        }
        return value.toString();
    }

    @Override
    public List<String> forms(String value) {
        String escaped = value.replace("\\", "\\\\").replace("\n", "\\n");
        return List.of(PLAIN.matcher(value).matches() ? value : "'" + value + "'", "\"" + escaped + "\"");
    }
}
