package controlfreak.ui.environment.transfer;

import controlfreak.ui.environment.value.KeyValueText;
import controlfreak.ui.environment.value.Secrets;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Views;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Lists what was pasted, with what is wrong with it, before any of it is applied. FX thread only. */
final class PastePreview {
    private final Parent root;
    private final Runnable onClose;
    private final Runnable onApply;
    private final Function<KeyValueText.Line, String> effect;

    @FXML
    private Label title;

    @FXML
    private ListView<KeyValueText.Line> list;

    @FXML
    private Label invalid;

    @FXML
    private Button apply;

    @FXML
    private Button cancel;

    /**
     * @param into what it is pasted into
     * @param effect says what applying a valid line does
     */
    PastePreview(
            String into,
            List<KeyValueText.Line> lines,
            Function<KeyValueText.Line, String> effect,
            Consumer<List<KeyValueText.Line>> onApply,
            Runnable onClose) {
        this.effect = effect;
        this.onClose = onClose;
        this.onApply = () -> onApply.accept(lines);
        root = Views.load(this);
        int valid = (int) lines.stream().filter(KeyValueText.Line::isValid).count();
        title.setText(Texts.text("env.paste.title", into));
        list.getItems().setAll(lines);
        list.setCellFactory(view -> new LineCell());
        list.setAccessibleText(title.getText());
        invalid.setText(Texts.text("env.paste.invalid", lines.size() - valid));
        apply.setText(Texts.text("env.paste.apply", valid));
        apply.setDisable(valid == 0);
        apply.setOnAction(event -> apply());
        cancel.setOnAction(event -> onClose.run());
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        Platform.runLater((valid == 0 ? cancel : apply)::requestFocus);
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            onClose.run();
        } else if (event.getCode() == KeyCode.ENTER && event.getTarget() == list && !apply.isDisabled()) {
            event.consume();
            apply();
        }
    }

    private void apply() {
        onClose.run();
        onApply.run();
    }

    Parent root() {
        return root;
    }

    private final class LineCell extends ListCell<KeyValueText.Line> {
        @Override
        protected void updateItem(KeyValueText.Line line, boolean empty) {
            super.updateItem(line, empty);
            setGraphic(empty || line == null ? null : shown(line));
        }

        private HBox shown(KeyValueText.Line line) {
            FontIcon mark = new FontIcon(line.isValid() ? "mdi2c-check" : "mdi2a-alert-circle-outline");
            mark.getStyleClass().add(line.isValid() ? "valid" : "invalid");
            Label number = new Label(Texts.text("env.paste.line", line.line()));
            number.getStyleClass().add("paste-number");
            Label text = new Label(line.isValid() ? shown(line.name(), line.value()) : line.name());
            text.getStyleClass().add("code");
            text.setMinWidth(0);
            Label note = new Label(line.problem().orElseGet(() -> effect.apply(line)));
            note.getStyleClass().add(line.isValid() ? "environment-note" : "environment-problem");
            note.setMinWidth(Label.USE_PREF_SIZE);
            HBox shown = new HBox(mark, number, text, note);
            shown.getStyleClass().add("paste-line");
            return shown;
        }

        private static String shown(String name, Optional<String> value) {
            return value.map(text -> name + "=" + Secrets.shown(name, text))
                    .orElseGet(() -> KeyValueText.format(name, value));
        }
    }
}
