package controlfreak.workspace.dotenv;

import java.util.ArrayList;
import java.util.List;

/** One value of an environment file of systemd, read from behind its equals sign. */
final class SystemdValue {
    private final String text;
    private final StringBuilder value = new StringBuilder();
    private final List<Note> notes = new ArrayList<>();
    private boolean closed = true;
    private int at;

    SystemdValue(String text, int from) {
        this.text = text;
        at = from;
        pieces();
    }

    boolean isClosed() {
        return closed;
    }

    String value() {
        return value.toString();
    }

    List<Note> notes() {
        return notes;
    }

    /** Where the value ends: at a newline, or at the end of the text. */
    int end() {
        return at;
    }

    /** Quoted pieces, and one without quotes at the end. */
    private void pieces() {
        while (at < text.length() && !SystemdSyntax.isNewline(text.charAt(at)) && closed) {
            char c = text.charAt(at);
            if (SystemdSyntax.isBlank(c)) {
                at++;
            } else if (c == '\'') {
                singleQuoted();
            } else if (c == '"') {
                doubleQuoted();
            } else {
                plain();
            }
        }
    }

    private void singleQuoted() {
        int end = text.indexOf('\'', at + 1);
        closed = end >= 0;
        if (closed) {
            value.append(text, at + 1, end);
            at = end + 1;
        }
    }

    private void doubleQuoted() {
        int before = value.length();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            char c = text.charAt(at);
            if (c != '\\' || at + 1 == text.length()) {
                value.append(c);
                continue;
            }
            char escaped = text.charAt(++at);
            if (SystemdSyntax.isEscapable(escaped)) {
                value.append(escaped);
            } else if (escaped != '\n') {
                value.append('\\').append(escaped);
            }
        }
        closed = at < text.length();
        at++;
        notes.addAll(Suspicions.ofUnexpanded(value.substring(before)));
    }

    private void plain() {
        int before = value.length();
        int solid = before;
        for (; at < text.length() && !SystemdSyntax.isNewline(text.charAt(at)); at++) {
            char c = text.charAt(at);
            boolean escapes = c == '\\';
            if (!escapes) {
                value.append(c);
            } else if (++at < text.length() && !SystemdSyntax.isNewline(text.charAt(at))) {
                value.append(text.charAt(at));
            }
            solid = escapes || !SystemdSyntax.isBlank(c) ? value.length() : solid;
        }
        value.setLength(solid);
        notes.addAll(Suspicions.ofPlain(value.substring(before)));
        notes.addAll(Suspicions.ofUnexpanded(value.substring(before)));
    }
}
