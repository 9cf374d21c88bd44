package controlfreak.ui.environment.edit;

import controlfreak.model.Environment;
import controlfreak.ui.fx.Texts;
import java.util.Optional;

/** What taking a variable over would do to an environment. */
public enum Effect {
    ADDS,
    CHANGES,
    REMOVES,
    SAME;

    /**
     * @param value empty where the variable would be removed
     */
    public static Effect of(Environment own, String name, Optional<String> value) {
        if (own.mentions(name) && own.value(name).equals(value)) {
            return SAME;
        }
        if (value.isEmpty()) {
            return REMOVES;
        }
        return own.mentions(name) ? CHANGES : ADDS;
    }

    public String inWords() {
        return Texts.text("env.effect." + this);
    }
}
