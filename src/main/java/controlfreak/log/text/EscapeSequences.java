package controlfreak.log.text;

/** Finds where the escape sequences of a terminal end in a text, which is read through once at most. One thread at a time. */
final class EscapeSequences {
    static final char ESCAPE = 0x1b;
    private static final char BELL = 0x07;

    private final String raw;
    private final int length;
    private boolean noStringEnds;

    /** @param length where the text ends */
    EscapeSequences(String raw, int length) {
        this.raw = raw;
        this.length = length;
    }

    /** What a sequence that selects a graphic rendition asks for, without its frame; null where it is another one. */
    String rendition(int at, int end) {
        boolean is = end - at > 2 && raw.charAt(at + 1) == '[' && raw.charAt(end - 1) == 'm';
        // Private sequences end in the same letter.
        return is && (end - at == 3 || raw.charAt(at + 2) < '<') ? raw.substring(at + 2, end - 1) : null;
    }

    /** Where the escape sequence that begins at {@code at} ends; {@code at} where it is none or is cut off. */
    int end(int at) {
        if (at + 1 >= length) {
            return at;
        }
        char kind = raw.charAt(at + 1);
        if (kind == '[') {
            return endOfControlSequence(at);
        }
        if (kind == ']' || kind == 'P' || kind == '_' || kind == '^' || kind == 'X') {
            return endOfString(at);
        }
        int end = at + 1;
        while (end < length && raw.charAt(end) >= 0x20 && raw.charAt(end) <= 0x2f) {
            end++;
        }
        return end < length && raw.charAt(end) >= 0x30 && raw.charAt(end) <= 0x7e ? end + 1 : at;
    }

    private int endOfControlSequence(int at) {
        int end = at + 2;
        while (end < length && raw.charAt(end) >= 0x20 && raw.charAt(end) <= 0x3f) {
            end++;
        }
        return end < length && raw.charAt(end) >= 0x40 && raw.charAt(end) <= 0x7e ? end + 1 : at;
    }

    private int endOfString(int at) {
        for (int end = at + 2; end < length && !noStringEnds; end++) {
            char c = raw.charAt(end);
            if (c == BELL) {
                return end + 1;
            }
            if (c == ESCAPE && end + 1 < length && raw.charAt(end + 1) == '\\') {
                return end + 2;
            }
        }
        // None that begins later ends either: a line of nothing but beginnings must not be searched again for each.
        noStringEnds = true;
        return at;
    }
}
