package controlfreak.testing;

import static controlfreak.testing.Fx.awaitFx;

import java.util.List;
import javafx.stage.Window;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/** TestFX's extension with patience: a test begins when its window has the keyboard, and its robot waits for what it needs. */
public final class WindowExtension extends ApplicationExtension {
    private final PatientRobot robot = new PatientRobot();

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        super.beforeEach(context);
        awaitKeyboard();
    }

    @Override
    public FxRobot resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return robot;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        robot.letGo();
        super.afterEach(context);
    }

    /** Waits until a window has the keyboard, if there is any: its first keys would go elsewhere. */
    private static void awaitKeyboard() {
        awaitFx(() -> {
            List<Window> shown =
                    Window.getWindows().stream().filter(Window::isShowing).toList();
            boolean has = shown.isEmpty() || shown.stream().anyMatch(Window::isFocused);
            if (!has) {
                shown.get(shown.size() - 1).requestFocus();
            }
            return has;
        });
    }
}
