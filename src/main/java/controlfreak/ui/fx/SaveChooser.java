package controlfreak.ui.fx;

import java.nio.file.Path;
import java.util.Optional;

/** Asks where to write a file. FX thread only. */
@FunctionalInterface
public interface SaveChooser {
    Optional<Path> choose(String title, Optional<Path> folder, String suggestedName);
}
