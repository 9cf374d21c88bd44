package controlfreak.ui.main.rows;

import controlfreak.ui.fx.Texts;
import java.time.Duration;
import java.util.Locale;
import java.util.Locale.Category;

/** Lengths of time in words that are short and of steady width. Any thread. */
public final class Durations {
    private Durations() {}

    /** The two largest units: {@code 12 s}, {@code 3 min 12 s}, {@code 2 h}. */
    public static String rough(Duration time) {
        if (time.toMinutes() < 1) {
            return text("s", Math.max(0, time.toSeconds()));
        }
        if (time.toHours() < 1) {
            return pair("min", time.toMinutes(), "s", time.toSecondsPart());
        }
        return time.toDays() < 1
                ? pair("h", time.toHours(), "min", time.toMinutesPart())
                : pair("d", time.toDays(), "h", time.toHoursPart());
    }

    /** What is left of a wait: tenths of a second where they count. */
    public static String left(Duration time) {
        return time.toSeconds() < 10 ? tenths(time.isNegative() ? Duration.ZERO : time) : rough(time);
    }

    /** A time that was measured: {@code 412 ms}, {@code 1.4 s}, {@code 3 min 12 s}. */
    public static String exact(Duration time) {
        return time.toMillis() < 1000 ? text("ms", time.toMillis()) : left(time);
    }

    private static String tenths(Duration time) {
        return Texts.text(
                "main.time.s", String.format(Locale.getDefault(Category.FORMAT), "%.1f", time.toMillis() / 1000.0));
    }

    private static String pair(String unit, long count, String smaller, long rest) {
        return rest == 0 ? text(unit, count) : text(unit, count) + " " + text(smaller, rest);
    }

    private static String text(String unit, long count) {
        return Texts.text("main.time." + unit, Long.toString(count));
    }
}
