package controlfreak.ui.main;

import static controlfreak.testing.Fx.awaitFx;
import static controlfreak.testing.Fx.fx;
import static controlfreak.ui.main.Shop.id;
import static controlfreak.ui.main.Shop.running;
import static controlfreak.ui.main.ShopWindow.process;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.figures.Subject;
import controlfreak.log.LogLine;
import controlfreak.log.LogStream;
import controlfreak.model.status.ServiceState;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.main.rows.LastLine;
import controlfreak.ui.main.rows.RowKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What the table shows, how it is sorted and filtered, and what stays selected. */
@ExtendWith(WindowExtension.class)
class ServiceTableTest {
    private final ShopWindow window = new ShopWindow();

    @Start
    void show(Stage stage) {
        window.open(stage);
    }

    @Test
    void shows_proxies_with_their_services_below_and_services_beside(FxRobot robot) {
        assertThat(window.names())
                .containsExactly("shop", "web ×3", "web-1", "web-2", "web-3", "images", "mailer", "mail", "redis");
        assertThat(window.table().getColumns())
                .extracting(TreeTableColumn::getText)
                .containsExactly(
                        "Name",
                        "State",
                        "PID",
                        "Uptime",
                        "CPU",
                        "Private",
                        "Shared",
                        "RSS",
                        "PSS",
                        "Restarts",
                        "Last exit",
                        "Ports",
                        "Last line",
                        "Description",
                        "Trend",
                        "Tags",
                        "Command");
        assertThat(window.stage().getWidth()).isEqualTo(1280);
        assertThat(window.stage().getTitle()).isEqualTo("shop.cfk — Control Freak");
    }

    @Test
    void reveals_a_row_whatever_hides_it(FxRobot robot) {
        robot.interact(() -> window.view.expandAll(false));
        robot.clickOn("#filter").write("redis");
        awaitFx(() -> window.names().equals(List.of("redis")));
        robot.interact(() -> assertThat(window.view.select(new RowKey.OfProcess(id("web", 2))))
                .isTrue());
        awaitFx(() -> window.names().contains("web-2"));
        assertThat(window.model.selection().keys()).containsExactly(new RowKey.OfProcess(id("web", 2)));
        assertThat(window.table().isFocused()).isTrue();
        robot.interact(
                () -> assertThat(window.view.select(new RowKey.OfProxy("gone"))).isFalse());
    }

    @Test
    void shows_state_pid_and_uptime_live(FxRobot robot) {
        window.feed.serviceChanged(running(id("redis", 0), 4690, Duration.ofHours(2)));
        awaitFx(() -> window.texts("redis").contains("running"));
        assertThat(window.texts("redis")).contains("redis", "running", "4690", "2 h", "0");
        robot.interact(() -> window.column("command").setVisible(true));
        awaitFx(() -> window.texts("redis").contains("redis-server --port 0"));
        assertThat(window.line("redis").getStyleClass()).contains("running");

        robot.interact(() -> window.column("exit").setVisible(true));
        window.feed.serviceChanged(Shop.retrying(id("redis", 0), 3, Duration.ofMillis(1200)));
        awaitFx(() -> window.texts("redis").contains("failing, try 3 of 8 in 1.2 s"));
        assertThat(window.texts("redis")).contains("exit 1 after 0.4 s", "exit 1", "3");
        assertThat(window.line("redis").getStyleClass()).contains("failing").doesNotContain("running");
    }

    @Test
    void shows_how_long_a_log_has_been_silent(FxRobot robot) {
        assertThat(window.texts("redis")).doesNotContain("12 s");
        window.engine.lastLines.put(process("redis", 0), lastLine(12, LogStream.ERR, "ready, 0 errors"));
        window.engine.lastLines.put(process("web", 1), lastLine(90, LogStream.OUT, ""));
        window.engine.lastLines.put(process("web", 3), lastLine(7, LogStream.OUT, "[error] no route"));
        awaitFx(() -> window.texts("redis").contains("12 s"));
        assertThat(window.texts("web-3")).contains("7 s");
        assertThat(window.texts("web ×3")).as("the newest of all").contains("7 s");
    }

    private static LastLine lastLine(int age, LogStream stream, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return LastLine.of(List.of(new LogLine(0, Shop.NOW.minusSeconds(age), stream, bytes, false)))
                .orElseThrow();
    }

    @Test
    void shows_what_the_workspace_says_of_a_row_on_demand(FxRobot robot) {
        robot.interact(() -> {
            window.document.workspace.set(Shop.workspace()
                    .withService(Optional.empty(), Shop.tagged(Shop.service("cron", "x"), "nightly", "slow")));
            assertThat(window.column("tags").isVisible()).isFalse();
            window.column("tags").setVisible(true);
        });
        awaitFx(() -> window.texts("cron").contains("nightly, slow"));
    }

    @Test
    void shows_cpu_and_memory(FxRobot robot) {
        robot.interact(() -> window.model.take(ShopFigures.at(Shop.NOW)));
        assertThat(window.texts("web-1")).contains("6 %", "10 MB", "90 MB", "8080", "+1");
        assertThat(window.texts("web ×3")).contains("6 %", "20 MB").doesNotContain("90 MB");
        assertThat(window.texts("shop")).contains("0 %", "10 MB", "saved 180 MB");
        assertThat(window.texts("redis")).as("hidden by the system").contains("1 %", "n/a");
        assertThat(window.texts("mail")).as("does not run").doesNotContain("0 %", "n/a", "0 MB");
        assertThat(robot.lookup("#figures").queryAs(Label.class).getText())
                .isEqualTo("memory 120 MB, saved 180 MB by sharing · 1 process n/a · sampled just now");
    }

    @Test
    void greys_figures_that_are_old(FxRobot robot) {
        robot.interact(() -> window.model.take(ShopFigures.at(Shop.NOW)));
        assertThat(old("web-1")).isZero();
        robot.interact(() -> window.model.take(ShopFigures.at(Shop.NOW.minusSeconds(4))));
        assertThat(old("web-1")).as("CPU").isEqualTo(1);
        robot.interact(() -> window.model.take(ShopFigures.at(Shop.NOW.minusSeconds(22))));
        assertThat(old("web-1")).as("CPU, private, shared").isEqualTo(3);
        assertThat(window.texts("web-1")).contains("6 %", "10 MB", "90 MB", "8080", "+1");
    }

    private long old(String name) {
        Node line = window.line(name);
        return fx(() -> line.lookupAll(".tree-table-cell").stream()
                .filter(cell -> cell.getPseudoClassStates().contains(PseudoClass.getPseudoClass("old")))
                .count());
    }

    @Test
    void sorts_by_figures_as_they_come(FxRobot robot) {
        robot.interact(() -> window.sortBy("cpu", TreeTableColumn.SortType.DESCENDING));
        robot.interact(() -> window.model.take(ShopFigures.at(Shop.NOW)));
        assertThat(window.names()).startsWith("redis", "shop");
        assertThat(window.names().indexOf("web-1")).isLessThan(window.names().indexOf("web-2"));
    }

    @Test
    void has_what_is_seen_sampled_first_and_all_of_it_when_asked(FxRobot robot) {
        robot.interact(() -> window.item(new RowKey.OfGroup("web")).setExpanded(false));
        awaitFx(() -> window.figures.visible.contains(new Subject.OfProxy("shop"))
                && window.figures.visible.contains(new Subject.OfService(id("redis", 0)))
                && !window.figures.visible.contains(new Subject.OfService(id("web", 1))));
        robot.push(KeyCode.F5);
        assertThat(window.figures.asked).isEqualTo(1);
    }

    @Test
    void filters_by_text(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.L);
        robot.write("web-2");
        awaitFx(() -> window.names().equals(List.of("shop", "web ×3", "web-2")));

        robot.push(KeyCode.ESCAPE);
        awaitFx(() -> window.names().size() == 9);
        robot.write("nothing like it");
        awaitFx(() -> window.names().isEmpty());
        robot.clickOn("Show all rows");
        awaitFx(() -> window.names().size() == 9);
        assertThat(robot.lookup("#filter").queryAs(TextField.class).getText()).isEmpty();
    }

    @Test
    void filters_by_state_and_counts(FxRobot robot) {
        window.feed.serviceChanged(running(id("web", 2), 12, Duration.ofHours(1)));
        awaitFx(() -> window.texts("web-2").contains("running"));
        assertThat(chip(robot, "running").getAccessibleText()).isEqualTo("Running: 1");

        robot.clickOn("#chip-running");
        awaitFx(() -> window.names().equals(List.of("shop", "web ×3", "web-2")));
        robot.clickOn("#chip-running");
        awaitFx(() -> window.names().size() == 9);
        assertThat(chip(robot, "all").isSelected()).isTrue();
    }

    @Test
    void keeps_a_selected_row_that_leaves_the_state_filtered_by(FxRobot robot) {
        window.feed.serviceChanged(running(id("redis", 0), 9, Duration.ofHours(1)));
        awaitFx(() -> window.texts("redis").contains("running"));
        robot.clickOn("#chip-running");
        awaitFx(() -> window.names().equals(List.of("redis")));
        window.select(process("redis", 0));
        window.feed.serviceChanged(Shop.off(id("redis", 0), ServiceState.FAIL, "exit 3"));
        awaitFx(() -> window.texts("redis").contains("failed"));

        assertThat(window.names()).containsExactly("redis");
        assertThat(window.selected()).containsExactly(process("redis", 0));
    }

    @Test
    void keeps_the_selection_on_its_rows_whatever_moves(FxRobot robot) {
        window.select(process("web", 2));
        robot.press(KeyCode.SHIFT).push(KeyCode.DOWN).release(KeyCode.SHIFT);
        awaitFx(() -> window.selected().equals(List.of(process("web", 2), process("web", 3))));

        robot.interact(() -> window.document.workspace.set(Shop.workspace()
                .withService(Optional.of("shop"), Shop.service("aside", "x"))
                .withServiceReplaced("web", Shop.service("web", "y").withInstances(5))
                .withoutProxy("mailer")));
        assertThat(window.selected()).containsExactly(process("web", 2), process("web", 3));
        assertThat(window.names()).contains("aside", "web-5").doesNotContain("mail");

        robot.interact(() -> window.sortBy("name", TreeTableColumn.SortType.DESCENDING));
        assertThat(window.names())
                .containsExactly(
                        "shop", "web ×5", "web-5", "web-4", "web-3", "web-2", "web-1", "images", "aside", "redis");
        assertThat(window.selected()).containsExactlyInAnyOrder(process("web", 2), process("web", 3));
        assertThat(window.selectedInTable()).containsExactlyInAnyOrder("web-2", "web-3");
    }

    @Test
    void forgets_a_selected_row_that_is_gone_and_selects_no_other(FxRobot robot) {
        window.select(process("redis", 0));
        robot.interact(() -> window.document.workspace.set(Shop.workspace().withoutService("redis")));

        assertThat(window.selected()).isEmpty();
        assertThat(window.selectedInTable()).isEmpty();
    }

    @Test
    void keeps_what_was_collapsed(FxRobot robot) {
        robot.interact(() -> window.item(new RowKey.OfGroup("web")).setExpanded(false));
        robot.interact(() -> window.document.workspace.set(
                Shop.workspace().withService(Optional.empty(), Shop.service("cron", "x"))));
        assertThat(window.names()).doesNotContain("web-1").contains("cron");

        robot.push(KeyCode.CONTROL, KeyCode.L);
        robot.write("web-1");
        awaitFx(() -> window.names().contains("web-1"));
        robot.push(KeyCode.ESCAPE);
        awaitFx(() -> window.names().contains("cron") && !window.names().contains("web-1"));
    }

    @Test
    void does_not_sort_anew_under_several_selected_rows(FxRobot robot) {
        robot.interact(() -> window.sortBy("state", TreeTableColumn.SortType.ASCENDING));
        List<String> before = window.names();
        window.select(process("web", 1));
        robot.press(KeyCode.SHIFT).push(KeyCode.DOWN).release(KeyCode.SHIFT);
        awaitFx(() -> window.selected().size() == 2);
        window.feed.serviceChanged(running(id("web", 3), 13, Duration.ofHours(1)));
        awaitFx(() -> window.texts("web-3").contains("running"));
        assertThat(window.names()).isEqualTo(before);

        robot.interact(() -> window.table().getSelectionModel().clearSelection());
        window.feed.serviceChanged(running(id("redis", 0), 13, Duration.ofHours(1)));
        awaitFx(() -> window.names().indexOf("web-3") < window.names().indexOf("web-1"));
    }

    @Test
    void goes_from_the_filter_to_the_chips_to_the_table(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.L);
        robot.push(KeyCode.TAB);
        assertThat(window.focused().getId()).isEqualTo("chip-all");
        robot.push(KeyCode.RIGHT);
        awaitFx(() -> window.names().isEmpty());
        robot.push(KeyCode.LEFT);
        awaitFx(() -> window.names().size() == 9);
        robot.push(KeyCode.TAB);
        assertThat(window.focused()).isSameAs(window.table());
    }

    @Test
    void groups_services_by_tags_by_its_keys_and_by_the_menu(FxRobot robot) {
        robot.interact(() -> window.document.workspace.set(
                Shop.workspace().withService(Optional.empty(), Shop.tagged(Shop.service("cron", "x"), "nightly"))));
        List<String> flat = window.names();
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
        awaitFx(() -> window.names().contains("nightly ×1"));
        assertThat(window.names().indexOf("cron")).isEqualTo(window.names().indexOf("nightly ×1") + 1);

        robot.clickOn("View").clickOn("#menu-bytags");
        awaitFx(() -> window.names().equals(flat));
    }

    private static ToggleButton chip(FxRobot robot, String key) {
        return robot.lookup("#chip-" + key).queryAs(ToggleButton.class);
    }
}
