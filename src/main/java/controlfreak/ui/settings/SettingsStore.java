package controlfreak.ui.settings;

import controlfreak.workspace.settings.Settings;
import java.util.function.UnaryOperator;

/** Where settings are kept; a change is kept at once. FX thread only. */
public interface SettingsStore {
    Settings get();

    void change(UnaryOperator<Settings> edit);
}
