package controlfreak.workspace.dotenv;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What dotenv for Ruby reads (its version 3): "#" begins a comment wherever a value has no quotes, values in single
 * quotes stand as they are, backslashes go away elsewhere, quoted values run over lines, and references to variables are
 * filled in except in single quotes.
 */
final class RubySyntax implements Syntax {
    private static final Pattern KEY = Pattern.compile("(?:export\\s+)?([\\w.]++)(?:\\s*=|:\\s)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([^$])");

    @Override
    public String withNewlines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    @Override
    public void read(Entries entries) {
        String text = entries.text();
        Matcher key = KEY.matcher(text);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c != '#' && key.region(at, text.length()).lookingAt()) {
                at = entry(entries, at, key.group(1), key.end());
            } else {
                if (c != '#') {
                    entries.reject(at, Note.Kind.NOT_UNDERSTOOD);
                }
                at = entries.endOfLine(at);
            }
        }
    }

    private static int entry(Entries entries, int at, String name, int start) {
        RubyValue found = RubyValue.at(entries.text(), start);
        List<Note> notes = new ArrayList<>(found.notes());
        String value = found.quote() == '"' ? newlinesKept(found.written()) : found.written();
        if (found.quote() != '\'') {
            String unescaped = ESCAPE.matcher(value).replaceAll("$1");
            value = new RubyExpansion(entries::value, notes).filledIn(unescaped);
        }
        entries.add(at, name, value, notes);
        return entries.endOfLine(found.end());
    }

    /** In this version a backslash with an "n" or an "r" behind it is no newline, but stays. */
    private static String newlinesKept(String value) {
        return value.replace("\\n", "\\\\n").replace("\\r", "\\\\r");
    }

    /** A quote behind a backslash may close a value or not, by what stands in later lines: so none is written. */
    @Override
    public List<String> forms(String value) {
        List<String> forms = new ArrayList<>();
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$");
        if (PLAIN.matcher(value).matches()) {
            forms.add(value);
        } else if (!value.endsWith("\\")) {
            forms.add("'" + value + "'");
            forms.add("\"" + escaped + "\"");
        }
        forms.add(escaped);
        return forms;
    }
}
