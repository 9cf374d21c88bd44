package controlfreak.ui.environment;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.ui.environment.value.Secrets;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Values that are secret, long, pasted or cleared. */
class EnvironmentValuesViewTest extends EnvironmentViewFixture {
    @Start
    void start(Stage window) {
        show(window);
    }

    @Test
    void clearsAfterAsking(FxRobot robot) {
        fixture.answer = 1;
        robot.clickOn("#more").clickOn("#clear");
        await().until(() -> fixture.asked.size() == 1);
        assertThat(fixture.web().isEmpty()).isFalse();
        fixture.answer = 0;
        robot.clickOn("#more").clickOn("#clear");
        await().until(() -> fixture.web().isEmpty());
        assertThat(fixture.asked.get(0)).contains("3 variables of web");
    }

    @Test
    void pastesOnlyAfterAPreview(FxRobot robot) {
        clip("export PORT=90\nnonsense\nTOKEN=abc\n");
        select("PORT");
        robot.push(KeyCode.SHORTCUT, KeyCode.V);
        await().until(() -> lookup("paste-preview") != null);
        assertThat(fixture.edits).isEmpty();
        await().until(() -> labels(".paste-line .label").contains("There is no \"=\" in this line."));
        assertThat(labels(".paste-line .label")).contains("TOKEN=" + Secrets.MASK, "line 2");
        robot.type(KeyCode.ESCAPE);
        await().until(() -> lookup("paste-preview") == null);
        assertThat(fixture.edits).isEmpty();
        robot.push(KeyCode.SHORTCUT, KeyCode.V);
        await().until(() -> lookup("paste-preview") != null);
        robot.clickOn("#paste-apply");
        await().until(() -> fixture.web().value("TOKEN").equals(Optional.of("abc")));
        assertThat(fixture.web().value("PORT")).contains("90");
        assertThat(fixture.edits).hasSize(1);
    }

    @Test
    void masksRevealsAndCopiesSecrets(FxRobot robot) {
        assertThat(labels(".environment-line .code")).contains(Secrets.MASK).doesNotContain("s3cr3t");
        select("API_KEY");
        clip("before");
        robot.push(KeyCode.SHORTCUT, KeyCode.C);
        await().until(() -> text("notice").contains("masked secret was left out"));
        assertThat(clipped()).isEqualTo("before");
        robot.clickOn(".environment-eye");
        await().until(() -> labels(".environment-line .code").contains("s3cr3t"));
        robot.push(KeyCode.SHORTCUT, KeyCode.C);
        await().until(() -> clipped().equals("API_KEY=s3cr3t\n"));
    }

    @Test
    void neverWritesAMaskBack(FxRobot robot) {
        select("API_KEY");
        robot.type(KeyCode.F2);
        awaitFocus("edit-value");
        robot.type(KeyCode.ENTER);
        await().until(() -> lookup("edit-value") == null);
        assertThat(fixture.web().value("API_KEY")).contains("s3cr3t");
        robot.type(KeyCode.F2);
        awaitFocus("edit-value");
        robot.write("n3w").type(KeyCode.ENTER);
        await().until(() -> fixture.web().value("API_KEY").equals(Optional.of("n3w")));
    }

    @Test
    void theLongestValueSurvivesTheLargeEditorWithItsNewlines(FxRobot robot) {
        String value = ("0123456789".repeat(8) + "\r\n").repeat(1_500);
        onFx(() -> model.edits().set("BIG", value));
        select("BIG");
        robot.type(KeyCode.F2);
        awaitFocus("value-area");
        assertThat(fx(() -> ((Label) lookup("value-size")).getText())).contains("123.0 KB, 1,501 lines");
        robot.push(KeyCode.SHORTCUT, KeyCode.HOME).write("x").push(KeyCode.SHORTCUT, KeyCode.ENTER);
        await().until(() -> fixture.web().value("BIG").equals(Optional.of("x" + value)));
        robot.type(KeyCode.F2);
        awaitFocus("value-area");
        robot.type(KeyCode.ESCAPE);
        await().until(() -> lookup("value-editor") == null);
        assertThat(fixture.web().value("BIG")).contains("x" + value);
    }

    @Test
    void linesPastedIntoAFieldOfOneLineMoveToTheLargeEditor(FxRobot robot) {
        clip("one\ntwo");
        select("PORT");
        robot.type(KeyCode.F2);
        awaitFocus("edit-value");
        // Not by keys: one that is held for long on a busy machine would paste into the large editor again.
        onFx(() -> ((TextField) lookup("edit-value")).paste());
        awaitFocus("value-area");
        assertThat(fx(() -> ((TextArea) lookup("value-area")).getText())).isEqualTo("one\ntwo");
        robot.push(KeyCode.SHORTCUT, KeyCode.ENTER);
        await().until(() -> fixture.web().value("PORT").equals(Optional.of("one\ntwo")));
    }

    private static void clip(String text) {
        fx(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            return Clipboard.getSystemClipboard().setContent(content);
        });
    }

    private static String clipped() {
        return fx(() -> String.valueOf(Clipboard.getSystemClipboard().getString()));
    }
}
