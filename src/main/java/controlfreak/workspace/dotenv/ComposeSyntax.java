package controlfreak.workspace.dotenv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Docker Compose reads: "#" begins a comment at the start of a line and after a blank, values in single quotes stand
 * as they are, those in double quotes know the shell's escapes, both run over lines, and references to variables are
 * filled in except in single quotes.
 */
final class ComposeSyntax implements Syntax {
    @Override
    public void read(Entries entries) {
        String text = entries.text();
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.charAt(at) == '#') {
                at = entries.endOfLine(at);
            } else {
                at = entry(entries, at);
            }
        }
    }

    private static int entry(Entries entries, int at) {
        String text = entries.text();
        int end = entries.endOfLine(at);
        int from = afterExport(text, at, end);
        int separator = from;
        while (separator < end && isInName(text.charAt(separator))) {
            separator++;
        }
        int nameEnd = separator;
        separator = afterBlanks(text, separator, end);
        String name = text.substring(from, nameEnd);
        boolean assigns = separator < end && (text.charAt(separator) == '=' || text.charAt(separator) == ':');
        if (name.isEmpty() || !assigns && separator < end) {
            entries.reject(at, Note.Kind.NOT_UNDERSTOOD);
            return end;
        }
        if (!assigns) {
            fromEnvironment(entries, at, name);
            return end;
        }
        List<Note> notes = new ArrayList<>();
        if (Character.isDigit(name.charAt(0))) {
            notes.add(Note.of(Note.Kind.BAD_NAME));
        }
        int start = afterBlanks(text, separator + 1, end);
        boolean quoted = start < end && (text.charAt(start) == '"' || text.charAt(start) == '\'');
        return quoted ? quoted(entries, at, name, start, notes) : plain(entries, at, name, start, notes);
    }

    private static int afterExport(String text, int at, int end) {
        int after = at + "export".length();
        boolean exports = text.startsWith("export", at) && after < end && Character.isWhitespace(text.charAt(after));
        return exports ? afterBlanks(text, after, end) : at;
    }

    private static int afterBlanks(String text, int from, int end) {
        int at = from;
        while (at < end && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isInName(char c) {
        return Character.isLetterOrDigit(c) || "_.-[]".indexOf(c) >= 0;
    }

    private static void fromEnvironment(Entries entries, int at, String name) {
        Optional<String> value = entries.inherited(name);
        entries.add(
                at,
                name,
                value.orElse(""),
                List.of(value.isPresent() ? Note.of(Note.Kind.FROM_ENVIRONMENT) : new Note(Note.Kind.REQUIRED, name)));
    }

    private static int plain(Entries entries, int at, String name, int start, List<Note> notes) {
        int end = entries.endOfLine(start);
        String line = entries.text().substring(start, end);
        int comment =
                line.startsWith("#") && start > 0 && entries.text().charAt(start - 1) == ' ' ? 0 : line.indexOf(" #");
        String written = (comment < 0 ? line : line.substring(0, comment)).stripTrailing();
        if (comment >= 0) {
            notes.add(new Note(Note.Kind.HASH_CUT, line.substring(comment).strip()));
        }
        notes.addAll(Suspicions.ofPlain(written));
        ComposeExpansion expansion = new ComposeExpansion(entries::value, notes);
        entries.add(at, name, expansion.filledIn(written), notes);
        return end;
    }

    private static int quoted(Entries entries, int at, String name, int start, List<Note> notes) {
        String text = entries.text();
        char quote = text.charAt(start);
        StringBuilder within = new StringBuilder();
        int close = start + 1;
        for (; close < text.length() && text.charAt(close) != quote; close++) {
            char c = text.charAt(close);
            if (c == '\\' && close + 1 < text.length()) {
                char escaped = text.charAt(++close);
                within.append(escaped == quote ? "" : "\\").append(escaped);
            } else {
                within.append(c);
            }
        }
        boolean closed = close < text.length();
        String behind =
                closed ? text.substring(close + 1, entries.endOfLine(close)).strip() : "";
        boolean clean = behind.isEmpty() || behind.startsWith("#");
        if (!closed || !clean) {
            // A quote that closes in the middle of a later line is that line's own.
            boolean elsewhere = !closed || close > entries.endOfLine(start);
            entries.reject(at, elsewhere ? Note.Kind.UNCLOSED_QUOTE : Note.Kind.AFTER_QUOTE);
            return entries.endOfLine(at);
        }
        String value = within.toString();
        if (quote == '"') {
            value = new ComposeExpansion(entries::value, notes).filledIn(ComposeEscapes.unescaped(value));
        }
        entries.add(at, name, value, notes);
        return close + 1;
    }

    @Override
    public List<String> forms(String value) {
        String single = "'" + value + "'";
        String escaped = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("$", "\\$")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        return List.of(PLAIN.matcher(value).matches() ? value : single, "\"" + escaped + "\"");
    }
}
