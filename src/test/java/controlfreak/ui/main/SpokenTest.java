package controlfreak.ui.main;

import static controlfreak.testing.Fx.awaitFx;
import static controlfreak.testing.Fx.fx;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.ServiceId;
import controlfreak.model.status.ServiceState;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.StatusFeed;
import controlfreak.ui.main.rows.Row;
import java.util.List;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.TreeTableCell;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The main window as those meet it who hear it and have a keyboard: what a screen reader is told, and where Tab leads. */
@ExtendWith(WindowExtension.class)
class SpokenTest {
    private final ShopWindow window = new ShopWindow();
    private StatusFeed feed;

    @Start
    void show(Stage stage) {
        window.show(stage);
        feed = new StatusFeed(StatusFeed.Later.fx(), Shop.CLOCK, window.model::take);
    }

    @Test
    void a_row_says_its_name_its_state_and_why() {
        feed.serviceChanged(Shop.off(new ServiceId("mail", 0), ServiceState.FAIL, "exit 3 after 0.2 s"));

        awaitFx(() -> spoken("mail", "state").contains("exit 3 after 0.2 s"));
        assertThat(spoken("mail", "state")).startsWith("failed\nexit 3 after 0.2 s\n");
        assertThat(spoken("mail", "name")).isEqualTo("mail. Failed since it was last selected");
        assertThat(spoken("redis", "state")).startsWith("running");
        assertThat(spoken("redis", "name")).isEqualTo("redis");
    }

    @Test
    void a_chip_says_its_count_and_whether_it_is_chosen(FxRobot robot) {
        awaitFx(() -> "Running: 2".equals(spoken("#chip-running", AccessibleAttribute.TEXT)));
        assertThat(spoken("#chip-running", AccessibleAttribute.ROLE)).isEqualTo(AccessibleRole.TOGGLE_BUTTON);
        assertThat(spoken("#chip-running", AccessibleAttribute.SELECTED)).isEqualTo(false);

        robot.clickOn("#chip-running");

        awaitFx(() -> Boolean.TRUE.equals(spoken("#chip-running", AccessibleAttribute.SELECTED)));
        assertThat(spoken("#chip-all", AccessibleAttribute.SELECTED)).isEqualTo(false);
    }

    @Test
    void tab_leads_from_the_filter_over_chips_and_table_to_the_pane_and_back(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.L);
        awaitFx(() -> window.find("#filter").isFocused());
        for (String next : List.of("chip-all", "services", "pane")) {
            robot.push(KeyCode.TAB);
            awaitFx(() -> next.equals(window.focused().getId()));
            assertThat(window.focused().isFocusVisible()).as(next).isTrue();
        }
        for (String before : List.of("services", "chip-all", "filter")) {
            robot.push(KeyCode.SHIFT, KeyCode.TAB);
            awaitFx(() -> before.equals(window.focused().getId()));
        }
    }

    private Object spoken(String query, AccessibleAttribute attribute) {
        return fx(() -> window.find(query).queryAccessibleAttribute(attribute));
    }

    /** What is told of the cell of a row, by its title, in a column, by its id. */
    private String spoken(String row, String column) {
        return fx(() -> window.table().lookupAll(".tree-table-cell").stream()
                .filter(cell -> isIn((TreeTableCell<?, ?>) cell, row, column))
                .findFirst()
                .map(cell -> (String) cell.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                .orElseThrow());
    }

    private static boolean isIn(TreeTableCell<?, ?> cell, String row, String column) {
        Node line = cell.getTableRow();
        return line != null
                && line.isVisible()
                && cell.getTableColumn().getId().equals(column)
                && cell.getTableRow().getItem() instanceof Row item
                && item.facts().title().equals(row);
    }
}
