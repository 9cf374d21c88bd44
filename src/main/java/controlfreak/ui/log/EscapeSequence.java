package controlfreak.ui.log;

/** Finds where the escape sequences of terminals end. Any thread. */
final class EscapeSequence {
    static final char ESCAPE = 0x1b;
    private static final char BELL = 0x07;

    private EscapeSequence() {}

    /** What a sequence that selects a graphic rendition asks for, without its frame; null where it is another one. */
    static String rendition(String raw, int at, int end) {
        boolean is = end - at > 2 && raw.charAt(at + 1) == '[' && raw.charAt(end - 1) == 'm';
        // Private sequences end in the same letter.
        return is && (end - at == 3 || raw.charAt(at + 2) < '<') ? raw.substring(at + 2, end - 1) : null;
    }

    /** Where the escape sequence that begins at {@code at} ends; {@code at} where it is none or is cut off. */
    static int end(String raw, int at, int length) {
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
