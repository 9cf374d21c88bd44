package controlfreak.ui.form.field;

import controlfreak.ui.fx.Texts;
import java.util.Optional;

/** The rule for whole numbers typed into forms. Any thread. */
public final class Numbers {
    private Numbers() {}

    public static Optional<String> problem(String typed, int least, int most) {
        try {
            int number = Integer.parseInt(typed.strip());
            if (number >= least && number <= most) {
                return Optional.empty();
            }
        } catch (NumberFormatException e) {
            // The sentence below says what is wanted.
        }
        return Optional.of(Texts.text("form.number.problem", least, most));
    }
}
