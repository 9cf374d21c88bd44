package controlfreak.ui.main;

import static controlfreak.testing.Fx.awaitFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import controlfreak.testing.WindowExtension;
import controlfreak.ui.action.PaletteEntry;
import controlfreak.ui.main.rows.RowKey;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class LockViewTest {
    private final ShopWindow window = new ShopWindow();

    @Start
    void show(Stage stage) {
        window.show(stage);
    }

    @Test
    void the_lock_is_seen_and_keys_do_nothing_until_it_is_opened(FxRobot robot) {
        robot.interact(() -> window.view.select(new RowKey.OfProcess(Shop.id("redis", 0))));
        assertThat(window.find("#lock").isVisible()).isFalse();

        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        awaitFx(() -> window.find("#lock").isVisible());
        assertThat(window.find("#button-stop").isDisabled()).isTrue();
        assertThat(window.find("#button-stop").getAccessibleHelp()).isEqualTo("Locked: looking only.");
        assertThat(window.menuItem("menu-stop").isDisable()).isTrue();
        robot.push(KeyCode.F9).push(KeyCode.DELETE).push(KeyCode.ENTER).push(KeyCode.CONTROL, KeyCode.S);
        assertThat(window.engine.asked()).isEmpty();
        assertThat(window.commands.given).isEmpty();
        assertThat(window.dialogs.questions).isEmpty();

        robot.clickOn("#unlock");
        awaitFx(() -> !window.find("#lock").isVisible());
        assertThat(window.focused()).isEqualTo(window.table());
        robot.push(KeyCode.F9);
        awaitFx(() -> window.engine.asked().equals("STOP redis"));
    }

    @Test
    void the_palette_offers_rows_but_says_what_is_locked(FxRobot robot) {
        robot.interact(window.document.lock::toggle);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        awaitFx(() -> window.find("#palette").isVisible());

        robot.write("redis");

        ListView<PaletteEntry> list = window.find("#palette-list");
        assertThat(list.getItems())
                .extracting(PaletteEntry::title, PaletteEntry::obstacle)
                .contains(tuple("Go to redis", ""), tuple("Stop redis", "Locked: looking only."));
    }
}
