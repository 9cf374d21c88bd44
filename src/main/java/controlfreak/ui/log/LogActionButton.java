package controlfreak.ui.log;

import controlfreak.ui.action.ActionControls;
import controlfreak.ui.action.PanelAction;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.StackPane;

/** A small button without words for an action, as the pane's other tools are. FX thread only. */
final class LogActionButton {
    private LogActionButton() {}

    static StackPane of(PanelAction action) {
        StackPane frame = ActionControls.button(action);
        Button button = ActionControls.buttonOf(frame);
        button.setId("log-" + action.name());
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.accessibleTextProperty().bind(action.textProperty());
        button.getStyleClass().add("log-tool");
        return frame;
    }
}
