package controlfreak.ui.main;

import static controlfreak.testing.Fx.awaitFx;
import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.settle;
import static controlfreak.ui.main.Shop.id;
import static controlfreak.ui.main.Shop.running;
import static controlfreak.ui.main.ShopWindow.process;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Workspace;
import controlfreak.model.status.ServiceState;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.main.verb.Verb;
import controlfreak.ui.settings.WindowLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class MainViewTest {
    private final ShopWindow window = new ShopWindow();

    @Start
    void show(Stage stage) {
        window.open(stage);
    }

    @Test
    void tells_of_a_failure_out_of_sight_and_leads_there(FxRobot robot) {
        robot.interact(() -> window.document.workspace.set(Shop.workspace()
                .withService(Optional.empty(), Shop.service("pool", "worker").withInstances(60))));
        window.feed.serviceChanged(running(id("pool", 50), 50, Duration.ofHours(1)));
        window.feed.serviceChanged(running(id("pool", 51), 51, Duration.ofHours(1)));
        window.feed.serviceChanged(Shop.off(id("redis", 0), ServiceState.FAIL, "exit 3"));
        Node focus = window.focused();
        window.feed.serviceChanged(Shop.off(id("pool", 50), ServiceState.FAIL, "exit 1 after 3 s"));
        awaitFx(() -> robot.lookup("#notice").query().isVisible());
        assertThat(robot.lookup("#notice-text").queryLabeled().getText())
                .as("redis can be seen")
                .isEqualTo("pool-50 failed: exit 1 after 3 s");
        assertThat(window.focused()).isSameAs(focus);

        robot.clickOn("#notice-log");
        assertThat(window.model.selection().keys()).containsExactly(process("pool", 50));
        awaitFx(() -> window.names().contains("pool-50"));
        assertThat(robot.lookup("#notice").query().isVisible()).isFalse();

        robot.interact(() -> window.view.expandAll(false));
        window.feed.serviceChanged(Shop.off(id("pool", 51), ServiceState.FAIL, "exit 1 after 3 s"));
        awaitFx(() -> robot.lookup("#notice").query().isVisible()
                && robot.lookup("#notice-text").queryLabeled().getText().contains("pool-51"));
        robot.push(KeyCode.F4);
        assertThat(window.model.selection().keys()).containsExactly(process("pool", 51));
        robot.push(KeyCode.F4);
        assertThat(window.model.selection().keys())
                .as("marked, though it was in sight")
                .containsExactly(process("redis", 0));
    }

    @Test
    void what_was_refused_is_told_with_what_the_logs_say_until_all_is_well_again(FxRobot robot) {
        robot.interact(() -> window.model.run(Verb.START, List.of(process("redis", 0), process("mail", 0))));
        for (String name : List.of("redis", "mail")) {
            window.engine.lastWords.put(process(name, 0), "sh: 1: python3: not found");
            window.feed.serviceChanged(Shop.retrying(id(name, 0), 1, Duration.ofMinutes(1)));
            window.engine.refused("START " + name, name + ": exit 1 after 0.4 s.");
        }
        String said = "Not started. redis: exit 1 after 0.4 s. mail: exit 1 after 0.4 s. "
                + "The log says: sh: 1: python3: not found";
        awaitFx(() -> said.equals(robot.lookup("#failure").queryLabeled().getText()));
        awaitFx(() -> window.texts("redis").contains("sh: 1: python3: not found · exit 1 after 0.4 s"));

        window.select(process("web", 1));
        robot.interact(() -> robot.lookup("#message-log").queryButton().requestFocus());
        robot.push(KeyCode.SPACE);
        assertThat(window.model.selection().keys()).containsExactlyInAnyOrder(process("redis", 0), process("mail", 0));
        assertThat(window.<TabPane>find("#pane")
                        .getSelectionModel()
                        .getSelectedItem()
                        .getId())
                .isEqualTo("log");

        window.feed.serviceChanged(running(id("mail", 0), 11, Duration.ofHours(1)));
        awaitFx(() -> window.texts("mail").contains("running"));
        assertThat(robot.lookup("#message").query().isVisible())
                .as("redis still fails")
                .isTrue();
        window.feed.serviceChanged(running(id("redis", 0), 12, Duration.ofHours(1)));
        awaitFx(() -> !robot.lookup("#message").query().isVisible());
        assertThat(robot.lookup("#notices").query().isVisible()).isFalse();
    }

    @Test
    void one_notice_is_shown_at_a_time_and_the_next_by_mouse_or_key(FxRobot robot) {
        Label first = new Label("first");
        Label second = new Label("second");
        robot.interact(() -> List.of(first, second).forEach(notice -> {
            notice.setVisible(false);
            window.view.notices().add(away -> notice);
        }));
        assertThat(robot.lookup("#notices").query().isVisible()).isFalse();
        robot.interact(() -> first.setVisible(true));
        assertThat(isShown(first)).isTrue();
        robot.interact(() -> second.setVisible(true));
        assertThat(isShown(second)).as("the one that came last").isTrue();
        assertThat(isShown(first)).isFalse();
        assertThat(robot.lookup("#notices-next").queryButton().getText()).isEqualTo("2 of 2");

        robot.clickOn("#notices-next");
        assertThat(isShown(first)).isTrue();
        robot.interact(() -> robot.lookup("#notices-next").queryButton().requestFocus());
        robot.push(KeyCode.SPACE);
        assertThat(isShown(second)).isTrue();
        robot.interact(() -> second.setVisible(false));
        assertThat(isShown(first)).isTrue();
        assertThat(window.focused()).as("the button is gone").isSameAs(window.table());
    }

    private static boolean isShown(Node notice) {
        return fx(() -> notice.isVisible() && notice.getParent().isVisible());
    }

    @Test
    void the_first_click_needs_no_selection(FxRobot robot) {
        robot.interact(() -> window.table().getSelectionModel().clearSelection());
        awaitFx(() -> robot.lookup("#button-startall").query().getParent().isVisible());
        assertThat(robot.lookup("#button-start").query().getParent().isVisible())
                .isFalse();
        robot.clickOn("#button-startall");
        assertThat(window.engine.asked())
                .isEqualTo("START web-1, START web-2, START web-3, START images, START mail, START redis");

        window.feed.serviceChanged(running(id("redis", 0), 12, Duration.ofHours(1)));
        awaitFx(() -> !robot.lookup("#button-stopall").query().isDisabled());
        robot.interact(() -> robot.lookup("#button-stopall").query().requestFocus());
        robot.push(KeyCode.SPACE);
        assertThat(window.engine.asked()).endsWith("STOP redis");

        window.select(process("redis", 0));
        awaitFx(() -> robot.lookup("#button-stop").query().getParent().isVisible());
        assertThat(robot.lookup("#button-stopall").query().getParent().isVisible())
                .isFalse();
    }

    @Test
    void a_notice_is_dismissed_for_good(FxRobot robot) {
        robot.interact(() -> window.document.workspace.set(Shop.workspace()
                .withService(Optional.empty(), Shop.service("pool", "worker").withInstances(60))));
        window.feed.serviceChanged(Shop.off(id("pool", 50), ServiceState.FAIL, "exit 1 after 3 s"));
        awaitFx(() -> robot.lookup("#notice").query().isVisible());
        robot.clickOn("#notice-close");
        assertThat(robot.lookup("#notice").query().isVisible()).isFalse();
        assertThat(window.focused()).isSameAs(window.table());
        window.feed.serviceChanged(Shop.off(id("pool", 50), ServiceState.FATAL, "gave up"));
        awaitFx(() -> window.model
                .rows()
                .find(process("pool", 50))
                .orElseThrow()
                .facts()
                .cause()
                .equals("gave up"));
        assertThat(robot.lookup("#notice").query().isVisible()).isFalse();
    }

    @Test
    void shows_a_pane_by_its_key(FxRobot robot) {
        robot.interact(() -> window.view.panes().add(3, "history", "History", () -> new Label("what happened")));
        robot.push(KeyCode.SHORTCUT, KeyCode.H);
        awaitFx(() ->
                robot.lookup("what happened").tryQuery().filter(Node::isVisible).isPresent());
    }

    @Test
    void makes_what_is_in_a_pane_when_it_is_first_seen(FxRobot robot) {
        List<Node> made = new ArrayList<>();
        robot.interact(() -> window.view.panes().add(3, "history", "History", () -> {
            made.add(new Label("what happened"));
            return made.get(0);
        }));
        assertThat(made).isEmpty();
        robot.interact(() -> window.view.pane("history"));
        robot.interact(() -> window.view.pane("log"));
        robot.interact(() -> window.view.pane("history"));
        assertThat(made).hasSize(1);
        assertThat(made.get(0).getScene()).isNotNull();
    }

    @Test
    void a_form_goes_only_where_it_lets_itself_be_cancelled(FxRobot robot) {
        List<String> cancelled = new ArrayList<>();
        TextField field = new TextField();
        robot.interact(() -> window.view.sheet().show(new ScrollPane(field), () -> cancelled.add("asked")));
        awaitFx(() -> fx(field::isFocused));
        assertThat(robot.lookup("#sheet-close").tryQuery()).isEmpty();

        robot.interact(() -> window.view.sheet().show(new Label("another"), window.view.sheet()::hide));
        robot.push(KeyCode.ESCAPE);
        robot.push(KeyCode.F1);
        assertThat(fx(window.view.sheet()::isLeft)).isFalse();
        assertThat(cancelled).hasSize(4);
        assertThat(fx(() -> field.getScene() == window.stage().getScene())).isTrue();
    }

    @Test
    void offers_the_sample_where_no_workspace_is_open(FxRobot robot) {
        robot.interact(() -> {
            window.commands.recent.setAll(Path.of("/srv/shop.cfk"));
            window.document.open.set(false);
        });
        awaitFx(() -> robot.lookup("#welcome-sample").query().isFocused());
        robot.push(KeyCode.SPACE);
        robot.clickOn("#welcome-new");
        robot.clickOn("#welcome-open");
        robot.clickOn("/srv/shop.cfk");

        assertThat(window.commands.given).containsExactly("sample", "create", "open", "open /srv/shop.cfk");
        assertThat(robot.lookup("#button-addproxy").queryButton().isDisabled()).isTrue();
    }

    @Test
    void offers_what_to_add_where_the_workspace_is_empty(FxRobot robot) {
        robot.interact(() -> window.document.workspace.set(Workspace.EMPTY));
        robot.clickOn("#empty-proxy");
        robot.clickOn("#empty-service");

        assertThat(window.commands.given).containsExactly("add proxy", "add service below nothing");
    }

    @Test
    void shows_a_form_over_the_table_until_escape(FxRobot robot) {
        TextField field = new TextField();
        robot.interact(() -> window.view.sheet().show(new VBox(field), window.view.sheet()::hide));
        awaitFx(field::isFocused);
        robot.push(KeyCode.ESCAPE);
        awaitFx(() -> !robot.lookup("#sheet").query().isVisible());
        assertThat(window.focused()).isSameAs(window.table());
    }

    @Test
    void lists_the_keys(FxRobot robot) {
        robot.push(KeyCode.F1);
        awaitFx(() -> robot.lookup("Restart proxy").tryQuery().isEmpty()
                && robot.lookup("Menu of the selected rows").tryQuery().isPresent());
    }

    @Test
    void works_at_its_least_size_and_remembers_how_it_was_arranged(FxRobot robot) {
        robot.interact(() -> {
            window.stage().setWidth(900);
            window.stage().setHeight(600);
            window.sortBy("restarts", TreeTableColumn.SortType.DESCENDING);
            window.column("exit").setVisible(false);
        });
        settle();
        Node filter = robot.lookup("#filter").query();
        assertThat(filter.localToScene(filter.getBoundsInLocal()).getMaxX()).isLessThanOrEqualTo(900);
        assertThat(window.column("uptime").getWidth()).isGreaterThanOrEqualTo(100);

        WindowLayout layout = fx(() -> window.view.layout(window.stage()));
        robot.interact(() -> window.view.restore(window.stage(), WindowLayout.FIRST));
        assertThat(window.stage().getWidth()).isEqualTo(1280);
        robot.interact(() -> window.view.restore(window.stage(), layout));

        assertThat(window.stage().getWidth()).isEqualTo(900);
        assertThat(window.column("exit").isVisible()).isFalse();
        assertThat(fx(() -> window.view.layout(window.stage())).sort()).containsExactly("-restarts");
    }
}
