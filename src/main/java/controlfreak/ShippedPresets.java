package controlfreak;

import controlfreak.model.Bugs;
import controlfreak.workspace.PresetFiles;
import controlfreak.workspace.WorkspaceException;
import controlfreak.workspace.preset.Presets;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The presets that come with the panel, read while it opens. Any thread. */
final class ShippedPresets implements Supplier<Presets> {
    private final CompletableFuture<Presets> presets;

    /** @param files where files are read */
    ShippedPresets(Path folder, String path, Executor files) {
        presets = CompletableFuture.supplyAsync(() -> read(folder, path), files);
    }

    private static Presets read(Path folder, String path) {
        try {
            return Presets.of(PresetFiles.read(folder), program -> isOnPath(program, path));
        } catch (IOException | WorkspaceException | RuntimeException damaged) {
            Bugs.tell(damaged);
            return Presets.NONE;
        }
    }

    private static boolean isOnPath(String program, String path) {
        return Stream.of(path.split(File.pathSeparator)).anyMatch(part -> {
            try {
                return Files.isExecutable(Path.of(part, program));
            } catch (InvalidPathException unusable) {
                return false;
            }
        });
    }

    /** Those that are known by now; none until they are read. */
    @Override
    public Presets get() {
        return presets.getNow(Presets.NONE);
    }
}
