package controlfreak.ui.form;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Environment;
import controlfreak.model.ServiceSpec;
import controlfreak.ui.environment.value.Secrets;
import controlfreak.ui.form.command.VariablesSection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** A service's variables, typed in its form. */
class VariablesFormTest extends ServiceFormViewFixture {
    @Start
    void start(Stage window) {
        show(window);
    }

    private Map<String, Optional<String>> saved(String name) {
        return fixture.workspace.service(name).orElseThrow().env().entries();
    }

    private void editWith(Environment environment) {
        ServiceSpec web = fixture.workspace.service("web").orElseThrow();
        fixture.workspace = fixture.workspace.withServiceReplaced("web", web.with(draft -> draft.env = environment));
        open(forms.edit("web"));
        onFx(() -> ((VariablesSection) lookup("variables")).setExpanded(true));
    }

    private TextInputControl field(String id) {
        return (TextInputControl) lookup(id);
    }

    private Node last(String style) {
        return fx(() -> stage.getScene().getRoot().lookupAll(style).stream()
                .reduce((one, other) -> other)
                .orElseThrow());
    }

    @Test
    void areTypedByKeyboardWhileTheServiceIsMade(FxRobot robot) {
        open(forms.create(Optional.empty()));
        robot.write("cron2").type(KeyCode.TAB).write("cron.py");
        onFx(() -> lookup("variables").requestFocus());
        robot.type(KeyCode.SPACE);
        await().until(() -> ((VariablesSection) lookup("variables")).isExpanded());
        onFx(() -> lookup("variable-add").requestFocus());
        robot.type(KeyCode.SPACE);
        await().until(() -> last(".variable-name").isFocused());
        robot.write("LANG").type(KeyCode.TAB).write("C.UTF-8");
        await().until(() -> text("variables").equals("Sets LANG"));
        robot.type(KeyCode.ENTER);
        await().until(() -> closed);
        assertThat(saved("cron2")).isEqualTo(Map.of("LANG", Optional.of("C.UTF-8")));
    }

    @Test
    void areAddedChangedAndTakenAwayByMouse(FxRobot robot) {
        editWith(Environment.EMPTY.with("PORT", "80").with("LANG", "C"));
        robot.clickOn("#variable-PORT").push(KeyCode.SHORTCUT, KeyCode.A).write("81");
        robot.clickOn(fx(() -> lookup("variables").lookupAll(".variable-remove").stream()
                .skip(1)
                .findFirst()
                .orElseThrow()));
        await().until(() -> text("variables").equals("Sets PORT"));
        robot.clickOn("#variable-add");
        robot.write("PORT").type(KeyCode.TAB);
        await().until(() -> problems().contains("PORT is set twice."));
        assertThat(fx(() -> lookup("save").isDisabled())).isTrue();
        robot.clickOn(last(".variable-name")).write("2");
        await().until(() -> !lookup("save").isDisabled());
        robot.clickOn("#save");
        await().until(() -> closed);
        assertThat(saved("web")).isEqualTo(Map.of("PORT", Optional.of("81"), "PORT2", Optional.of("")));
    }

    @Test
    void aSecretIsMaskedAndItsMaskIsNeverSaved(FxRobot robot) {
        editWith(Environment.EMPTY.with("DB_PASSWORD", "hunter2").with("API_TOKEN", "abc"));
        assertThat(fx(() -> lookup("variable-DB_PASSWORD").isVisible())).isFalse();
        assertThat(fx(() -> field("masked-DB_PASSWORD").getPromptText())).isEqualTo(Secrets.MASK);
        assertThat(fx(() -> field("masked-DB_PASSWORD").getText())).isEmpty();
        robot.clickOn("#masked-API_TOKEN").write("xyz");
        robot.clickOn(
                fx(() -> lookup("masked-DB_PASSWORD").getParent().getParent().lookup(".button")));
        await().until(() -> lookup("variable-DB_PASSWORD").isVisible());
        assertThat(fx(() -> field("variable-DB_PASSWORD").getText())).isEqualTo("hunter2");
        robot.clickOn("#save");
        await().until(() -> closed);
        assertThat(saved("web"))
                .isEqualTo(Map.of("DB_PASSWORD", Optional.of("hunter2"), "API_TOKEN", Optional.of("xyz")));
    }

    @Test
    void linesArePastedAtOnce(FxRobot robot) {
        editWith(Environment.EMPTY);
        robot.clickOn("#variable-add");
        onFx(() -> Clipboard.getSystemClipboard()
                .setContent(Map.of(DataFormat.PLAIN_TEXT, "A=1\nexport B='two words'\n")));
        robot.push(KeyCode.SHORTCUT, KeyCode.V);
        await().until(() -> text("variables").equals("Sets A, B"));
        robot.clickOn("#save");
        await().until(() -> closed);
        assertThat(saved("web")).isEqualTo(Map.of("A", Optional.of("1"), "B", Optional.of("two words")));
    }

    @Test
    void valuesOfSeveralLinesAndWhatIsTakenAwayStay(FxRobot robot) {
        Map<String, Optional<String>> odd = new LinkedHashMap<>();
        odd.put("LINES", Optional.of("one\ntwo"));
        odd.put("BELL", Optional.of("a\u0007b"));
        odd.put("PORT", Optional.of("1"));
        odd.put("GONE", Optional.empty());
        editWith(Environment.of(odd));
        assertThat(fx(() -> field("variable-LINES").getText())).isEqualTo("one\ntwo");
        assertThat(fx(() -> lookup("variable-BELL").isDisabled())).isTrue();
        robot.clickOn("#variable-PORT").write("2").type(KeyCode.ENTER);
        await().until(() -> closed);
        assertThat(saved("web"))
                .containsEntry("LINES", Optional.of("one\ntwo"))
                .containsEntry("BELL", Optional.of("a\u0007b"))
                .containsEntry("GONE", Optional.empty());
    }
}
