package controlfreak.ui.main;

import atlantafx.base.theme.Styles;
import controlfreak.ui.fx.Icons;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;

/** Makes the controls by which an action is reached. FX thread only. */
final class ActionControls {
    private ActionControls() {}

    /** @param prefix sets the id of this place's items apart: {@code menu-start} */
    static MenuItem menuItem(PanelAction action, String prefix) {
        MenuItem item = new MenuItem();
        item.setId(prefix + "-" + action.name());
        item.textProperty().bind(action.textProperty());
        item.setMnemonicParsing(false);
        item.disableProperty().bind(action.obstacleProperty().isNotEmpty());
        action.icon().ifPresent(icon -> item.setGraphic(Icons.of(icon)));
        action.keys().ifPresent(item::setAccelerator);
        item.setOnAction(event -> action.run());
        return item;
    }

    /**
     * A button in a frame: a disabled button hears no mouse, so the frame has the tooltip that says why it is disabled.
     */
    static StackPane button(PanelAction action) {
        Button button = new Button();
        button.setId("button-" + action.name());
        button.setMnemonicParsing(false);
        button.textProperty().bind(action.textProperty());
        button.disableProperty().bind(action.obstacleProperty().isNotEmpty());
        action.icon().ifPresent(icon -> button.setGraphic(Icons.of(icon)));
        button.setOnAction(event -> action.run());
        Tooltip tooltip = new Tooltip();
        String keys = action.keys().map(KeyCombination::getDisplayText).orElse("");
        tooltip.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> action.obstacleProperty().get().isEmpty()
                                ? action.textProperty().get() + (keys.isEmpty() ? "" : "  " + keys)
                                : action.obstacleProperty().get(),
                        action.textProperty(),
                        action.obstacleProperty()));
        button.accessibleHelpProperty().bind(tooltip.textProperty());
        StackPane frame = new StackPane(button);
        Tooltip.install(frame, tooltip);
        return frame;
    }

    /** What is reached most often; one of them stands out. */
    static List<Node> toolbar(MainActions actions) {
        StackPane start = button(actions.of(Verb.START));
        buttonOf(start).getStyleClass().add(Styles.ACCENT);
        return List.of(
                start,
                flat(actions.of(Verb.STOP)),
                flat(actions.of(Verb.RESTART)),
                new Separator(Orientation.VERTICAL),
                flat(actions.addProxy),
                flat(actions.addService));
    }

    private static StackPane flat(PanelAction action) {
        StackPane frame = button(action);
        buttonOf(frame).getStyleClass().add(Styles.FLAT);
        return frame;
    }

    private static Button buttonOf(StackPane frame) {
        return (Button) frame.getChildren().get(0);
    }
}
