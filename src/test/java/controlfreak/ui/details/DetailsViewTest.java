package controlfreak.ui.details;

import static controlfreak.ui.details.DetailsFixture.REDIS;
import static controlfreak.ui.details.DetailsFixture.SHOP;
import static controlfreak.ui.details.DetailsFixture.WEB_2;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.ServiceId;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.StatusFeed;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.table.PortLinks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class DetailsViewTest {
    private final DetailsFixture fixture = new DetailsFixture();
    private final List<String> asked = new ArrayList<>();
    private DetailsView view;
    private StackPane tab;
    private Stage stage;

    @Start
    void show(Stage newStage) {
        stage = newStage;
        Theme.LIGHT.apply();
        fixture.show(WEB_2);
        view = new DetailsView(fixture.model, () -> asked.add("environment"), links());
        tab = new StackPane(view.root());
        Scene scene = new Scene(tab, 1200, 300);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    private PortLinks links() {
        return new PortLinks() {
            @Override
            public void open(Row row, int port) {
                asked.add("open " + row.key().display() + " " + port);
            }

            @Override
            public void copy(Row row, int port) {
                asked.add("copy " + row.key().display() + " " + port);
            }

            @Override
            public void choose(Row row) {
                throw new AssertionError("it shows all of them");
            }
        };
    }

    private static TextInputControl value(FxRobot robot, String text) {
        return robot.lookup(".details-value")
                .<TextInputControl>match(field -> field.getText().equals(text))
                .query();
    }

    private static String copied(FxRobot robot) {
        List<String> text = new ArrayList<>();
        robot.interact(() -> text.add(Clipboard.getSystemClipboard().getString()));
        return text.get(0);
    }

    @Test
    void shows_sections_side_by_side(FxRobot robot) {
        assertThat(robot.lookup("#details-title").queryLabeled().getText()).isEqualTo("web-2");
        assertThat(robot.lookup("#details-sentence").queryLabeled().getText()).isEqualTo("failed · exit 1 after 3 s");
        assertThat(robot.lookup(".details-column").queryAll()).hasSize(3);
        robot.interact(() -> stage.setWidth(500));
        assertThat(robot.lookup(".details-column").queryAll()).hasSize(1);
    }

    @Test
    void a_value_is_selected_and_copied_by_mouse_and_by_keys(FxRobot robot) {
        robot.doubleClickOn(value(robot, "1 Nov 2026, 11:59:57"));
        robot.push(KeyCode.SHORTCUT, KeyCode.A);
        robot.push(KeyCode.SHORTCUT, KeyCode.C);
        assertThat(copied(robot)).isEqualTo("1 Nov 2026, 11:59:57");
        robot.write("no");
        assertThat(value(robot, "1 Nov 2026, 11:59:57").isEditable()).isFalse();
    }

    @Test
    void a_port_is_opened_by_mouse_and_by_keys_and_its_address_copied(FxRobot robot) {
        robot.interact(() -> {
            fixture.listens(WEB_2, 8080);
            fixture.model.refresh();
        });
        Hyperlink port = robot.lookup(".hyperlink").query();
        robot.clickOn(port);
        robot.interact(port::requestFocus);
        robot.push(KeyCode.SPACE);
        assertThat(asked).containsExactly("open web-2 8080", "open web-2 8080");
        robot.rightClickOn(port).clickOn("Copy the address");
        assertThat(asked).last().isEqualTo("copy web-2 8080");
    }

    @Test
    void all_is_copied_by_a_button(FxRobot robot) {
        robot.clickOn("#details-copy");
        assertThat(copied(robot)).isEqualTo(fixture.page().text()).contains("Cause: exit 1 after 3 s");
    }

    @Test
    void tab_goes_from_value_to_value_whatever_their_height(FxRobot robot) {
        robot.interact(() -> value(robot, "failed").requestFocus());
        robot.push(KeyCode.TAB);
        assertThat(stage.getScene().getFocusOwner())
                .isInstanceOf(TextArea.class)
                .isSameAs(value(robot, "exit 1 after 3 s"));
        robot.push(KeyCode.TAB);
        assertThat(stage.getScene().getFocusOwner()).isSameAs(value(robot, "1 Nov 2026, 11:59:57"));
        robot.push(KeyCode.SHIFT, KeyCode.TAB);
        assertThat(stage.getScene().getFocusOwner()).isSameAs(value(robot, "exit 1 after 3 s"));
        assertThat(value(robot, "exit 1 after 3 s").getAccessibleText()).isEqualTo("Cause: exit 1 after 3 s");
    }

    @Test
    void a_long_text_is_seen_whole(FxRobot robot) {
        Node one = value(robot, "exit 1 after 3 s");
        double height = one.getLayoutBounds().getHeight();
        String cause = "could not connect to the database: ".repeat(8);
        robot.interact(() -> {
            fixture.rows.take(new StatusFeed.Batch(
                    Map.of(new ServiceId("web", 2), Optional.of(DetailsFixture.failed(cause))), Map.of()));
            fixture.model.refresh();
        });
        assertThat(value(robot, cause).getLayoutBounds().getHeight()).isGreaterThan(4 * height);
    }

    @Test
    void a_change_leaves_the_other_values_as_they_are(FxRobot robot) {
        TextInputControl since = value(robot, "1 Nov 2026, 11:59:57");
        robot.interact(since::selectAll);
        robot.interact(() -> {
            fixture.rows.take(new StatusFeed.Batch(
                    Map.of(new ServiceId("web", 2), Optional.of(DetailsFixture.failed("exit 9"))), Map.of()));
            fixture.model.refresh();
        });
        assertThat(value(robot, "exit 9")).isNotNull();
        assertThat(since.getSelectedText()).isEqualTo("1 Nov 2026, 11:59:57");
    }

    @Test
    void shows_another_row_and_leads_to_its_variables(FxRobot robot) {
        robot.interact(() -> fixture.show(SHOP));
        assertThat(value(robot, "shop.app, shop.web")).isNotNull();
        robot.clickOn("#details-environment");
        assertThat(asked).containsExactly("environment");
        robot.interact(() -> fixture.show());
        assertThat(robot.lookup("#details-copy").queryButton().isDisabled()).isTrue();
    }

    @Test
    void is_as_of_now_as_soon_as_it_is_seen(FxRobot robot) {
        robot.interact(() -> {
            fixture.show(REDIS);
            tab.setVisible(false);
            fixture.rows.take(new StatusFeed.Batch(Map.of(new ServiceId("redis", 0), Optional.empty()), Map.of()));
            view.second();
        });
        assertThat(fixture.page().sentence()).as("nobody looks").isEqualTo("running");
        robot.interact(() -> tab.setVisible(true));
        assertThat(fixture.page().sentence()).isEqualTo("stopped");
    }
}
