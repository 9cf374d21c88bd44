package controlfreak.ui.form.command;

import controlfreak.ui.form.field.FormField;
import controlfreak.ui.form.field.LinesField;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Texts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The control for a command: its text, whether a shell reads it, and a file chooser. FX thread only. */
public final class CommandField extends VBox {
    private final TextArea area = new TextArea();
    private final ToggleButton shell = new ToggleButton(Texts.text("form.command.as-text"));
    private final ToggleButton list = new ToggleButton(Texts.text("form.command.as-list"));
    private final Button choose = new Button(Texts.text("form.command.choose"));

    private CommandInput input;

    public CommandField() {
        getStyleClass().add("command-field");
        area.setId("command-text");
        area.getStyleClass().add("code");
        area.setPrefRowCount(2);
        area.setWrapText(true);
        area.setTooltip(new Tooltip(Texts.text("form.command.keys")));
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::keys);
        ToggleGroup manner = new ToggleGroup();
        manner.getToggles().addAll(shell, list);
        manner.selectedToggleProperty().addListener((observable, old, selected) -> {
            if (selected == null) {
                old.setSelected(true);
            }
        });
        shell.setId("command-shell");
        shell.getStyleClass().addAll("left-pill", "small");
        list.setId("command-list");
        list.getStyleClass().addAll("right-pill", "small");
        choose.setId("command-choose");
        choose.setGraphic(new FontIcon("mdi2f-folder-open-outline"));
        choose.getStyleClass().addAll("flat", "small");
        for (Region tool : new Region[] {shell, list, choose}) {
            tool.setMinWidth(USE_PREF_SIZE);
        }
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        HBox tools = new HBox(new HBox(shell, list), spring, choose);
        tools.getStyleClass().add("command-tools");
        getChildren().setAll(area, tools);
    }

    /** Shows a command in this control, inside its field. */
    public void open(FormField field, CommandInput command, Dialogs dialogs, Supplier<Optional<Path>> folder) {
        input = command;
        field.setTarget(area);
        field.bind(command.text(), area);
        field.hintProperty().bind(command.mannerProperty());
        (command.asWordsProperty().get() ? list : shell).setSelected(true);
        list.selectedProperty().bindBidirectional(command.asWordsProperty());
        choose.setOnAction(event -> choose(dialogs, folder.get()));
    }

    /** Puts a whole command in, as a text for a shell, and selects the part that is to be written over. */
    public void replaceAll(String text, String placeholder) {
        shell.setSelected(true);
        area.setText(text);
        select(placeholder);
    }

    /** Selects the part that is to be written over. */
    public void select(String placeholder) {
        area.requestFocus();
        int at = placeholder.isEmpty() ? -1 : area.getText().indexOf(placeholder);
        area.selectRange(Math.max(at, 0), at < 0 ? area.getLength() : at + placeholder.length());
    }

    private void choose(Dialogs dialogs, Optional<Path> folder) {
        dialogs.chooseFile(Texts.text("form.command.choose.title"), folder).ifPresent(file -> {
            area.replaceSelection(input.fileAsText(file, folder));
            area.requestFocus();
        });
    }

    /** Shift+Enter is left for a new line where Enter saves the form. */
    private void keys(KeyEvent event) {
        LinesField.goOnByTab(area, event);
        if (event.getCode() == KeyCode.ENTER && event.isShiftDown()) {
            event.consume();
            area.replaceSelection("\n");
        }
    }
}
