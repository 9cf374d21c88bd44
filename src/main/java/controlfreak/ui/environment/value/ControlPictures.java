package controlfreak.ui.environment.value;

import java.util.function.IntUnaryOperator;

/**
 * Stands visible pictures in for control characters, which text controls of JavaFX would drop without a word: a carriage
 * return is shown as U+240D. Newlines and tabs stay themselves. Any thread.
 */
public final class ControlPictures {
    private static final char FIRST = '\u2400';
    private static final char DELETE = '\u2421';
    private static final char DEL = 0x7f;

    private ControlPictures() {}

    /** Whether a text control would drop something of it. */
    public static boolean needed(String value) {
        return value.chars().anyMatch(ControlPictures::isDropped);
    }

    /** Whether pictures can stand in without being mistaken for what the value holds itself. */
    public static boolean possible(String value) {
        return value.chars().noneMatch(c -> c >= FIRST && c <= DELETE);
    }

    public static String shown(String value) {
        return mapped(value, c -> isDropped(c) ? c == DEL ? DELETE : (char) (FIRST + c) : (char) c);
    }

    /** The value that is meant by a text that {@link #shown} made and an operator edited. */
    public static String meant(String text) {
        return mapped(text, c -> c == DELETE ? DEL : c >= FIRST && c < FIRST + ' ' ? (char) (c - FIRST) : (char) c);
    }

    private static boolean isDropped(int c) {
        return c < ' ' && c != '\n' && c != '\t' || c == DEL;
    }

    private static String mapped(String text, IntUnaryOperator mapping) {
        StringBuilder mapped = new StringBuilder(text.length());
        text.chars().map(mapping).forEach(c -> mapped.append((char) c));
        return mapped.toString();
    }
}
