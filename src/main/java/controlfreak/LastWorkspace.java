package controlfreak;

import controlfreak.ui.settings.SettingsStore;
import controlfreak.ui.workspace.WorkspaceSession;
import controlfreak.workspace.settings.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Which workspace is open, for the next time that the panel starts. FX thread only. */
final class LastWorkspace {
    private static final String OPTION = "workspace";

    private LastWorkspace() {}

    /** The file that was open when the last panel ended, however it did; empty where none was. */
    static Optional<Path> of(Settings settings) {
        try {
            return Optional.of(settings.options().getOrDefault(OPTION, ""))
                    .filter(path -> !path.isEmpty())
                    .map(Path::of);
        } catch (InvalidPathException invalid) {
            return Optional.empty();
        }
    }

    static void keep(WorkspaceSession session, SettingsStore settings) {
        session.fileProperty()
                .addListener((property, before, now) -> settings.change(
                        all -> all.withOption(OPTION, now.map(Path::toString).orElse(""))));
    }
}
