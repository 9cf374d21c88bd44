package controlfreak.model.rights;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much of a resource is written: {@code 4096}, {@code 2G} (2 times 1024 cubed) or {@code unlimited}. Pure; any thread. */
public final class LimitText {
    public static final String UNLIMITED = "unlimited";

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,10})([KMGT]?)");
    private static final List<String> UNITS = List.of("", "K", "M", "G", "T");

    private LimitText() {}

    /** @return empty where the text says no amount */
    public static Optional<Long> read(String text) {
        if (text.equals(UNLIMITED)) {
            return Optional.of(LimitRange.UNLIMITED);
        }
        Matcher matcher = SIZE.matcher(text);
        return matcher.matches()
                ? Optional.of(Long.parseLong(matcher.group(1)) << 10 * UNITS.indexOf(matcher.group(2)))
                : Optional.empty();
    }

    /** The shortest way to write it, with a unit where bytes are counted. */
    public static String of(Limit limit, long value) {
        if (value == LimitRange.UNLIMITED) {
            return UNLIMITED;
        }
        int unit = 0;
        long left = value;
        while (limit.isOfBytes() && left > 0 && left % 1024 == 0 && unit < UNITS.size() - 1) {
            left /= 1024;
            unit++;
        }
        return left + UNITS.get(unit);
    }
}
