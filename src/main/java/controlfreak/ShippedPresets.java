package controlfreak;

import controlfreak.model.Bugs;
import controlfreak.ui.outside.Programs;
import controlfreak.workspace.PresetFiles;
import controlfreak.workspace.WorkspaceException;
import controlfreak.workspace.preset.Presets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The presets that come with the panel, read while it opens. Any thread. */
final class ShippedPresets implements Supplier<Presets> {
    private final CompletableFuture<Presets> presets;

    /** @param files where files are read */
    ShippedPresets(Path folder, String path, Executor files) {
        presets = CompletableFuture.supplyAsync(() -> read(folder, path), files);
    }

    private static Presets read(Path folder, String path) {
        try {
            return Presets.of(
                    PresetFiles.read(folder),
                    program -> Programs.find(program, path).isPresent());
        } catch (IOException | WorkspaceException | RuntimeException damaged) {
            Bugs.tell(damaged);
            return Presets.NONE;
        }
    }

    /** Those that are known by now; none until they are read. */
    @Override
    public Presets get() {
        return presets.getNow(Presets.NONE);
    }
}
