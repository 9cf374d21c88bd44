package controlfreak.ui.action;

import controlfreak.ui.fx.Icons;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;

/** Makes the controls by which an action is reached. FX thread only. */
public final class ActionControls {
    private ActionControls() {}

    /** A menu's item; the prefix sets the ids of its place apart: {@code menu-start}. */
    public static MenuItem menuItem(PanelAction action, String prefix) {
        MenuItem item = action.chosen().map(ActionControls::checked).orElseGet(MenuItem::new);
        item.setId(prefix + "-" + action.name());
        item.textProperty().bind(action.textProperty());
        item.setMnemonicParsing(false);
        item.disableProperty().bind(action.obstacleProperty().isNotEmpty());
        action.icon().ifPresent(icon -> item.setGraphic(Icons.of(icon)));
        item.acceleratorProperty()
                .bind(action.keysProperty().map(keys -> keys.map(ShownKeys::new).orElse(null)));
        item.setOnAction(event -> action.run());
        return item;
    }

    /** What is clicked turns its mark over by itself; it shall say only what holds. */
    private static MenuItem checked(ObservableValue<Boolean> chosen) {
        CheckMenuItem item = new CheckMenuItem();
        item.setSelected(chosen.getValue());
        chosen.addListener((property, before, now) -> item.setSelected(now));
        item.selectedProperty().addListener((property, before, now) -> item.setSelected(chosen.getValue()));
        return item;
    }

    /**
     * A button in a frame: a disabled button hears no mouse, so the frame has the tooltip that says why it is disabled.
     */
    public static StackPane button(PanelAction action) {
        Button button = new Button();
        button.setId("button-" + action.name());
        button.setMnemonicParsing(false);
        button.textProperty().bind(action.textProperty());
        button.disableProperty().bind(action.obstacleProperty().isNotEmpty());
        action.icon().ifPresent(icon -> button.setGraphic(Icons.of(icon)));
        button.setOnAction(event -> action.run());
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> tip(action), action.textProperty(), action.keysProperty(), action.obstacleProperty()));
        button.accessibleHelpProperty().bind(tooltip.textProperty());
        StackPane frame = new StackPane(button);
        Tooltip.install(frame, tooltip);
        return frame;
    }

    private static String tip(PanelAction action) {
        String text = action.textProperty().get();
        return action.obstacleProperty().get().isEmpty()
                ? action.keys().map(keys -> text + "  " + KeyText.of(keys)).orElse(text)
                : action.obstacleProperty().get();
    }

    /** The button that the frame is around. */
    public static Button buttonOf(StackPane frame) {
        return (Button) frame.getChildren().get(0);
    }
}
