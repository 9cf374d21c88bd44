package controlfreak.ui.main;

import static controlfreak.ui.main.Shop.id;
import static controlfreak.ui.main.Shop.running;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.figures.Subject;
import controlfreak.model.ServiceState;
import controlfreak.model.Workspace;
import controlfreak.ui.fx.StatusFeed;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.settings.Preferences;
import controlfreak.ui.settings.SettingsStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class MainViewTest {
    private final DocumentStandIn document = new DocumentStandIn();
    private final EngineStandIn engine = new EngineStandIn();
    private final DialogsStandIn dialogs = new DialogsStandIn();
    private final CommandsStandIn commands = new CommandsStandIn();
    private final FiguresStandIn figures = new FiguresStandIn();
    private final Preferences preferences = SettingsStandIn.preferences();
    private MainViewModel model;
    private StatusFeed feed;
    private MainView view;
    private Stage stage;

    @Start
    void show(Stage newStage) {
        stage = newStage;
        Theme.LIGHT.apply();
        document.workspace.set(Shop.workspace());
        document.file.set(Optional.of(Path.of("shop.cfk")));
        model = new MainViewModel(document, engine, dialogs, Platform::runLater, Shop.CLOCK);
        feed = new StatusFeed(StatusFeed.Later.fx(), Shop.CLOCK, model::take);
        view = new MainView(
                model,
                commands,
                commands,
                preferences,
                figures,
                new Label("log"),
                new Label("environment"),
                new Label("memory"));
        Scene scene = new Scene(view.root());
        Theme.dress(scene);
        stage.setScene(scene);
        view.attach(stage);
        stage.setX(0);
        stage.setY(0);
        stage.show();
        view.restore(stage, WindowLayout.FIRST);
    }

    @Test
    void shows_proxies_with_their_services_below_and_services_beside(FxRobot robot) {
        assertThat(names())
                .containsExactly("shop", "web ×3", "web-1", "web-2", "web-3", "images", "mailer", "mail", "redis");
        assertThat(table().getColumns())
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
                        "Command");
        assertThat(stage.getWidth()).isEqualTo(1280);
        assertThat(stage.getTitle()).isEqualTo("shop.cfk — Control Freak");
    }

    @Test
    void reveals_a_row_whatever_hides_it(FxRobot robot) {
        robot.interact(() -> view.expandAll(false));
        robot.clickOn("#filter").write("redis");
        await(() -> names().equals(List.of("redis")));
        robot.interact(() ->
                assertThat(view.select(new RowKey.OfProcess(id("web", 2)))).isTrue());
        await(() -> names().contains("web-2"));
        assertThat(model.selection().keys()).containsExactly(new RowKey.OfProcess(id("web", 2)));
        assertThat(table().isFocused()).isTrue();
        robot.interact(() -> assertThat(view.select(new RowKey.OfProxy("gone"))).isFalse());
    }

    @Test
    void tells_of_a_failure_out_of_sight_and_leads_there(FxRobot robot) {
        robot.interact(() -> document.workspace.set(Shop.workspace()
                .withService(Optional.empty(), Shop.service("pool", "worker").withInstances(60))));
        feed.serviceChanged(running(id("pool", 50), 50, Duration.ofHours(1)));
        feed.serviceChanged(running(id("pool", 51), 51, Duration.ofHours(1)));
        feed.serviceChanged(Shop.off(id("redis", 0), ServiceState.FAIL, "exit 3"));
        Node focus = stage.getScene().getFocusOwner();
        feed.serviceChanged(Shop.off(id("pool", 50), ServiceState.FAIL, "exit 1 after 3 s"));
        await(() -> robot.lookup("#notice").query().isVisible());
        assertThat(robot.lookup("#notice-text").queryLabeled().getText())
                .as("redis can be seen")
                .isEqualTo("pool-50 failed: exit 1 after 3 s");
        assertThat(stage.getScene().getFocusOwner()).isSameAs(focus);

        robot.clickOn("#notice-show");
        assertThat(model.selection().keys()).containsExactly(process("pool", 50));
        await(() -> names().contains("pool-50"));
        assertThat(robot.lookup("#notice").query().isVisible()).isFalse();

        robot.interact(() -> view.expandAll(false));
        feed.serviceChanged(Shop.off(id("pool", 51), ServiceState.FAIL, "exit 1 after 3 s"));
        await(() -> robot.lookup("#notice").query().isVisible());
        robot.push(KeyCode.F4);
        assertThat(model.selection().keys()).containsExactly(process("pool", 51));
        robot.push(KeyCode.F4);
        assertThat(model.selection().keys())
                .as("marked, though it was in sight")
                .containsExactly(process("redis", 0));
    }

    @Test
    void a_notice_is_dismissed_for_good(FxRobot robot) {
        robot.interact(() -> document.workspace.set(Shop.workspace()
                .withService(Optional.empty(), Shop.service("pool", "worker").withInstances(60))));
        feed.serviceChanged(Shop.off(id("pool", 50), ServiceState.FAIL, "exit 1 after 3 s"));
        await(() -> robot.lookup("#notice").query().isVisible());
        robot.clickOn("#notice-close");
        assertThat(robot.lookup("#notice").query().isVisible()).isFalse();
        assertThat(stage.getScene().getFocusOwner()).isSameAs(table());
        feed.serviceChanged(Shop.off(id("pool", 50), ServiceState.FATAL, "gave up"));
        await(() -> model.rows()
                .find(process("pool", 50))
                .orElseThrow()
                .facts()
                .cause()
                .equals("gave up"));
        assertThat(robot.lookup("#notice").query().isVisible()).isFalse();
    }

    @Test
    void shows_a_pane_by_its_key(FxRobot robot) {
        robot.interact(() -> view.addPane(3, "history", "History", new Label("what happened")));
        robot.push(KeyCode.SHORTCUT, KeyCode.H);
        await(() ->
                robot.lookup("what happened").tryQuery().filter(Node::isVisible).isPresent());
    }

    @Test
    void shows_state_pid_and_uptime_live(FxRobot robot) {
        feed.serviceChanged(running(id("redis", 0), 4690, Duration.ofHours(2)));
        await(() -> texts("redis").contains("running"));
        assertThat(texts("redis")).contains("redis", "running", "4690", "2 h", "0", "–", "redis-server --port 0");
        assertThat(line("redis").getStyleClass()).contains("running");

        robot.interact(() -> column("exit").setVisible(true));
        feed.serviceChanged(Shop.retrying(id("redis", 0), 3, Duration.ofMillis(1200)));
        await(() -> texts("redis").contains("retry 3 of 8 in 1.2 s"));
        assertThat(texts("redis")).contains("exit 1 after 0.4 s", "exit 1", "3");
        assertThat(line("redis").getStyleClass()).contains("retrying").doesNotContain("running");
    }

    @Test
    void shows_cpu_and_memory(FxRobot robot) {
        robot.interact(() -> model.take(ShopFigures.at(Shop.NOW)));
        assertThat(texts("web-1")).contains("6 %", "10 MB", "90 MB", "8080 +1");
        assertThat(texts("web ×3")).contains("6 %", "20 MB").doesNotContain("90 MB");
        assertThat(texts("shop")).contains("0 %", "10 MB", "saved 180 MB");
        assertThat(texts("redis")).as("hidden by the system").contains("1 %", "n/a");
        assertThat(texts("mail")).as("does not run").doesNotContain("0 %", "n/a", "0 MB");
        assertThat(robot.lookup("#figures").queryAs(Label.class).getText())
                .isEqualTo("memory 120 MB, saved 180 MB by sharing · 1 process n/a · sampled just now");
    }

    @Test
    void greys_figures_that_are_old(FxRobot robot) {
        robot.interact(() -> model.take(ShopFigures.at(Shop.NOW)));
        assertThat(old("web-1")).isZero();
        robot.interact(() -> model.take(ShopFigures.at(Shop.NOW.minusSeconds(4))));
        assertThat(old("web-1")).as("CPU").isEqualTo(1);
        robot.interact(() -> model.take(ShopFigures.at(Shop.NOW.minusSeconds(22))));
        assertThat(old("web-1")).as("CPU, private, shared").isEqualTo(3);
        assertThat(texts("web-1")).contains("6 %", "10 MB", "90 MB", "8080 +1");
    }

    private long old(String name) {
        Node line = line(name);
        return fx(() -> line.lookupAll(".tree-table-cell").stream()
                .filter(cell -> cell.getPseudoClassStates().contains(PseudoClass.getPseudoClass("old")))
                .count());
    }

    @Test
    void sorts_by_figures_as_they_come(FxRobot robot) {
        robot.interact(() -> sortBy("cpu", TreeTableColumn.SortType.DESCENDING));
        robot.interact(() -> model.take(ShopFigures.at(Shop.NOW)));
        assertThat(names()).startsWith("redis", "shop");
        assertThat(names().indexOf("web-1")).isLessThan(names().indexOf("web-2"));
    }

    @Test
    void has_what_is_seen_sampled_first_and_all_of_it_when_asked(FxRobot robot) {
        robot.interact(() -> item(new RowKey.OfGroup("web")).setExpanded(false));
        await(() -> figures.visible.contains(new Subject.OfProxy("shop"))
                && figures.visible.contains(new Subject.OfService(id("redis", 0)))
                && !figures.visible.contains(new Subject.OfService(id("web", 1))));
        robot.push(KeyCode.F5);
        assertThat(figures.asked).isEqualTo(1);
    }

    @Test
    void estimates_memory_before_it_scales(FxRobot robot) {
        robot.interact(() -> model.take(ShopFigures.at(Shop.NOW)));
        select(robot, new RowKey.OfGroup("web"));
        robot.push(KeyCode.CONTROL, KeyCode.I);
        await(() -> stage.getScene().getFocusOwner() instanceof Spinner);
        robot.push(KeyCode.UP);
        assertThat(robot.lookup("#instances-memory").queryAs(Label.class).getText())
                .isEqualTo("4 workers: about 140 MB with the proxy, 400 MB without");
    }

    @Test
    void filters_by_text(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.L);
        robot.write("web-2");
        await(() -> names().equals(List.of("shop", "web ×3", "web-2")));

        robot.push(KeyCode.ESCAPE);
        await(() -> names().size() == 9);
        robot.write("nothing like it");
        await(() -> names().isEmpty());
        robot.clickOn("Show all rows");
        await(() -> names().size() == 9);
        assertThat(robot.lookup("#filter").queryAs(TextField.class).getText()).isEmpty();
    }

    @Test
    void a_form_goes_only_where_it_lets_itself_be_cancelled(FxRobot robot) {
        List<String> cancelled = new ArrayList<>();
        TextField field = new TextField();
        robot.interact(() -> view.showSheet(new ScrollPane(field), () -> cancelled.add("asked")));
        await(() -> fx(field::isFocused));
        assertThat(robot.lookup("#sheet-close").tryQuery()).isEmpty();

        robot.interact(() -> view.showSheet(new Label("another"), view::hideSheet));
        robot.push(KeyCode.ESCAPE);
        robot.push(KeyCode.F1);
        assertThat(fx(view::leaveSheet)).isFalse();
        assertThat(cancelled).hasSize(4);
        assertThat(fx(() -> field.getScene() == stage.getScene())).isTrue();
    }

    @Test
    void keys_that_a_table_has_uses_for_do_what_the_menu_says(FxRobot robot) {
        select(robot, process("redis", 0));
        robot.push(KeyCode.F2);
        await(() -> commands.given.equals(List.of("edit redis")));

        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.LEFT);
        await(() -> names().equals(List.of("shop", "mailer", "redis")));
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.RIGHT);
        await(() -> names().size() == 9);
    }

    @Test
    void filters_by_state_and_counts(FxRobot robot) {
        feed.serviceChanged(running(id("web", 2), 12, Duration.ofHours(1)));
        await(() -> texts("web-2").contains("running"));
        assertThat(chip(robot, "running").getAccessibleText()).isEqualTo("Running: 1");

        robot.clickOn("#chip-running");
        await(() -> names().equals(List.of("shop", "web ×3", "web-2")));
        robot.clickOn("#chip-running");
        await(() -> names().size() == 9);
        assertThat(chip(robot, "all").isSelected()).isTrue();
    }

    @Test
    void keeps_a_selected_row_that_leaves_the_state_filtered_by(FxRobot robot) {
        feed.serviceChanged(running(id("redis", 0), 9, Duration.ofHours(1)));
        await(() -> texts("redis").contains("running"));
        robot.clickOn("#chip-running");
        await(() -> names().equals(List.of("redis")));
        select(robot, process("redis", 0));
        feed.serviceChanged(Shop.off(id("redis", 0), ServiceState.FAIL, "exit 3"));
        await(() -> texts("redis").contains("fail"));

        assertThat(names()).containsExactly("redis");
        assertThat(selected()).containsExactly(process("redis", 0));
    }

    @Test
    void keeps_the_selection_on_its_rows_whatever_moves(FxRobot robot) {
        select(robot, process("web", 2));
        robot.press(KeyCode.SHIFT).push(KeyCode.DOWN).release(KeyCode.SHIFT);
        await(() -> selected().equals(List.of(process("web", 2), process("web", 3))));

        robot.interact(() -> document.workspace.set(Shop.workspace()
                .withService(Optional.of("shop"), Shop.service("aside", "x"))
                .withServiceReplaced("web", Shop.service("web", "y").withInstances(5))
                .withoutProxy("mailer")));
        assertThat(selected()).containsExactly(process("web", 2), process("web", 3));
        assertThat(names()).contains("aside", "web-5").doesNotContain("mail");

        robot.interact(() -> sortBy("name", TreeTableColumn.SortType.DESCENDING));
        assertThat(names())
                .containsExactly(
                        "shop", "web ×5", "web-5", "web-4", "web-3", "web-2", "web-1", "images", "aside", "redis");
        assertThat(selected()).containsExactlyInAnyOrder(process("web", 2), process("web", 3));
        assertThat(selectedInTable()).containsExactlyInAnyOrder("web-2", "web-3");
    }

    @Test
    void forgets_a_selected_row_that_is_gone_and_selects_no_other(FxRobot robot) {
        select(robot, process("redis", 0));
        robot.interact(() -> document.workspace.set(Shop.workspace().withoutService("redis")));

        assertThat(selected()).isEmpty();
        assertThat(selectedInTable()).isEmpty();
    }

    @Test
    void keeps_what_was_collapsed(FxRobot robot) {
        robot.interact(() -> item(new RowKey.OfGroup("web")).setExpanded(false));
        robot.interact(() ->
                document.workspace.set(Shop.workspace().withService(Optional.empty(), Shop.service("cron", "x"))));
        assertThat(names()).doesNotContain("web-1").contains("cron");

        robot.push(KeyCode.CONTROL, KeyCode.L);
        robot.write("web-1");
        await(() -> names().contains("web-1"));
        robot.push(KeyCode.ESCAPE);
        await(() -> names().contains("cron") && !names().contains("web-1"));
    }

    @Test
    void does_not_sort_anew_under_several_selected_rows(FxRobot robot) {
        robot.interact(() -> sortBy("state", TreeTableColumn.SortType.ASCENDING));
        List<String> before = names();
        select(robot, process("web", 1));
        robot.press(KeyCode.SHIFT).push(KeyCode.DOWN).release(KeyCode.SHIFT);
        await(() -> selected().size() == 2);
        feed.serviceChanged(running(id("web", 3), 13, Duration.ofHours(1)));
        await(() -> texts("web-3").contains("running"));
        assertThat(names()).isEqualTo(before);

        robot.interact(() -> table().getSelectionModel().clearSelection());
        feed.serviceChanged(running(id("redis", 0), 13, Duration.ofHours(1)));
        await(() -> names().indexOf("web-3") < names().indexOf("web-1"));
    }

    @Test
    void starts_stops_and_restarts_by_keys_what_fits(FxRobot robot) {
        feed.serviceChanged(running(id("web", 1), 11, Duration.ofHours(1)));
        await(() -> texts("web-1").contains("running"));
        select(robot, new RowKey.OfGroup("web"));
        assertThat(robot.lookup("#button-start").queryButton().getText()).isEqualTo("Start 2 of 3");
        assertThat(robot.lookup("#button-stop").queryButton().getText()).isEqualTo("Stop 1 of 3");

        robot.push(KeyCode.F9);
        robot.push(KeyCode.F7);
        robot.push(KeyCode.F8);
        assertThat(engine.asked())
                .isEqualTo("STOP web-1, START web-2, START web-3, RESTART web-1, RESTART web-2, RESTART web-3");
    }

    @Test
    void says_beside_the_table_what_was_refused_until_it_is_dismissed(FxRobot robot) {
        select(robot, process("mail", 0));
        robot.push(KeyCode.F7);
        assertThat(robot.lookup("#done").queryAs(Label.class).getText()).isEqualTo("Starting mail …");
        engine.refused("START mail", "The proxy mailer is down.");
        await(() -> robot.lookup("#message").query().isVisible());
        assertThat(robot.lookup("#failure").queryAs(Label.class).getText())
                .isEqualTo("Not started. The proxy mailer is down.");

        robot.clickOn("#message-close");
        await(() -> !robot.lookup("#message").query().isVisible());
    }

    @Test
    void disables_what_cannot_be_done_and_says_why(FxRobot robot) {
        Button stop = robot.lookup("#button-stop").queryButton();
        assertThat(stop.isDisabled()).isTrue();
        assertThat(stop.getAccessibleHelp()).isEqualTo("Select a service first.");
    }

    @Test
    void offers_the_same_actions_by_a_menu_on_the_rows(FxRobot robot) {
        robot.clickOn(line("redis"), MouseButton.SECONDARY);
        await(() -> selected().equals(List.of(process("redis", 0))));
        robot.clickOn("#context-start");
        await(() -> engine.asked().equals("START redis"));
    }

    @Test
    void duplicates_one_row_in_a_form(FxRobot robot) {
        select(robot, process("redis", 0));
        robot.push(KeyCode.SHORTCUT, KeyCode.D);
        await(() -> commands.given.equals(List.of("duplicate redis")));
    }

    @Test
    void opens_the_menu_on_the_rows_by_keys(FxRobot robot) {
        select(robot, process("redis", 0));
        robot.push(KeyCode.SHIFT, KeyCode.F10);
        await(() -> robot.lookup("#context-start").tryQuery().isPresent());
        robot.push(KeyCode.ESCAPE);
        robot.push(KeyCode.F2);
        assertThat(commands.given).containsExactly("edit redis");
    }

    @Test
    void shows_the_details_of_a_row_by_enter(FxRobot robot) {
        robot.interact(() -> view.addPane(2, "details", "Details", new Label("all about it")));
        select(robot, process("redis", 0));
        robot.push(KeyCode.ENTER);
        await(() ->
                robot.lookup("all about it").tryQuery().filter(Node::isVisible).isPresent());
        assertThat(commands.given).isEmpty();
    }

    @Test
    void sends_a_chosen_signal(FxRobot robot) {
        feed.serviceChanged(running(id("redis", 0), 9, Duration.ofHours(1)));
        await(() -> texts("redis").contains("running"));
        select(robot, process("redis", 0));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
        await(() -> stage.getScene().getFocusOwner() instanceof ComboBox);
        assertThat(robot.lookup("#signal-effect").queryAs(Label.class).getText())
                .isEqualTo("Many services read their settings again.");
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.ENTER);
        assertThat(engine.asked()).isEqualTo("USR1 redis");
        assertThat(stage.getScene().getFocusOwner()).isSameAs(table());

        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
        await(() -> robot.lookup("#signal").query().isVisible());
        robot.clickOn("#signal-apply");
        assertThat(engine.asked()).isEqualTo("USR1 redis");
        assertThat(robot.lookup("#signal").query().isVisible()).isFalse();
    }

    @Test
    void scales_a_service(FxRobot robot) {
        feed.serviceChanged(running(id("web", 1), 11, Duration.ofHours(1)));
        await(() -> texts("web-1").contains("running"));
        select(robot, new RowKey.OfGroup("web"));
        robot.push(KeyCode.CONTROL, KeyCode.I);
        await(() -> stage.getScene().getFocusOwner() instanceof Spinner);
        robot.push(KeyCode.UP);
        robot.push(KeyCode.UP);
        assertThat(robot.lookup("#instances-apply").queryButton().getText()).isEqualTo("Scale to 5");
        assertThat(robot.lookup("#instances-effect").queryAs(Label.class).getText())
                .isEqualTo("web-4, web-5 will be started");
        robot.push(KeyCode.ENTER);

        await(() -> names().contains("web-5"));
        assertThat(document.edits).containsExactly("Scale web to 5");
        assertThat(stage.getScene().getFocusOwner()).isSameAs(table());
    }

    @Test
    void offers_the_sample_where_no_workspace_is_open(FxRobot robot) {
        robot.interact(() -> {
            commands.recent.setAll(Path.of("/srv/shop.cfk"));
            document.open.set(false);
        });
        await(() -> robot.lookup("#welcome-sample").query().isFocused());
        robot.push(KeyCode.SPACE);
        robot.clickOn("#welcome-new");
        robot.clickOn("#welcome-open");
        robot.clickOn("/srv/shop.cfk");

        assertThat(commands.given).containsExactly("sample", "create", "open", "open /srv/shop.cfk");
        assertThat(robot.lookup("#button-addproxy").queryButton().isDisabled()).isTrue();
    }

    @Test
    void offers_what_to_add_where_the_workspace_is_empty(FxRobot robot) {
        robot.interact(() -> document.workspace.set(Workspace.EMPTY));
        robot.clickOn("#empty-proxy");
        robot.clickOn("#empty-service");

        assertThat(commands.given).containsExactly("add proxy", "add service below nothing");
    }

    @Test
    void shows_a_form_over_the_table_until_escape(FxRobot robot) {
        TextField field = new TextField();
        robot.interact(() -> view.showSheet(new VBox(field), view::hideSheet));
        await(field::isFocused);
        robot.push(KeyCode.ESCAPE);
        await(() -> !robot.lookup("#sheet").query().isVisible());
        assertThat(stage.getScene().getFocusOwner()).isSameAs(table());
    }

    @Test
    void lists_the_keys(FxRobot robot) {
        robot.push(KeyCode.F1);
        await(() -> robot.lookup("Restart proxy").tryQuery().isEmpty()
                && robot.lookup("Menu of the selected rows").tryQuery().isPresent());
    }

    @Test
    void works_at_its_least_size_and_remembers_how_it_was_arranged(FxRobot robot) {
        robot.interact(() -> {
            stage.setWidth(900);
            stage.setHeight(600);
            sortBy("restarts", TreeTableColumn.SortType.DESCENDING);
            column("exit").setVisible(false);
        });
        WaitForAsyncUtils.waitForFxEvents();
        Node filter = robot.lookup("#filter").query();
        assertThat(filter.localToScene(filter.getBoundsInLocal()).getMaxX()).isLessThanOrEqualTo(900);
        assertThat(column("uptime").getWidth()).isGreaterThanOrEqualTo(100);

        WindowLayout layout = fx(() -> view.layout(stage));
        robot.interact(() -> view.restore(stage, WindowLayout.FIRST));
        assertThat(stage.getWidth()).isEqualTo(1280);
        robot.interact(() -> view.restore(stage, layout));

        assertThat(stage.getWidth()).isEqualTo(900);
        assertThat(column("exit").isVisible()).isFalse();
        assertThat(fx(() -> view.layout(stage)).sort()).containsExactly("-restarts");
    }

    @Test
    void goes_from_the_filter_to_the_chips_to_the_table(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.L);
        robot.push(KeyCode.TAB);
        assertThat(stage.getScene().getFocusOwner().getId()).isEqualTo("chip-all");
        robot.push(KeyCode.RIGHT);
        await(() -> names().isEmpty());
        robot.push(KeyCode.LEFT);
        await(() -> names().size() == 9);
        robot.push(KeyCode.TAB);
        assertThat(stage.getScene().getFocusOwner()).isSameAs(table());
    }

    @SuppressWarnings("unchecked")
    private TreeTableView<Row> table() {
        return (TreeTableView<Row>) stage.getScene().lookup("#services");
    }

    private TreeTableColumn<Row, ?> column(String id) {
        return table().getColumns().stream()
                .filter(column -> column.getId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void sortBy(String id, TreeTableColumn.SortType type) {
        column(id).setSortType(type);
        table().getSortOrder().setAll(List.of(column(id)));
    }

    private List<String> names() {
        return fx(() -> IntStream.range(0, table().getExpandedItemCount())
                .mapToObj(place -> table().getTreeItem(place).getValue().facts().title())
                .toList());
    }

    private TreeItem<Row> item(RowKey key) {
        return IntStream.range(0, table().getExpandedItemCount())
                .mapToObj(table()::getTreeItem)
                .filter(item -> item.getValue().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private Node line(String name) {
        return fx(() -> table().lookupAll(".tree-table-row-cell").stream()
                .filter(node -> ((TreeTableRow<?>) node).getItem() instanceof Row row
                        && node.isVisible()
                        && row.facts().title().equals(name))
                .findFirst()
                .orElseThrow());
    }

    private List<String> texts(String name) {
        Node line = line(name);
        return fx(() -> {
            List<String> texts = new ArrayList<>();
            line.lookupAll(".label").forEach(node -> texts.add(((Labeled) node).getText()));
            line.lookupAll(".tree-table-cell").forEach(node -> texts.add(((Labeled) node).getText()));
            return texts;
        });
    }

    private List<RowKey> selected() {
        return fx(() -> List.copyOf(model.selection().keys()));
    }

    private List<String> selectedInTable() {
        return fx(() -> table().getSelectionModel().getSelectedItems().stream()
                .map(item -> item.getValue().facts().title())
                .toList());
    }

    private void select(FxRobot robot, RowKey key) {
        robot.interact(() -> view.select(key));
    }

    private static RowKey process(String service, int instance) {
        return new RowKey.OfProcess(id(service, instance));
    }

    private static ToggleButton chip(FxRobot robot, String key) {
        return robot.lookup("#chip-" + key).queryAs(ToggleButton.class);
    }

    private static <T> T fx(Callable<T> what) {
        return Platform.isFxApplicationThread() ? call(what) : WaitForAsyncUtils.waitForAsyncFx(5000, what);
    }

    private static <T> T call(Callable<T> what) {
        try {
            return what.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void await(Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
