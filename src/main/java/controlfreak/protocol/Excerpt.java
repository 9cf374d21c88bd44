package controlfreak.protocol;

import controlfreak.guard.VisibleText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Shows what a proxy sent in a message for people: short, and with nothing in it that a terminal would act on. */
final class Excerpt {
    private static final int MAX_CHARS = 200;

    private Excerpt() {}

    static String of(byte[] line) {
        // One character takes four bytes at most: more would be decoded for nothing.
        byte[] start = line.length > 4 * MAX_CHARS ? Arrays.copyOf(line, 4 * MAX_CHARS) : line;
        String text = new String(start, StandardCharsets.UTF_8);
        return text.length() > MAX_CHARS || start.length < line.length
                ? VisibleText.of(text.substring(0, Math.min(text.length(), MAX_CHARS))) + "… (" + line.length
                        + " bytes)"
                : VisibleText.of(text);
    }

    static String of(String text) {
        return text.length() > MAX_CHARS ? VisibleText.of(text.substring(0, MAX_CHARS)) + "…" : VisibleText.of(text);
    }
}
