package controlfreak.ui.environment.value;

import controlfreak.guard.VisibleText;
import controlfreak.ui.fx.Texts;

/** How values are shown on one line, and which of them a one-line field can edit. Any thread. */
public final class ValueText {
    private static final int LONG = 400;
    private static final double KILO = 1000;

    private ValueText() {}

    /** Whether a field of one line would change it, or could not show it well. */
    public static boolean needsLines(String value) {
        return value.length() > LONG || value.chars().anyMatch(Character::isISOControl);
    }

    /** The first line as it can be shown, cut where it is long. */
    public static String firstLine(String value) {
        String line = value.lines().findFirst().orElse("");
        String cut = line.length() > LONG ? line.substring(0, LONG) : line;
        return VisibleText.of(ControlPictures.shown(cut.replace("\t", " ")))
                + (cut.length() < value.length() ? " …" : "");
    }

    /** How large it is: "1.0 MB, 3 lines". */
    public static String size(String value) {
        long lines = value.chars().filter(c -> c == '\n').count() + 1;
        return Texts.text("env.value.size", bytes(utf8Length(value)), lines);
    }

    private static String bytes(long bytes) {
        if (bytes < KILO) {
            return Texts.text("env.bytes", bytes);
        }
        return bytes < KILO * KILO
                ? Texts.text("env.kilobytes", bytes / KILO)
                : Texts.text("env.megabytes", bytes / KILO / KILO);
    }

    private static long utf8Length(String value) {
        return value.codePoints()
                .mapToLong(point -> point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)
                .sum();
    }
}
