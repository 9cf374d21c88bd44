package controlfreak.ui.form;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Command;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The first page of a new service: choose, fill in, start. */
class PresetPageTest extends ServiceFormViewFixture {
    @Start
    void start(Stage window) {
        show(window);
    }

    @Test
    void aPresetIsChosenFilledInAndStartedByKeyboard(FxRobot robot) {
        openFirstPage(forms.create(Optional.empty()));
        await().until(() -> lookup("preset-what").isFocused());
        robot.write("node prog").type(KeyCode.ENTER);
        await().until(() -> lookup("command-text").isFocused());
        robot.write("server.js");
        assertThat(fx(() -> lookup("variable-PORT").isVisible())).isTrue();
        robot.clickOn("#variable-PORT").write("8080").push(KeyCode.SHORTCUT, KeyCode.ENTER);
        await().until(() -> closed && started);
        assertThat(fixture.workspace.service("app").orElseThrow().env().value("PORT"))
                .contains("8080");
    }

    @Test
    void anEnterThatIsHeldDoesNotSaveWhatItHasChosen(FxRobot robot) {
        openFirstPage(forms.create(Optional.empty()));
        await().until(() -> lookup("preset-what").isFocused());
        robot.write("redis");
        onFx(this::enter);
        await().until(() -> lookup("name").isFocused());
        onFx(this::enter);
        assertThat(fx(() -> closed)).isFalse();
        robot.type(KeyCode.ENTER).type(KeyCode.ENTER);
        await().until(() -> closed);
    }

    private void enter() {
        Event.fireEvent(
                stage.getScene().getFocusOwner(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
    }

    @Test
    void aPresetIsChosenAndStartedByMouse(FxRobot robot) {
        openFirstPage(forms.create(Optional.empty()));
        robot.clickOn("Redis");
        await().until(() -> lookup("name").isFocused());
        robot.clickOn("#save-start");
        await().until(() -> closed && started);
        assertThat(fixture.workspace.service("redis-2")).isPresent();
    }

    @Test
    void aWholeCommandThatIsNoPresetsIsTaken(FxRobot robot) {
        openFirstPage(forms.create(Optional.empty()));
        robot.write("./mine --port 1").type(KeyCode.ENTER);
        await().until(() -> lookup("name").isFocused());
        robot.write("mine").type(KeyCode.ENTER);
        await().until(() -> closed);
        assertThat(fixture.workspace.service("mine").orElseThrow().command())
                .isEqualTo(new Command.Text("./mine --port 1"));
        assertThat(started).isFalse();
    }

    @Test
    void theListIsWalkedThroughAndGoneBackTo(FxRobot robot) {
        openFirstPage(forms.create(Optional.empty()));
        robot.type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.UP, KeyCode.UP, KeyCode.ENTER);
        await().until(() -> lookup("name").isFocused());
        robot.clickOn("#back");
        await().until(() -> lookup("preset-what").isFocused());
        robot.write("redis").type(KeyCode.ENTER);
        await().until(() -> fx(() -> lookup("command-text") != null));
        robot.type(KeyCode.ESCAPE);
        assertThat(fixture.asked).hasSize(1);
    }

    @Test
    void anEditBeginsWithItsFields() {
        openFirstPage(forms.edit("web"));
        await().until(() -> lookup("name").isFocused());
        assertThat(fx(() -> lookup("back").isVisible())).isFalse();
    }
}
