package controlfreak.ui.main;

import static controlfreak.testing.Fx.awaitFx;
import static controlfreak.testing.Fx.settle;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.settings.Language;
import controlfreak.ui.settings.ThemeChoice;
import controlfreak.workspace.Asks;
import controlfreak.workspace.settings.Autostarts;
import controlfreak.workspace.settings.Choices;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class SettingsPageTest {
    private final ShopWindow window = new ShopWindow();

    @Start
    void show(Stage stage) {
        window.show(stage);
    }

    @Test
    void a_theme_and_a_language_are_chosen_by_keyboard_and_kept(FxRobot robot) {
        open(robot);
        assertThat(window.focused()).isEqualTo(window.find("#settings-theme"));
        assertThat(hint()).startsWith("This system does not say");
        robot.interact(() -> window.preferences.systemThemeProperty().set(Optional.of(Theme.DARK)));
        assertThat(hint()).isEqualTo("The system wishes dark.");

        robot.push(KeyCode.DOWN);
        awaitFx(() -> window.preferences.themeProperty().get() == ThemeChoice.LIGHT);
        assertThat(hint()).isEmpty();
        robot.push(KeyCode.TAB).push(KeyCode.DOWN).push(KeyCode.DOWN);
        awaitFx(() -> window.preferences.languageProperty().get() == Language.GERMAN);

        assertThat(choices().theme()).isEqualTo("light");
        assertThat(choices().language()).isEqualTo("de");
    }

    @Test
    void who_types_the_beginning_of_a_choice_has_chosen_it(FxRobot robot) {
        open(robot);
        robot.push(KeyCode.D);
        awaitFx(() -> window.preferences.themeProperty().get() == ThemeChoice.DARK);
        // A mnemonic, or none.
        robot.push(KeyCode.ALT, KeyCode.L);
        settle();
        assertThat(window.preferences.themeProperty().get()).isEqualTo(ThemeChoice.DARK);
        robot.interact(() -> window.find("#settings-theme").requestFocus());
        robot.push(KeyCode.TAB).push(KeyCode.E);
        awaitFx(() -> window.preferences.languageProperty().get() == Language.ENGLISH);
    }

    @Test
    void what_workspaces_may_start_is_asked_again(FxRobot robot) {
        robot.interact(() -> window.settings.change(
                settings -> settings.withAutostarts(Autostarts.NONE.with(Path.of("/shop.cfk"), "1a"))));
        open(robot);
        robot.clickOn("#settings-autostarts");
        awaitFx(() -> window.settings.get().autostarts().equals(Autostarts.NONE));
        assertThat(window.find("#settings-autostarts").isVisible()).isFalse();
    }

    @Test
    void what_is_not_to_be_asked_is_done_without_asking(FxRobot robot) {
        window.model.setAsks(window.preferences.asksProperty()::get);
        open(robot);
        robot.clickOn("#settings-ask-kill").clickOn("#settings-ask-remove");
        awaitFx(() -> choices().asks().equals(new Asks(10, true, false, false)));
        robot.push(KeyCode.ESCAPE);

        robot.interact(() -> window.view.select(new RowKey.OfProcess(Shop.id("redis", 0))));
        robot.push(KeyCode.SHIFT, KeyCode.F9);
        awaitFx(() -> window.engine.asked().equals("KILL redis"));
        robot.push(KeyCode.DELETE);
        awaitFx(() -> window.document.edits.equals(List.of("Remove redis")));
        assertThat(window.dialogs.questions).isEmpty();
    }

    @Test
    void numbers_hold_as_they_are_typed_and_nonsense_leaves_the_last(FxRobot robot) {
        open(robot);
        type(robot, "#settings-log-lines", "2500");
        awaitFx(() -> choices().logLines() == 2_500);
        type(robot, "#settings-log-lines", "many");
        type(robot, "#settings-ask-bulk", "0");
        awaitFx(() -> choices().asks().bulk() == 1);

        assertThat(choices().logLines()).isEqualTo(2_500);
        assertThat(window.<Spinner<Integer>>find("#settings-log-lines")
                        .getEditor()
                        .getText())
                .isEqualTo("2500");
    }

    @Test
    void keys_are_changed_from_here(FxRobot robot) {
        open(robot);
        robot.clickOn("#settings-keys");
        awaitFx(() -> window.find("#keys-list") != null);
    }

    private void open(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        awaitFx(() -> window.find("#settings-page") != null);
    }

    private void type(FxRobot robot, String spinner, String text) {
        robot.interact(() -> {
            window.<Spinner<Integer>>find(spinner).getEditor().requestFocus();
            window.<Spinner<Integer>>find(spinner).getEditor().selectAll();
        });
        robot.write(text).push(KeyCode.ENTER).push(KeyCode.TAB);
    }

    private String hint() {
        return window.<Label>find("#settings-theme-hint").getText();
    }

    private Choices choices() {
        return window.settings.get().choices();
    }
}
