package controlfreak.ui.form.given;

import controlfreak.model.EnvironmentFile.Dialect;
import controlfreak.ui.form.field.FormField;
import controlfreak.ui.form.field.LinesField;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Texts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.VBox;

/** The control for files of variables: a line for each, and a menu that adds one by choosing it. FX thread only. */
public final class EnvFilesField extends VBox {
    private final LinesField lines = new LinesField();
    private final MenuButton add = new MenuButton(Texts.text("form.env-files.add"));

    public EnvFilesField() {
        getStyleClass().add("form-lines");
        setSpacing(4);
        lines.setId("env-files");
        lines.getStyleClass().add("code");
        lines.setPromptText(".env (compose)");
        add.setId("env-files-add");
        add.getStyleClass().addAll("flat", "small");
        getChildren().setAll(lines, add);
    }

    /**
     * Shows an input in this control, inside its field.
     *
     * @param folder the workspace's
     */
    public void open(FormField field, EnvFilesInput input, Dialogs dialogs, Supplier<Optional<Path>> folder) {
        field.setTarget(lines);
        field.bind(input.text(), lines);
        for (Dialect dialect : Dialect.values()) {
            MenuItem item = new MenuItem(Texts.text("env.dialect." + dialect));
            item.setOnAction(event -> dialogs.chooseFile(Texts.text("form.env-files.choose"), folder.get())
                    .ifPresent(file -> input.add(file, dialect, folder.get())));
            add.getItems().add(item);
        }
    }
}
