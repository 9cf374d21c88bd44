package controlfreak.guard;

/**
 * Shows text from outside as what it is: what would not be seen, would begin a line, reorder one or act on a terminal
 * stands there by its number, as {@code \x1b} or {@code \}{@code u202e}. Text of which all can be seen stays the same
 * object. Any thread.
 */
public final class VisibleText {
    private static final int LAST_OF_TWO_DIGITS = 0xff;

    private VisibleText() {}

    /** On one line, whatever it holds. */
    public static String of(String text) {
        return shown(text, false);
    }

    /** On as many lines as it has, with its tabs. */
    public static String lines(String text) {
        return shown(text, true);
    }

    private static String shown(String text, boolean keepsLines) {
        int first = 0;
        while (first < text.length() && isPlain(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, first);
        text.codePoints().skip(text.codePointCount(0, first)).forEach(point -> {
            if (isSeen(point) || keepsLines && (point == '\n' || point == '\t')) {
                shown.appendCodePoint(point);
            } else {
                shown.append(number(point));
            }
        });
        return shown.toString();
    }

    /** What needs no closer look. */
    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7f;
    }

    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> !isBlankLetter(point);
        };
    }

    /** Letters and marks without a shape; those that only choose one for the character before are seen by that. */
    private static boolean isBlankLetter(int point) {
        return switch (point) {
            case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180c, 0x180d, 0x180f, 0x2800, 0x3164, 0xffa0 -> true;
            default -> false;
        };
    }

    private static String number(int point) {
        return String.format(point <= LAST_OF_TWO_DIGITS ? "\\x%02x" : "\\u%04x", point);
    }
}
