package controlfreak.ui.fx;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Shows a file chooser and tells which file was chosen, if any. FX thread only. */
public interface FileChoices {
    /** The chooser of the system, which no code can answer. */
    FileChoices SYSTEM = new FileChoices() {
        @Override
        public Optional<Path> toOpen(FileChooser chooser, Window owner) {
            return path(chooser.showOpenDialog(owner));
        }

        @Override
        public Optional<Path> toSave(FileChooser chooser, Window owner) {
            return path(chooser.showSaveDialog(owner));
        }

        private static Optional<Path> path(File file) {
            return Optional.ofNullable(file).map(File::toPath);
        }
    };

    Optional<Path> toOpen(FileChooser chooser, Window owner);

    Optional<Path> toSave(FileChooser chooser, Window owner);
}
