package controlfreak.ui.main;

import static controlfreak.testing.Fx.awaitFx;
import static controlfreak.testing.Fx.fx;
import static controlfreak.ui.main.ShopWindow.process;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.testing.WindowExtension;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What the keyboard does on the table that a mouse would do by pointing. */
@ExtendWith(WindowExtension.class)
class TableKeysTest {
    private static final double NEAR = 20;

    private final ShopWindow window = new ShopWindow();

    @Start
    void show(Stage stage) {
        window.open(stage);
    }

    @Test
    void the_menu_opens_at_the_row_that_is_selected(FxRobot robot) {
        window.select(process("images", 0));
        robot.push(KeyCode.SHIFT, KeyCode.F10);
        awaitFx(() -> menu().isPresent());
        Node line = window.line("images");
        Bounds row = fx(() -> line.localToScreen(line.getLayoutBounds()));
        assertThat(fx(() -> menu().orElseThrow().getAnchorY())).isBetween(row.getMinY(), row.getMaxY() + NEAR);
        robot.push(KeyCode.ESCAPE);
    }

    @Test
    void letters_select_the_row_that_begins_with_them(FxRobot robot) {
        window.select(process("web", 1));
        robot.write("red");
        awaitFx(() -> window.selectedInTable().equals(List.of("redis")));
    }

    private static Optional<ContextMenu> menu() {
        return Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .filter(Window::isShowing)
                .findFirst();
    }
}
