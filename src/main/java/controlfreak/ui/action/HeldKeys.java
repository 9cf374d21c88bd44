package controlfreak.ui.action;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;

/**
 * Keys that are held down: an action is done once for each press, for a key comes again and again while it is held, and
 * faster than a form is made or a service has ended. What is typed into a text repeats as ever. FX thread only.
 */
public final class HeldKeys {
    private final List<PanelAction> actions;
    private Optional<KeyCode> held = Optional.empty();
    private boolean isRepeated;

    private HeldKeys(List<PanelAction> actions) {
        this.actions = actions;
    }

    /** @param root of the window whose actions they are */
    public static void install(Node root, List<PanelAction> actions) {
        HeldKeys keys = new HeldKeys(actions);
        root.addEventFilter(KeyEvent.KEY_PRESSED, keys::pressed);
        root.addEventFilter(KeyEvent.KEY_RELEASED, event -> keys.released());
        // What a text has not taken would be an action's.
        root.addEventHandler(KeyEvent.KEY_PRESSED, keys::drop);
        // The window that comes in front is the one that hears that a key is let go.
        root.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::focusedProperty)
                .addListener((property, before, now) -> keys.released());
    }

    private void pressed(KeyEvent event) {
        isRepeated = held.equals(Optional.of(event.getCode()));
        held = Optional.of(event.getCode());
        if (!(event.getTarget() instanceof TextInputControl)) {
            drop(event);
        }
    }

    private void released() {
        held = Optional.empty();
    }

    private void drop(KeyEvent event) {
        if (isRepeated && actions.stream().anyMatch(action -> isFor(action, event))) {
            event.consume();
        }
    }

    private static boolean isFor(PanelAction action, KeyEvent event) {
        return action.keys().filter(keys -> keys.match(event)).isPresent();
    }
}
