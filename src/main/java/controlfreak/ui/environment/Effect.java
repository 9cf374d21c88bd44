package controlfreak.ui.environment;

import controlfreak.model.Environment;
import controlfreak.ui.fx.Texts;
import java.util.Optional;

/** What taking a variable over would do to an environment. */
enum Effect {
    ADDS,
    CHANGES,
    SAME;

    /**
     * @param value empty where the variable would be removed
     */
    static Effect of(Environment own, String name, Optional<String> value) {
        if (!own.mentions(name)) {
            return ADDS;
        }
        return own.value(name).equals(value) ? SAME : CHANGES;
    }

    String inWords() {
        return Texts.text("env.effect." + this);
    }
}
