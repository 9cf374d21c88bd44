package controlfreak.ui.form.field;

import controlfreak.ui.fx.Texts;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Times in seconds as they are typed into forms. Any thread. */
public final class Seconds {
    private static final int NANO_DIGITS = 9;
    private static final int LONGEST = 20;

    private Seconds() {}

    public static String text(Duration time) {
        return BigDecimal.valueOf(time.getSeconds())
                .add(BigDecimal.valueOf(time.getNano(), NANO_DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }

    public static Optional<String> problem(String typed, Duration least, Duration most) {
        try {
            Duration time = parsed(typed);
            if (time.compareTo(least) >= 0 && time.compareTo(most) <= 0) {
                return Optional.empty();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Too large, too small or no number at all: one sentence covers them.
        }
        return Optional.of(Texts.text("form.seconds.problem", text(least), text(most)));
    }

    /** The time that was typed; an untouched field keeps the one that was there. */
    public static Duration typed(TextInput input, Duration untouched) {
        return input.changed() ? parsed(input.value()) : untouched;
    }

    /** @throws ArithmeticException or a NumberFormatException where it has a problem */
    public static Duration parsed(String typed) {
        if (typed.length() > LONGEST) {
            throw new NumberFormatException();
        }
        BigDecimal seconds = new BigDecimal(typed.strip().replace(',', '.'));
        return Duration.ofNanos(seconds.movePointRight(NANO_DIGITS).longValueExact());
    }
}
