package controlfreak.ui.log;

/**
 * Makes the bytes of a log safe to show: terminal escape sequences are left out, other control characters (and those
 * that would reorder a line) are made visible, tabs stay. Any thread.
 */
final class LogText {
    private static final char ESCAPE = 0x1b;
    private static final char BELL = 0x07;
    private static final char DELETE = 0x7f;

    private LogText() {}

    static String clean(String raw) {
        int length = raw.endsWith("\r") ? raw.length() - 1 : raw.length();
        int first = 0;
        while (first < length && isPlain(raw.charAt(first))) {
            first++;
        }
        if (first == length) {
            return raw.substring(0, length);
        }
        StringBuilder clean = new StringBuilder(length).append(raw, 0, first);
        int at = first;
        while (at < length) {
            char c = raw.charAt(at);
            int next = c == ESCAPE ? endOfEscape(raw, at, length) : at;
            if (next > at) {
                at = next;
            } else {
                appendVisible(clean, c);
                at++;
            }
        }
        return clean.toString();
    }

    private static boolean isPlain(char c) {
        if (c < ' ') {
            return c == '\t';
        }
        return c < DELETE || (c > 0x9f && !reorders(c) && !breaksLine(c));
    }

    /** Whether it is a bidirectional control: it could make a line read as something that it is not. */
    private static boolean reorders(char c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean breaksLine(char c) {
        return c == 0x2028 || c == 0x2029;
    }

    private static void appendVisible(StringBuilder clean, char c) {
        if (isPlain(c)) {
            clean.append(c);
        } else if (c <= 0xff) {
            clean.append(String.format("\\x%02x", (int) c));
        } else {
            clean.append(String.format("\\u%04x", (int) c));
        }
    }

    /** Where the escape sequence that begins at {@code at} ends; {@code at} where it is none or is cut off. */
    private static int endOfEscape(String raw, int at, int length) {
        if (at + 1 >= length) {
            return at;
        }
        char kind = raw.charAt(at + 1);
        if (kind == '[') {
            return endOfControlSequence(raw, at, length);
        }
        if (kind == ']' || kind == 'P' || kind == '_' || kind == '^' || kind == 'X') {
            return endOfString(raw, at, length);
        }
        int end = at + 1;
        while (end < length && raw.charAt(end) >= 0x20 && raw.charAt(end) <= 0x2f) {
            end++;
        }
        return end < length && raw.charAt(end) >= 0x30 && raw.charAt(end) <= 0x7e ? end + 1 : at;
    }

    private static int endOfControlSequence(String raw, int at, int length) {
        int end = at + 2;
        while (end < length && raw.charAt(end) >= 0x20 && raw.charAt(end) <= 0x3f) {
            end++;
        }
        return end < length && raw.charAt(end) >= 0x40 && raw.charAt(end) <= 0x7e ? end + 1 : at;
    }

    private static int endOfString(String raw, int at, int length) {
        for (int end = at + 2; end < length; end++) {
            char c = raw.charAt(end);
            if (c == BELL) {
                return end + 1;
            }
            if (c == ESCAPE && end + 1 < length && raw.charAt(end + 1) == '\\') {
                return end + 2;
            }
        }
        return at;
    }
}
