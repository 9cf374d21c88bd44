package controlfreak.log.text;

import java.util.Optional;

/**
 * How a program asked for text to look. Immutable; any thread.
 *
 * @param foreground one of the sixteen colours of a terminal; empty is the theme's own
 * @param background the same for what is behind the text
 */
public record LogStyle(
        Optional<Integer> foreground,
        Optional<Integer> background,
        boolean bold,
        boolean faint,
        boolean italic,
        boolean underlined,
        boolean struck,
        boolean inverse) {
    public static final LogStyle PLAIN =
            new LogStyle(Optional.empty(), Optional.empty(), false, false, false, false, false, false);

    LogStyle withForeground(Optional<Integer> colour) {
        return new LogStyle(colour, background, bold, faint, italic, underlined, struck, inverse);
    }

    LogStyle withBackground(Optional<Integer> colour) {
        return new LogStyle(foreground, colour, bold, faint, italic, underlined, struck, inverse);
    }

    LogStyle withWeight(boolean isBold, boolean isFaint) {
        return new LogStyle(foreground, background, isBold, isFaint, italic, underlined, struck, inverse);
    }

    LogStyle withItalic(boolean on) {
        return new LogStyle(foreground, background, bold, faint, on, underlined, struck, inverse);
    }

    LogStyle withUnderlined(boolean on) {
        return new LogStyle(foreground, background, bold, faint, italic, on, struck, inverse);
    }

    LogStyle withStruck(boolean on) {
        return new LogStyle(foreground, background, bold, faint, italic, underlined, on, inverse);
    }

    LogStyle withInverse(boolean on) {
        return new LogStyle(foreground, background, bold, faint, italic, underlined, struck, on);
    }
}
