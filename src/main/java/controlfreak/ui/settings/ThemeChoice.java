package controlfreak.ui.settings;

import controlfreak.ui.fx.Theme;
import java.util.Locale;
import java.util.stream.Stream;

/** Which theme the operator wishes. Any thread. */
public enum ThemeChoice {
    SYSTEM,
    LIGHT,
    DARK;

    /** @param name as {@link #key} gives it; what is not known follows the system */
    static ThemeChoice of(String name) {
        return Stream.of(values())
                .filter(choice -> choice.key().equals(name))
                .findFirst()
                .orElse(SYSTEM);
    }

    /** The choice that always shows this theme. */
    static ThemeChoice of(Theme theme) {
        return theme == Theme.DARK ? DARK : LIGHT;
    }

    /** Its name in settings, and the part of a text's key that stands for it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The theme to show. */
    public Theme theme(Theme ofSystem) {
        return switch (this) {
            case SYSTEM -> ofSystem;
            case LIGHT -> Theme.LIGHT;
            case DARK -> Theme.DARK;
        };
    }
}
