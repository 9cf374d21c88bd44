package controlfreak.ui.settings;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * What the operator chose for the panel itself, to be observed: a change takes effect at once and is kept. FX thread
 * only.
 */
public final class Preferences {
    private final ObjectProperty<ThemeChoice> theme;

    public Preferences(SettingsStore store) {
        theme = new SimpleObjectProperty<>(ThemeChoice.of(store.get().theme()));
        theme.addListener((property, before, now) -> store.change(settings -> settings.withTheme(now.key())));
    }

    public ObjectProperty<ThemeChoice> themeProperty() {
        return theme;
    }
}
