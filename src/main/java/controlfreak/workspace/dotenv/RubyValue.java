package controlfreak.workspace.dotenv;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * One value of a file of dotenv for Ruby, as it stands behind its separator. Immutable.
 *
 * @param written what stands there, without the quotes around it
 * @param quote the quotation mark around it; a blank where there is none
 * @param end where it ends, with its closing quotation mark
 */
record RubyValue(String written, char quote, int end, List<Note> notes) {
    private static final char NONE = ' ';

    static RubyValue at(String text, int start) {
        int first = start;
        while (first < text.length() && isSpace(text.charAt(first))) {
            first++;
        }
        if (first < text.length() && (text.charAt(first) == '"' || text.charAt(first) == '\'')) {
            int close = closing(text, first);
            if (close > 0) {
                return new RubyValue(text.substring(first + 1, close), text.charAt(first), close + 1, List.of());
            }
        }
        return plain(text, start);
    }

    /**
     * Where the quotes close: at the first mark without a backslash before it where nothing but a comment stands behind
     * that, else at the last mark before that with nothing behind it, else nowhere.
     */
    private static int closing(String text, int open) {
        char quote = text.charAt(open);
        Deque<Integer> candidates = new ArrayDeque<>();
        boolean found = false;
        for (int at = open + 1; at < text.length() && !found; at++) {
            if (text.charAt(at) == quote) {
                candidates.push(at);
                found = text.charAt(at - 1) != '\\';
            }
        }
        return candidates.stream().filter(at -> isEnd(text, at + 1)).findFirst().orElse(-1);
    }

    private static boolean isEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && isSpace(text.charAt(at))) {
            at++;
        }
        return at == text.length() || text.charAt(at) == '\n' || text.charAt(at) == '#';
    }

    private static RubyValue plain(String text, int start) {
        int end = start;
        while (end < text.length() && "#\r\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String written = text.substring(start, end).strip();
        boolean cut = end < text.length() && text.charAt(end) == '#';
        int line = text.indexOf('\n', end);
        String comment = text.substring(end, line < 0 ? text.length() : line).strip();
        boolean quoted = written.length() > 1
                && (written.charAt(0) == '"' || written.charAt(0) == '\'')
                && written.charAt(written.length() - 1) == written.charAt(0);
        List<Note> notes = cut ? List.of(new Note(Note.Kind.HASH_CUT, comment)) : List.of();
        if (quoted) {
            return new RubyValue(written.substring(1, written.length() - 1), written.charAt(0), end, notes);
        }
        return new RubyValue(written, NONE, end, cut ? notes : Suspicions.ofPlain(written));
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
