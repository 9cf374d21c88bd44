package controlfreak.ui.form.given;

import controlfreak.ui.form.field.Folding;
import controlfreak.ui.form.field.FormField;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Views;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.fxml.FXML;
import javafx.scene.control.TitledPane;

/** The part of a form that says which files variables are read from. FX thread only. */
public final class EnvFilesSection {
    private final TitledPane root;

    @FXML
    private FormField filesField;

    @FXML
    private EnvFilesField files;

    /** @param folder the workspace's */
    public EnvFilesSection(EnvFilesInput input, Dialogs dialogs, Supplier<Optional<Path>> folder) {
        root = Views.load(this);
        root.textProperty().bind(input.wordsProperty());
        files.open(filesField, input, dialogs, folder);
        Folding.unfoldOnProblem(root, input.inputs());
    }

    public TitledPane root() {
        return root;
    }
}
