package controlfreak.ui.log.input;

import controlfreak.ui.fx.Repeater;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Views;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringExpression;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/** The field under a log in which one types for its service: Enter sends, Up and Down go back, Ctrl+D ends. FX thread only. */
public final class LogInputView {
    /** The same on every system: it is the terminal's. */
    private static final KeyCombination END = new KeyCodeCombination(KeyCode.D, KeyCombination.CONTROL_DOWN);

    private final LogInputViewModel model;
    private final Parent root;

    @FXML
    private HBox row;

    @FXML
    private TextField field;

    @FXML
    private Label problem;

    public LogInputView(LogInputViewModel model) {
        this.model = model;
        root = Views.load(this);
        new Repeater(root, Repeater.OFTEN, model::tick);
    }

    public Parent root() {
        return root;
    }

    /** Puts the cursor into the field. */
    public void focus() {
        model.tick();
        field.requestFocus();
        field.end();
    }

    @FXML
    private void initialize() {
        row.visibleProperty().bind(model.shownProperty());
        row.managedProperty().bind(row.visibleProperty());
        field.textProperty().bindBidirectional(model.textProperty());
        StringExpression obstacle = model.obstacleProperty();
        field.disableProperty().bind(obstacle.isNotEmpty());
        field.promptTextProperty()
                .bind(Bindings.when(obstacle.isEmpty())
                        .then(Bindings.createStringBinding(
                                () -> Texts.text(
                                        "log.input.prompt", model.nameProperty().get()),
                                model.nameProperty()))
                        .otherwise(""));
        problem.textProperty()
                .bind(Bindings.when(obstacle.isEmpty())
                        .then(model.failureProperty())
                        .otherwise(obstacle));
        // What was not sent is there again, to be sent once more or to be gone on with.
        model.failureProperty().addListener(changed -> field.end());
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
    }

    @FXML
    private void keyPressed(KeyEvent event) {
        if (END.match(event)) {
            model.end();
        } else if (event.getCode() == KeyCode.ENTER) {
            model.send();
        } else if (event.getCode() == KeyCode.UP) {
            model.older();
            field.end();
        } else if (event.getCode() == KeyCode.DOWN) {
            model.newer();
            field.end();
        } else {
            return;
        }
        event.consume();
    }
}
