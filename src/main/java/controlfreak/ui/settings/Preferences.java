package controlfreak.ui.settings;

import controlfreak.ui.fx.ReadOnlyLock;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * What the operator chose for the panel itself, to be observed: a change takes effect at once and is kept. FX thread
 * only.
 */
public final class Preferences {
    private final ReadOnlyLock lock;
    private final ObjectProperty<ThemeChoice> theme;

    public Preferences(SettingsStore store, ReadOnlyLock lock) {
        this.lock = lock;
        theme = new SimpleObjectProperty<>(ThemeChoice.of(store.get().theme()));
        theme.addListener((property, before, now) -> store.change(settings -> settings.withTheme(now.key())));
    }

    /** Whether the panel only looks. It is not kept: who locked it may not be who starts it next. */
    public ReadOnlyLock lock() {
        return lock;
    }

    public ObjectProperty<ThemeChoice> themeProperty() {
        return theme;
    }
}
