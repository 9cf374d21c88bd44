package controlfreak.ui.environment;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.testing.WindowExtension;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import controlfreak.ui.environment.running.EnvironmentRestart;
import controlfreak.ui.environment.state.EnvironmentRow;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.environment.value.Secrets;
import controlfreak.ui.fx.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class EnvironmentViewTest {
    private final EnvironmentFixture fixture = new EnvironmentFixture().started();
    private final List<EnvironmentRestart> restarts = new ArrayList<>();
    private EnvironmentViewModel model;
    private EnvironmentView view;
    private Stage stage;

    @Start
    void start(Stage window) {
        Theme.LIGHT.apply();
        stage = window;
        model = fixture.viewModel();
        model.show(new EnvironmentTarget.Service("web"));
        view = fixture.view(model, restarts::add);
        Scene scene = new Scene(view.root());
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        stage.setWidth(1100);
        stage.setHeight(420);
        stage.requestFocus();
        view.focusTable();
    }

    @AfterEach
    void end() {
        onFx(() -> stage.hide());
    }

    @Test
    void addsAVariableByKeyboard(FxRobot robot) {
        robot.type(KeyCode.INSERT);
        awaitFocus("edit-name");
        robot.write("WORKERS").type(KeyCode.ENTER);
        awaitFocus("edit-value");
        robot.write("4").type(KeyCode.ENTER);
        await().until(() -> fixture.web().value("WORKERS").equals(Optional.of("4")));
        assertThat(fixture.edits).hasSize(1);
        await().until(() -> text("restart-needed").contains("3 of 3"));
    }

    @Test
    void changesNothingWhileThePanelIsLocked(FxRobot robot) {
        onFx(() -> {
            model.lockProperty().set("Locked: looking only.");
            ((TableView<?>) lookup("environment-table")).getSelectionModel().select(0);
        });
        assertThat(fx(() -> List.of(
                        lookup("add").isDisabled(),
                        lookup("paste").isDisabled(),
                        lookup("remove").isDisabled(),
                        lookup("use-inherited").isDisabled(),
                        lookup("restart").isDisabled())))
                .containsOnly(true);
        robot.type(KeyCode.INSERT).type(KeyCode.DELETE).type(KeyCode.F2).type(KeyCode.ENTER);
        assertThat(fx(() -> lookup("edit-name") == null && lookup("edit-value") == null))
                .isTrue();
        robot.push(KeyCode.SHORTCUT, KeyCode.C);
        await().until(() -> text("notice").startsWith("Copied"));
        assertThat(fixture.edits).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithANameInItsCell(FxRobot robot) {
        robot.type(KeyCode.INSERT);
        awaitFocus("edit-name");
        robot.write("A=B").type(KeyCode.ENTER);
        await().until(() -> problems().equals(List.of("A variable's name cannot hold \"=\".")));
        robot.push(KeyCode.SHORTCUT, KeyCode.A).write("PORT").type(KeyCode.ENTER);
        await().until(() -> problems().equals(List.of("PORT is set here already.")));
        robot.type(KeyCode.ESCAPE);
        await().until(() -> lookup("edit-name") == null);
        assertThat(fixture.edits).isEmpty();
        assertThat(fx(() -> model.rows().size())).isEqualTo(3);
    }

    @Test
    void changesAValueByF2AndByDoubleClick(FxRobot robot) {
        select("PORT");
        robot.type(KeyCode.F2);
        awaitFocus("edit-value");
        robot.push(KeyCode.SHORTCUT, KeyCode.A).write("81").type(KeyCode.ENTER);
        await().until(() -> fixture.web().value("PORT").equals(Optional.of("81")));
        robot.doubleClickOn("81");
        awaitFocus("edit-value");
        robot.push(KeyCode.SHORTCUT, KeyCode.A).write("82").clickOn("#reach");
        await().until(() -> fixture.web().value("PORT").equals(Optional.of("82")));
        robot.doubleClickOn("PORT");
        awaitFocus("edit-name");
        robot.push(KeyCode.SHORTCUT, KeyCode.A).write("HTTP").type(KeyCode.ENTER);
        await().until(() -> fixture.web().mentions("HTTP"));
        assertThat(fixture.web().entries().keySet()).containsExactly("HTTP", "API_KEY", "LANG");
    }

    @Test
    void takesAnInheritedVariableAwayAndBack(FxRobot robot) {
        robot.clickOn("#show-inherited");
        await().until(() -> fx(() -> model.rows().size()) > 3);
        select("TZ");
        robot.type(KeyCode.DELETE);
        await().until(() -> fixture.web().removes("TZ"));
        select("TZ");
        robot.clickOn("#use-inherited");
        await().until(() -> !fixture.web().mentions("TZ"));
        select("PORT");
        robot.clickOn("#remove");
        await().until(() -> !fixture.web().mentions("PORT"));
    }

    @Test
    void editingAnInheritedValueOverridesIt(FxRobot robot) {
        robot.clickOn("#show-inherited");
        await().until(() -> fx(() -> model.rows().size()) > 3);
        select("SHOP_DB");
        robot.type(KeyCode.ENTER);
        awaitFocus("edit-value");
        robot.push(KeyCode.SHORTCUT, KeyCode.A).write("mine").type(KeyCode.ENTER);
        await().until(() -> fixture.web().value("SHOP_DB").equals(Optional.of("mine")));
    }

    @Test
    void strikesOutWhatAValueStandsBefore(FxRobot robot) {
        assertThat(labels(".overridden")).containsExactly("C.UTF-8", "C");
        onFx(() -> model.edits().set("SHOP_DB", "mine"));
        await().until(() -> labels(".overridden").contains("postgres://shop"));
        await().until(() -> text("preloaded").startsWith("SHOP_DB is set for proxy shop too"));
        onFx(() -> {
            model.showLevel(new EnvironmentTarget.Workspace());
            model.edits().set("ANY_TOKEN", "1");
            model.showLevel(new EnvironmentTarget.Service("web"));
            model.edits().set("ANY_TOKEN", "2");
        });
        await().until(() -> labels(".overridden").contains(Secrets.MASK));
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
    void filtersAndShowsTheOtherLevels(FxRobot robot) {
        robot.clickOn("#filter").write("lan");
        await().until(() -> fx(() -> model.rows().size()) == 1);
        robot.eraseText(3).clickOn("Proxy shop");
        await().until(() -> names().equals(List.of("SHOP_DB")));
        assertThat(text("reach")).contains("reloads the preload, restarts 3 workers");
    }

    @Test
    void saysWhatDiffersAndAsksForARestart(FxRobot robot) {
        onFx(() -> {
            model.edits().set("PORT", "81");
            model.edits().set("API_KEY", "n3w");
        });
        await().until(() -> text("restart-needed").equals("Restart needed: 3 of 3 run with other values."));
        robot.clickOn("#differs");
        await().until(() -> labels(".differences .label")
                .equals(List.of(
                        "web-1, web-2, web-3 restart, for API_KEY, PORT.",
                        "web-1, web-2, web-3",
                        "API_KEY: •••••••• → ••••••••",
                        "PORT: 80 → 81")));
        robot.type(KeyCode.ENTER);
        await().until(() -> lookup("differences") == null);
        robot.clickOn("Restart 3 workers");
        await().until(() -> restarts.size() == 1);
        assertThat(restarts.get(0).services()).hasSize(3);
    }

    @Test
    void aMegabyteWithNewlinesSurvivesTheLargeEditor(FxRobot robot) {
        String value = ("0123456789".repeat(8) + "\r\n").repeat(12_500);
        onFx(() -> model.edits().set("BIG", value));
        select("BIG");
        robot.type(KeyCode.F2);
        awaitFocus("value-area");
        assertThat(fx(() -> ((Label) lookup("value-size")).getText())).contains("1.0 MB, 12,501 lines");
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

    private void select(String name) {
        await().until(() -> fx(() -> {
            TableView<?> table = (TableView<?>) lookup("environment-table");
            int index = names().indexOf(name);
            if (index >= 0) {
                table.getSelectionModel().clearAndSelect(index);
                table.requestFocus();
            }
            return index >= 0;
        }));
    }

    private List<String> names() {
        return fx(() -> model.rows().stream().map(EnvironmentRow::name).toList());
    }

    private List<String> problems() {
        return labels(".environment-problem").stream()
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private List<String> labels(String style) {
        return fx(() -> view.root().lookupAll(style).stream()
                .filter(node -> node.isVisible() && node instanceof Label)
                .map(node -> ((Label) node).getText())
                .toList());
    }

    private String text(String id) {
        return fx(() -> ((Label) lookup(id)).getText());
    }

    private void awaitFocus(String id) {
        await().until(() -> fx(() -> lookup(id) != null && lookup(id).isFocused()));
    }

    private Node lookup(String id) {
        return view.root().lookup("#" + id);
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
