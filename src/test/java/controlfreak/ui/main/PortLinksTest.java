package controlfreak.ui.main;

import static controlfreak.testing.Fx.fx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.figures.Snapshot;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.main.rows.RowKey;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Ports of a row lead to the browser and to the clipboard. */
@ExtendWith(WindowExtension.class)
class PortLinksTest {
    private final ShopWindow window = new ShopWindow();

    @Start
    void show(Stage stage) {
        window.show(stage);
    }

    @BeforeEach
    void read(FxRobot robot) {
        robot.interact(() -> window.model.take(ShopFigures.at(Shop.NOW)));
    }

    private Node link(String text) {
        return fx(() -> window.line("web-1").lookupAll(".hyperlink").stream()
                .filter(node -> node.isVisible() && ((Labeled) node).getText().equals(text))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void a_click_on_a_port_opens_it(FxRobot robot) {
        robot.clickOn(link("8080"));
        assertThat(window.commands.given).containsExactly("visit http://localhost:8080/");
    }

    @Test
    void a_click_on_the_rest_offers_all_and_their_addresses(FxRobot robot) {
        robot.clickOn(link("+1"));
        robot.clickOn("Copy http://localhost:8443/");
        assertThat(fx(() -> Clipboard.getSystemClipboard().getString())).isEqualTo("http://localhost:8443/");
        assertThat(window.model.selection().keys()).containsExactly(new RowKey.OfProcess(Shop.id("web", 1)));
    }

    @Test
    void keys_open_and_copy(FxRobot robot) {
        robot.interact(() -> window.select(new RowKey.OfProcess(Shop.id("web", 1))));
        robot.push(KeyCode.SHORTCUT, KeyCode.B).type(KeyCode.DOWN, KeyCode.ENTER);
        await().until(() -> window.commands.given.contains("visit http://localhost:8443/"));
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.B).type(KeyCode.ENTER);
        await().until(() -> "http://localhost:8080/"
                .equals(fx(() -> Clipboard.getSystemClipboard().getString())));
    }

    @Test
    void a_port_that_opens_while_its_row_is_selected_is_found(FxRobot robot) {
        robot.interact(() -> {
            window.model.take(Snapshot.NONE);
            window.select(new RowKey.OfProcess(Shop.id("web", 1)));
            window.model.take(ShopFigures.at(Shop.NOW));
        });
        robot.push(KeyCode.SHORTCUT, KeyCode.B).type(KeyCode.ENTER);
        await().until(() -> window.commands.given.contains("visit http://localhost:8080/"));
    }

    @Test
    void the_rows_menu_has_both(FxRobot robot) {
        robot.rightClickOn(link("8080")).clickOn("Open in the browser");
        robot.clickOn("http://localhost:8443/");
        assertThat(window.commands.given).containsExactly("visit http://localhost:8443/");
    }
}
