package controlfreak.ui.environment.text;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.testing.Fx;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.environment.EnvironmentFixture;
import controlfreak.ui.environment.EnvironmentWindow;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import controlfreak.ui.environment.state.EnvironmentRow;
import controlfreak.ui.environment.value.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class EnvironmentTextViewTest {
    private final List<String> commands = new ArrayList<>();
    private EnvironmentWindow window;
    private EnvironmentFixture fixture;
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        window = new EnvironmentWindow(stage, new EnvironmentTarget.Service("web"));
        fixture = window.fixture;
        stage.getScene()
                .getAccelerators()
                .put(new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN), () -> commands.add("undo"));
        stage.getScene()
                .getAccelerators()
                .put(
                        new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN),
                        () -> commands.add("save " + fixture.web().value("PORT").orElse("")));
    }

    @AfterEach
    void end() {
        window.close();
    }

    @Test
    void editsAsTextByKeyboard(FxRobot robot) {
        robot.push(KeyCode.SHORTCUT, KeyCode.T);
        window.awaitFocus("text-area");
        assertThat(area()).isEqualTo("PORT=80\nAPI_KEY=" + Secrets.MASK + "\nLANG=de_DE.UTF-8\n");
        robot.push(KeyCode.SHORTCUT, KeyCode.END).write("WORKERS=4\nunset TZ").push(KeyCode.SHORTCUT, KeyCode.ENTER);
        await().until(() -> fixture.web().value("WORKERS").equals(Optional.of("4")));
        assertThat(fixture.web().removes("TZ")).isTrue();
        assertThat(fixture.web().value("API_KEY")).contains("s3cr3t");
        assertThat(fixture.edits).hasSize(1);
        robot.push(KeyCode.SHORTCUT, KeyCode.T);
        window.awaitShown("environment-table");
        assertThat(window.isShown("text-area")).isFalse();
        assertThat(fx(() ->
                        window.model.rows().stream().map(EnvironmentRow::name).toList()))
                .contains("WORKERS", "TZ");
    }

    @Test
    void takesWhatWasTypedWhereTheTextIsLeftByMouse(FxRobot robot) {
        robot.clickOn("#as-text");
        window.awaitFocus("text-area");
        robot.push(KeyCode.SHORTCUT, KeyCode.HOME).write("A=1\n").clickOn("#as-text");
        await().until(() -> fixture.web().value("A").equals(Optional.of("1")));
        window.awaitShown("environment-table");
    }

    @Test
    void staysWithATextThatCannotBeRead(FxRobot robot) {
        robot.clickOn("#as-text");
        window.awaitFocus("text-area");
        robot.push(KeyCode.SHORTCUT, KeyCode.END).write("nonsense").clickOn("#as-text");
        await().until(() -> selectedText().equals("nonsense"));
        assertThat(window.isShown("environment-table")).isFalse();
        assertThat(Fx.<Boolean>fx(() -> ((ToggleButton) window.lookup("as-text")).isSelected()))
                .isTrue();
        assertThat(Fx.<Boolean>fx(() -> window.lookup("text-secrets").isDisabled()))
                .isTrue();
        robot.push(KeyCode.SHORTCUT, KeyCode.HOME).clickOn("Line 4: There is no \"=\" in this line.");
        await().until(() -> selectedText().equals("nonsense"));
        robot.type(KeyCode.DELETE);
        robot.clickOn("#as-text");
        window.awaitShown("environment-table");
        assertThat(fixture.edits).isEmpty();
    }

    @Test
    void showsSecretsAndNeverWritesAMask(FxRobot robot) {
        robot.clickOn("#as-text");
        window.awaitFocus("text-area");
        robot.clickOn("#text-secrets");
        await().until(() -> area().contains("API_KEY=s3cr3t"));
        robot.clickOn("#text-secrets");
        await().until(() -> !area().contains("s3cr3t"));
        robot.clickOn("#text-area").push(KeyCode.SHORTCUT, KeyCode.HOME).type(KeyCode.DOWN, KeyCode.END);
        robot.write("x").push(KeyCode.SHORTCUT, KeyCode.ENTER);
        await().until(() -> fx(() -> window.lookup("text-apply").isDisabled()));
        assertThat(fixture.edits).isEmpty();
        assertThat(fixture.web().value("API_KEY")).contains("s3cr3t");
        robot.clickOn("#text-discard");
        await().until(() -> area().startsWith("PORT=80\nAPI_KEY=" + Secrets.MASK + "\n"));
    }

    @Test
    void commandsOfThePanelSeeWhatWasTyped(FxRobot robot) {
        robot.push(KeyCode.SHORTCUT, KeyCode.T);
        window.awaitFocus("text-area");
        robot.push(KeyCode.SHORTCUT, KeyCode.HOME).type(KeyCode.END).write("1").push(KeyCode.SHORTCUT, KeyCode.S);
        await().until(() -> commands.equals(List.of("save 801")));
    }

    @Test
    void takesBackItsOwnTypingFirstThenThePanelsEdits(FxRobot robot) {
        robot.push(KeyCode.SHORTCUT, KeyCode.T);
        window.awaitFocus("text-area");
        robot.push(KeyCode.SHORTCUT, KeyCode.END).write("A=1").push(KeyCode.SHORTCUT, KeyCode.Z);
        await().until(() -> !area().contains("A=1"));
        assertThat(commands).isEmpty();
        robot.write("A=1").push(KeyCode.SHORTCUT, KeyCode.ENTER);
        await().until(() -> fixture.edits.size() == 1);
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        await().until(() -> commands.equals(List.of("undo")));
        assertThat(area()).contains("A=1");
    }

    @Test
    void aWindowThatIsClosedKeepsWhatWasTyped(FxRobot robot) {
        onFx(() -> stage.setOnCloseRequest(WindowEvent::consume));
        robot.push(KeyCode.SHORTCUT, KeyCode.T);
        window.awaitFocus("text-area");
        robot.push(KeyCode.SHORTCUT, KeyCode.END).write("A=1");
        await().until(() -> area().contains("A=1"));
        onFx(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        assertThat(fixture.web().value("A")).contains("1");
    }

    @Test
    void isReadOnlyWhileThePanelIsLocked(FxRobot robot) {
        onFx(() -> window.model.lockProperty().set("Locked: looking only."));
        assertThat(window.text("notice")).isEqualTo("Locked: looking only.");
        robot.push(KeyCode.SHORTCUT, KeyCode.T);
        window.awaitFocus("text-area");
        robot.push(KeyCode.SHORTCUT, KeyCode.END).write("A=1").push(KeyCode.SHORTCUT, KeyCode.ENTER);
        assertThat(area()).doesNotContain("A=1");
        assertThat(fixture.edits).isEmpty();
    }

    private String area() {
        return fx(() -> ((TextArea) window.lookup("text-area")).getText());
    }

    private String selectedText() {
        return fx(() -> ((TextArea) window.lookup("text-area")).getSelectedText());
    }
}
