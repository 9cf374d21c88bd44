package controlfreak.ui.main;

import static controlfreak.testing.Fx.awaitFx;
import static controlfreak.ui.main.Shop.id;
import static controlfreak.ui.main.Shop.running;
import static controlfreak.ui.main.ShopWindow.process;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.testing.WindowExtension;
import controlfreak.ui.main.rows.RowKey;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What can be done to rows, by keys and by mouse. */
@ExtendWith(WindowExtension.class)
class RowActionsTest {
    private final ShopWindow window = new ShopWindow();

    @Start
    void show(Stage stage) {
        window.open(stage);
    }

    @Test
    void estimates_memory_before_it_scales(FxRobot robot) {
        robot.interact(() -> window.model.take(ShopFigures.at(Shop.NOW)));
        window.select(new RowKey.OfGroup("web"));
        robot.push(KeyCode.CONTROL, KeyCode.I);
        awaitFx(() -> window.focused() instanceof Spinner);
        robot.push(KeyCode.UP);
        assertThat(robot.lookup("#instances-memory").queryAs(Label.class).getText())
                .isEqualTo("4 workers: about 140 MB with the proxy, 400 MB without");
    }

    @Test
    void keys_that_a_table_has_uses_for_do_what_the_menu_says(FxRobot robot) {
        window.select(process("redis", 0));
        robot.push(KeyCode.F2);
        awaitFx(() -> window.commands.given.equals(List.of("edit redis")));

        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.LEFT);
        awaitFx(() -> window.names().equals(List.of("shop", "mailer", "redis")));
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.RIGHT);
        awaitFx(() -> window.names().size() == 9);
    }

    @Test
    void starts_stops_and_restarts_by_keys_what_fits(FxRobot robot) {
        window.feed.serviceChanged(running(id("web", 1), 11, Duration.ofHours(1)));
        awaitFx(() -> window.texts("web-1").contains("running"));
        window.select(new RowKey.OfGroup("web"));
        assertThat(robot.lookup("#button-start").queryButton().getText()).isEqualTo("Start 2 of 3");
        assertThat(robot.lookup("#button-stop").queryButton().getText()).isEqualTo("Stop 1 of 3");

        robot.push(KeyCode.F9);
        robot.push(KeyCode.F7);
        robot.push(KeyCode.F8);
        assertThat(window.engine.asked())
                .isEqualTo("STOP web-1, START web-2, START web-3, RESTART web-1, RESTART web-2, RESTART web-3");
    }

    @Test
    void says_beside_the_table_what_was_refused_until_it_is_dismissed(FxRobot robot) {
        window.select(process("mail", 0));
        robot.push(KeyCode.F7);
        assertThat(robot.lookup("#done").queryAs(Label.class).getText()).isEqualTo("Starting mail …");
        window.engine.refused("START mail", "The proxy mailer is down.");
        awaitFx(() -> robot.lookup("#message").query().isVisible());
        assertThat(robot.lookup("#failure").queryAs(Label.class).getText())
                .isEqualTo("Not started. The proxy mailer is down.");

        robot.clickOn("#message-close");
        awaitFx(() -> !robot.lookup("#message").query().isVisible());
    }

    @Test
    void disables_what_cannot_be_done_and_says_why(FxRobot robot) {
        Button stop = robot.lookup("#button-stop").queryButton();
        assertThat(stop.isDisabled()).isTrue();
        assertThat(stop.getAccessibleHelp()).isEqualTo("Select a service first.");
    }

    @Test
    void offers_the_same_actions_by_a_menu_on_the_rows(FxRobot robot) {
        robot.clickOn(window.line("redis"), MouseButton.SECONDARY);
        awaitFx(() -> window.selected().equals(List.of(process("redis", 0))));
        robot.clickOn("#context-start");
        awaitFx(() -> window.engine.asked().equals("START redis"));
    }

    @Test
    void duplicates_one_row_in_a_form(FxRobot robot) {
        window.select(process("redis", 0));
        robot.push(KeyCode.SHORTCUT, KeyCode.D);
        awaitFx(() -> window.commands.given.equals(List.of("duplicate redis")));
    }

    @Test
    void opens_the_menu_on_the_rows_by_keys(FxRobot robot) {
        window.select(process("redis", 0));
        robot.push(KeyCode.SHIFT, KeyCode.F10);
        awaitFx(() -> robot.lookup("#context-start").tryQuery().isPresent());
        robot.push(KeyCode.ESCAPE);
        robot.push(KeyCode.F2);
        assertThat(window.commands.given).containsExactly("edit redis");
    }

    @Test
    void shows_the_details_of_a_row_by_enter(FxRobot robot) {
        robot.interact(() -> window.view.panes().add(2, "details", "Details", () -> new Label("all about it")));
        window.select(process("redis", 0));
        robot.push(KeyCode.ENTER);
        awaitFx(() ->
                robot.lookup("all about it").tryQuery().filter(Node::isVisible).isPresent());
        assertThat(window.commands.given).isEmpty();
    }

    @Test
    void sends_a_chosen_signal(FxRobot robot) {
        window.feed.serviceChanged(running(id("redis", 0), 9, Duration.ofHours(1)));
        awaitFx(() -> window.texts("redis").contains("running"));
        window.select(process("redis", 0));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
        awaitFx(() -> window.focused() instanceof ComboBox);
        assertThat(robot.lookup("#signal-effect").queryAs(Label.class).getText())
                .isEqualTo("Many services read their settings again.");
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.ENTER);
        assertThat(window.engine.asked()).isEqualTo("USR1 redis");
        assertThat(window.focused()).isSameAs(window.table());

        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
        awaitFx(() -> robot.lookup("#signal").query().isVisible());
        robot.clickOn("#signal-apply");
        assertThat(window.engine.asked()).isEqualTo("USR1 redis");
        assertThat(robot.lookup("#signal").query().isVisible()).isFalse();
    }

    @Test
    void scales_a_service(FxRobot robot) {
        window.feed.serviceChanged(running(id("web", 1), 11, Duration.ofHours(1)));
        awaitFx(() -> window.texts("web-1").contains("running"));
        window.select(new RowKey.OfGroup("web"));
        robot.push(KeyCode.CONTROL, KeyCode.I);
        awaitFx(() -> window.focused() instanceof Spinner);
        robot.push(KeyCode.UP);
        robot.push(KeyCode.UP);
        assertThat(robot.lookup("#instances-apply").queryButton().getText()).isEqualTo("Scale to 5");
        assertThat(robot.lookup("#instances-effect").queryAs(Label.class).getText())
                .isEqualTo("web-4, web-5 will be started");
        robot.push(KeyCode.ENTER);

        awaitFx(() -> window.names().contains("web-5"));
        assertThat(window.document.edits).containsExactly("Scale web to 5");
        assertThat(window.focused()).isSameAs(window.table());
    }
}
