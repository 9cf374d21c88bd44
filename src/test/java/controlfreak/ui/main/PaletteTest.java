package controlfreak.ui.main;

import static controlfreak.testing.Fx.awaitFx;
import static controlfreak.testing.Fx.fx;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.testing.WindowExtension;
import controlfreak.ui.action.PaletteEntry;
import controlfreak.ui.main.menu.PaletteRows;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class PaletteTest {
    private final ShopWindow window = new ShopWindow();

    @Start
    void show(Stage stage) {
        window.show(stage);
    }

    @Test
    void a_row_is_started_by_a_few_letters_and_the_focus_returns(FxRobot robot) {
        open(robot);

        robot.write("sta web-2");
        assertThat(titles()).first().isEqualTo("Start web-2");
        robot.push(KeyCode.ENTER);

        awaitFx(() -> window.engine.asked().equals("START web-2"));
        assertThat(palette().isVisible()).isFalse();
        assertThat(window.focused()).isEqualTo(window.table());
    }

    @Test
    void going_to_a_row_selects_it(FxRobot robot) {
        open(robot);

        robot.write("go redis").push(KeyCode.ENTER);

        awaitFx(() -> window.model.selection().keys().size() == 1);
        assertThat(window.model.selection().keys().get(0).display()).isEqualTo("redis");
        assertThat(window.focused()).isEqualTo(window.table());
    }

    @Test
    void arrows_choose_and_escape_leaves_all_as_it_was(FxRobot robot) {
        window.find("#filter");
        robot.interact(() -> window.find("#filter").requestFocus());
        open(robot);

        robot.push(KeyCode.DOWN).push(KeyCode.DOWN).push(KeyCode.UP);
        awaitFx(() -> list().getSelectionModel().getSelectedIndex() == 1);
        robot.push(KeyCode.ESCAPE);

        awaitFx(() -> !palette().isVisible());
        assertThat(window.commands.given).isEmpty();
        assertThat(window.focused()).isEqualTo(window.find("#filter"));
    }

    @Test
    void what_cannot_be_done_says_why_and_stays(FxRobot robot) {
        open(robot);

        robot.write("undo");
        assertThat(list().getItems().get(0).aside()).contains("There is nothing to undo.");
        robot.push(KeyCode.ENTER);

        assertThat(palette().isVisible()).isTrue();
        assertThat(window.commands.given).isEmpty();
    }

    @Test
    void a_click_does_what_the_line_says_and_keys_are_shown(FxRobot robot) {
        open(robot);

        robot.write("open");
        assertThat(list().getItems().get(0).aside()).contains("Ctrl+O");
        robot.clickOn(robot.from(list()).lookup(".list-cell").<ListCell<PaletteEntry>>queryAll().stream()
                .filter(cell -> cell.getItem() != null && cell.getItem().title().equals("Open…"))
                .findFirst()
                .<Node>map(cell -> cell)
                .orElseThrow());

        awaitFx(() -> window.commands.given.equals(List.of("open")));
        assertThat(palette().isVisible()).isFalse();
    }

    @Test
    void it_goes_when_the_focus_does_and_begins_anew(FxRobot robot) {
        open(robot);
        robot.write("redis");

        robot.clickOn("#filter");
        awaitFx(() -> !palette().isVisible());
        open(robot);

        assertThat(window.<TextField>find("#palette-field").getText()).isEmpty();
        assertThat(titles()).contains("Save", "Open…").doesNotContain("Go to redis");
    }

    @Test
    void no_two_lines_say_the_same(FxRobot robot) {
        robot.interact(() -> {
            window.feed.proxyChanged(Shop.up("shop", 4711));
            window.document.workspace.set(
                    window.document.workspace.get().withService(Optional.empty(), Shop.service("mailer", "mail")));
        });
        awaitFx(() -> window.names().size() == 10 && entries().contains("Restart proxy shop with its services"));
        assertThat(fx(this::entries))
                .contains(
                        "Restart the services of shop",
                        "Restart proxy shop with its services",
                        "Go to proxy shop",
                        "Go to mailer")
                .doesNotHaveDuplicates();
    }

    /** Statuses reach the rows a little later. */
    private List<String> entries() {
        return new PaletteRows(window.model, key -> {})
                .entries().stream().map(PaletteEntry::title).toList();
    }

    private void open(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        awaitFx(() -> palette().isVisible());
    }

    private Node palette() {
        return window.find("#palette");
    }

    private ListView<PaletteEntry> list() {
        return window.find("#palette-list");
    }

    private List<String> titles() {
        return list().getItems().stream().map(PaletteEntry::title).toList();
    }
}
