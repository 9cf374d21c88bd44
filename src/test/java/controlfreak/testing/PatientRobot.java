package controlfreak.testing;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static controlfreak.testing.Fx.settle;
import static org.awaitility.Awaitility.await;

import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import org.testfx.api.FxRobot;
import org.testfx.robot.KeyboardRobot;
import org.testfx.robot.Motion;
import org.testfx.robot.MouseRobot;

/**
 * Hands that wait for what they reach for, and after each move for all that follows from it, where TestFX's own wait for
 * some hundredths of a second and hope. Test thread.
 */
public final class PatientRobot extends FxRobot {
    @Override
    public FxRobot interact(Runnable action) {
        onFx(action::run);
        settle();
        return this;
    }

    @Override
    public FxRobot push(KeyCode... keys) {
        KeyboardRobot keyboard = robotContext().getKeyboardRobot();
        keyboard.pressNoWait(keys);
        keyboard.releaseNoWait(keys);
        settle();
        return this;
    }

    @Override
    public FxRobot type(KeyCode... keys) {
        Stream.of(keys).forEach(this::push);
        return this;
    }

    @Override
    public FxRobot eraseText(int amount) {
        Stream.generate(() -> KeyCode.BACK_SPACE).limit(amount).forEach(this::push);
        return this;
    }

    @Override
    public FxRobot write(String text) {
        Scene scene = fx(this::window).getScene();
        text.chars()
                .forEach(letter -> robotContext()
                        .getBaseRobot()
                        .typeKeyboard(
                                scene, letter == '\n' ? KeyCode.ENTER : KeyCode.UNDEFINED, Character.toString(letter)));
        settle();
        return this;
    }

    private Window window() {
        return Window.getWindows().stream()
                .filter(Window::isFocused)
                .findFirst()
                .orElseGet(this::targetWindow);
    }

    @Override
    public FxRobot clickOn(String query, Motion motion, MouseButton... buttons) {
        return clickOn(seen(query), motion, buttons);
    }

    @Override
    public FxRobot clickOn(Node node, Motion motion, MouseButton... buttons) {
        click(node, 1, buttons);
        return this;
    }

    @Override
    public FxRobot doubleClickOn(String query, Motion motion, MouseButton... buttons) {
        return doubleClickOn(seen(query), motion, buttons);
    }

    @Override
    public FxRobot doubleClickOn(Node node, Motion motion, MouseButton... buttons) {
        click(node, 2, buttons);
        return this;
    }

    private Node seen(String query) {
        return await(query + " to be seen")
                .until(
                        () -> fx(() -> lookup(query).queryAll()).stream()
                                .filter(node -> fx(() -> isSeen(node)))
                                .findFirst()
                                .orElseThrow(),
                        node -> true);
    }

    /** Whether it is shown, and all that it is in. */
    public static boolean isSeen(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null
                && node.getScene().getWindow() != null
                && node.getScene().getWindow().isShowing();
    }

    /** All clicks are under way before the first is answered: two that a busy machine takes apart would be no double one. */
    private void click(Node node, int times, MouseButton... buttons) {
        awaitRest(node);
        MouseRobot mouse = robotContext().getMouseRobot();
        mouse.moveNoWait(point(node).query());
        for (int i = 0; i < times; i++) {
            mouse.pressNoWait(buttons);
            mouse.releaseNoWait(buttons);
        }
        settle();
    }

    private static void awaitRest(Node node) {
        await().until(() -> {
            Bounds before = fx(() -> node.localToScreen(node.getBoundsInLocal()));
            settle();
            return before.equals(fx(() -> node.localToScreen(node.getBoundsInLocal())));
        });
    }

    /** Lets go of all keys and buttons. */
    void letGo() {
        robotContext().getKeyboardRobot().release();
        robotContext().getMouseRobot().release();
    }
}
