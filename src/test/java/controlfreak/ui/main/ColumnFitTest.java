package controlfreak.ui.main;

import static controlfreak.testing.Fx.awaitFx;
import static controlfreak.testing.Fx.fx;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.testing.WindowExtension;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TreeTableColumn;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Which columns are shown in windows of different widths. */
@ExtendWith(WindowExtension.class)
class ColumnFitTest {
    private final ShopWindow window = new ShopWindow();

    @Start
    void show(Stage stage) {
        window.open(stage);
    }

    @Test
    void where_there_is_no_room_what_matters_least_is_hidden_and_what_is_asked_for_stays(FxRobot robot) {
        width(robot, 900);
        awaitFx(() -> !window.column("command").isVisible());
        assertThat(shown())
                .contains("name", "state", "cpu", "private", "ports", "restarts")
                .doesNotContain("exit", "pid");
        robot.interact(() -> window.column("exit").setVisible(true));
        awaitFx(() -> shown().contains("exit") && !shown().contains("shared"));
        assertThat(fx(() -> window.view.layout(window.stage()).columns().stream()
                        .filter(column -> column.id().equals("command"))
                        .findFirst()
                        .orElseThrow()
                        .visible()))
                .as("it is kept that it is wished for")
                .isTrue();

        robot.interact(() -> window.table().getColumns().forEach(column -> column.setVisible(true)));
        awaitFx(() -> shown().size() == window.table().getColumns().size()
                && scrollBar().isVisible());
        width(robot, 1920);
        awaitFx(() -> !scrollBar().isVisible());
    }

    private void width(FxRobot robot, double width) {
        robot.interact(() -> window.stage().setWidth(width));
    }

    private List<String> shown() {
        return fx(() -> window.table().getColumns().stream()
                .filter(TreeTableColumn::isVisible)
                .map(TreeTableColumn::getId)
                .toList());
    }

    private ScrollBar scrollBar() {
        return window.table().lookupAll(".scroll-bar").stream()
                .map(ScrollBar.class::cast)
                .filter(bar -> bar.getOrientation() == Orientation.HORIZONTAL)
                .findFirst()
                .orElseThrow();
    }
}
