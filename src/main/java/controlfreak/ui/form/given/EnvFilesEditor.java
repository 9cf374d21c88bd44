package controlfreak.ui.form.given;

import controlfreak.model.EnvironmentFile;
import controlfreak.ui.form.field.FormField;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Views;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Edits the files that variables are read from, by themselves. FX thread only. */
public final class EnvFilesEditor {
    private final Parent root;
    private final EnvFilesInput input;
    private final Consumer<List<EnvironmentFile>> onApply;
    private final Runnable onClose;

    @FXML
    private Label title;

    @FXML
    private FormField filesField;

    @FXML
    private EnvFilesField files;

    @FXML
    private Button apply;

    /**
     * @param whose what the title names
     * @param folder the workspace's
     * @param onApply takes the files
     */
    public EnvFilesEditor(
            String whose,
            List<EnvironmentFile> before,
            Dialogs dialogs,
            Supplier<Optional<Path>> folder,
            Consumer<List<EnvironmentFile>> onApply,
            Runnable onClose) {
        input = new EnvFilesInput(before);
        this.onApply = onApply;
        this.onClose = onClose;
        root = Views.load(this);
        title.setText(Texts.text("env.files.title", whose));
        files.open(filesField, input, dialogs, folder);
        input.text().mark();
        apply.disableProperty().bind(input.text().problemProperty().isNotEmpty());
        root.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                onClose.run();
            }
        });
    }

    @FXML
    private void apply() {
        onClose.run();
        onApply.accept(input.files());
    }

    @FXML
    private void cancel() {
        onClose.run();
    }

    public Parent root() {
        return root;
    }
}
