package controlfreak;

import controlfreak.ui.settings.SettingsStore;
import controlfreak.workspace.settings.Settings;
import controlfreak.workspace.settings.SettingsFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/** The operator's settings, written after each change. FX thread only; the file is written on another. */
final class StoredSettings implements SettingsStore {
    private static final Logger LOGGER = System.getLogger(StoredSettings.class.getName());

    private final SettingsFile file;
    private final Executor files;
    private final Optional<String> problem;
    private Settings settings;

    StoredSettings(SettingsFile file, Executor files) {
        this.file = file;
        this.files = files;
        SettingsFile.Loaded loaded = file.load();
        problem = loaded.problem();
        problem.ifPresent(sentence -> LOGGER.log(Level.WARNING, sentence));
        settings = loaded.settings();
    }

    /** A sentence for people where they could not be read, and these are the first. */
    Optional<String> problem() {
        return problem;
    }

    @Override
    public Settings get() {
        return settings;
    }

    @Override
    public void change(UnaryOperator<Settings> edit) {
        Settings changed = edit.apply(settings);
        if (!changed.equals(settings)) {
            settings = changed;
            files.execute(() -> save(changed));
        }
    }

    private void save(Settings changed) {
        try {
            file.save(changed);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The settings were not saved: {0}", e.getMessage());
        }
    }
}
