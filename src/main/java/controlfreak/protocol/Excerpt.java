package controlfreak.protocol;

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
                ? visible(text.substring(0, Math.min(text.length(), MAX_CHARS))) + "… (" + line.length + " bytes)"
                : visible(text);
    }

    static String of(String text) {
        return text.length() > MAX_CHARS ? visible(text.substring(0, MAX_CHARS)) + "…" : visible(text);
    }

    private static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            int type = Character.getType(point);
            if (Character.isISOControl(point)) {
                shown.append(String.format("\\x%02x", point));
            } else if (type == Character.FORMAT || type == Character.SURROGATE) {
                shown.append(String.format("\\u%04x", point));
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }
}
