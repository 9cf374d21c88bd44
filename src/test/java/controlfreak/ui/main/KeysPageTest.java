package controlfreak.ui.main;

import static controlfreak.testing.Fx.awaitFx;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.testing.WindowExtension;
import controlfreak.ui.action.PanelAction;
import controlfreak.ui.main.rows.RowKey;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class KeysPageTest {
    private final ShopWindow window = new ShopWindow();

    @Start
    void show(Stage stage) {
        window.settings.change(settings -> settings.withChoices(
                settings.choices().withKeys(Map.of("brew", "F4", "remove", "Shortcut+Shift+Delete"))));
        window.show(stage);
    }

    @Test
    void what_the_settings_say_holds_and_what_they_say_amiss_is_told(FxRobot robot) {
        assertThat(keysOf("remove")).isEqualTo("Ctrl+Shift+Delete");
        assertThat(window.<Label>find("#failure").getText()).contains("\"brew\"");
    }

    @Test
    void new_keys_are_pressed_hold_at_once_and_are_kept(FxRobot robot) {
        choose(robot, "stop");
        robot.push(KeyCode.ENTER).push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.T);
        awaitFx(() -> window.menuItem("menu-stop")
                .getAccelerator()
                .getName()
                .equals(KeyCombination.valueOf("Shortcut+Alt+T").getName()));

        assertThat(kept()).containsEntry("stop", "Alt+Shortcut+T").containsKey("brew");
        robot.push(KeyCode.ESCAPE);
        robot.interact(() -> window.view.select(new RowKey.OfProcess(Shop.id("redis", 0))));
        robot.push(KeyCode.F9);
        assertThat(window.engine.asked()).isEmpty();
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.T);
        awaitFx(() -> window.engine.asked().equals("STOP redis"));
        robot.push(KeyCode.F1);
        awaitFx(() -> robot.lookup("Ctrl+Alt+T").tryQuery().isPresent());
    }

    @Test
    void keys_of_another_action_are_left_or_given_by_choice(FxRobot robot) {
        choose(robot, "stop");
        robot.push(KeyCode.ENTER).push(KeyCode.F7);
        awaitFx(() -> window.find("#keys-conflict").isVisible());
        assertThat(window.<Label>find("#keys-question").getText()).isEqualTo("F7 belongs to \"Start\".");
        assertThat(window.focused()).isEqualTo(window.find("#keys-leave"));
        robot.push(KeyCode.SPACE);
        awaitFx(() -> !window.find("#keys-conflict").isVisible());
        assertThat(keysOf("stop")).isEqualTo("F9");

        robot.push(KeyCode.ENTER).push(KeyCode.F7);
        awaitFx(() -> window.find("#keys-conflict").isVisible());
        assertThat(window.<Button>find("#keys-give").getText()).isEqualTo("Give it to \"Stop\"");
        robot.clickOn("#keys-give");
        awaitFx(() -> keysOf("stop").equals("F7"));
        assertThat(keysOf("start")).isEmpty();
        assertThat(kept()).containsEntry("start", "").containsEntry("stop", "F7");
    }

    @Test
    void typing_keys_are_refused_and_escape_leaves_all(FxRobot robot) {
        choose(robot, "stop");
        robot.push(KeyCode.ENTER).push(KeyCode.X);
        awaitFx(() -> window.<Label>find("#keys-said").getText().startsWith("Hold Ctrl"));
        robot.push(KeyCode.ESCAPE);
        awaitFx(() -> window.<Label>find("#keys-said").getText().isEmpty());
        assertThat(window.find("#keys-page").getScene()).isNotNull();
        assertThat(keysOf("stop")).isEqualTo("F9");
    }

    @Test
    void keys_are_taken_away_and_reset_one_by_one_or_all(FxRobot robot) {
        choose(robot, "stop");
        robot.push(KeyCode.BACK_SPACE);
        awaitFx(() -> keysOf("stop").isEmpty());
        robot.clickOn("#keys-reset");
        awaitFx(() -> keysOf("stop").equals("F9"));
        assertThat(kept()).containsEntry("remove", "Shortcut+Shift+Delete");

        robot.clickOn("#keys-reset-all");
        awaitFx(() -> keysOf("remove").equals("Delete"));
        assertThat(kept()).isEmpty();
    }

    private void choose(FxRobot robot, String action) {
        robot.interact(() -> window.view.pages().changeKeys());
        awaitFx(() -> window.find("#keys-list") != null);
        ListView<PanelAction> list = window.find("#keys-list");
        robot.interact(() -> {
            list.getItems().stream()
                    .filter(item -> item.name().equals(action))
                    .forEach(list.getSelectionModel()::select);
            list.requestFocus();
        });
    }

    private Map<String, String> kept() {
        return window.settings.get().choices().keys();
    }

    private String keysOf(String action) {
        return Optional.ofNullable(window.menuItem("menu-" + action).getAccelerator())
                .map(KeyCombination::getDisplayText)
                .orElse("");
    }
}
