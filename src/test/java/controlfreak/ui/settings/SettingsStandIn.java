package controlfreak.ui.settings;

import controlfreak.workspace.settings.Settings;
import java.util.function.UnaryOperator;

/** Settings that are kept nowhere. */
public final class SettingsStandIn implements SettingsStore {
    private Settings settings = Settings.DEFAULT;

    /** The choices of an operator who made none. */
    public static Preferences preferences() {
        return new Preferences(new SettingsStandIn());
    }

    @Override
    public Settings get() {
        return settings;
    }

    @Override
    public void change(UnaryOperator<Settings> edit) {
        settings = edit.apply(settings);
    }
}
