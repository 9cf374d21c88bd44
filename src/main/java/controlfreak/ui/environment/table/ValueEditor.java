package controlfreak.ui.environment.table;

import controlfreak.ui.environment.value.ControlPictures;
import controlfreak.ui.environment.value.ValueText;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Views;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The larger editor for values of several lines or great length; keeps every byte of them. FX thread only. */
public final class ValueEditor {
    private final Parent root;
    private final Runnable onClose;
    private final Consumer<String> onApply;
    private final String before;
    private final boolean pictures;
    private final String shownBefore;

    @FXML
    private Label title;

    @FXML
    private Label size;

    @FXML
    private Label hint;

    @FXML
    private TextArea area;

    @FXML
    private Button apply;

    @FXML
    private Button cancel;

    /**
     * @param onApply takes the value
     */
    public ValueEditor(String name, String value, Consumer<String> onApply, Runnable onClose) {
        before = value;
        this.onApply = onApply;
        this.onClose = onClose;
        pictures = ControlPictures.needed(value);
        shownBefore = pictures ? ControlPictures.shown(value) : value;
        root = Views.load(this);
        title.setText(Texts.text("env.large.title", name));
        boolean editable = !pictures || ControlPictures.possible(value);
        area.setEditable(editable);
        area.setAccessibleText(title.getText());
        area.setText(shownBefore);
        area.textProperty().addListener(changed -> size.setText(ValueText.size(value())));
        size.setText(ValueText.size(value));
        String manner = pictures ? editable ? "env.large.pictures" : "env.large.read-only" : "env.large.keys";
        hint.setText(Texts.text(manner));
        apply.setDisable(!editable);
        apply.setOnAction(event -> apply());
        cancel.setOnAction(event -> onClose.run());
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        Platform.runLater(area::requestFocus);
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            onClose.run();
        } else if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
            event.consume();
            apply();
        }
    }

    private void apply() {
        onClose.run();
        onApply.accept(value());
    }

    private String value() {
        String text = area.getText();
        if (text.equals(shownBefore)) {
            return before;
        }
        return pictures ? ControlPictures.meant(text) : text;
    }

    public Parent root() {
        return root;
    }
}
