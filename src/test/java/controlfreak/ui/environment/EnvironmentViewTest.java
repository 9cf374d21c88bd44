package controlfreak.ui.environment;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static controlfreak.testing.Fx.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.ui.environment.edit.EnvironmentTarget;
import controlfreak.ui.environment.value.Secrets;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

class EnvironmentViewTest extends EnvironmentViewFixture {
    @Start
    void start(Stage window) {
        show(window);
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
        await().until(() -> text("preloaded").contains("SHOP_DB is set for proxy shop too"));
        onFx(() -> {
            model.showLevel(new EnvironmentTarget.Workspace());
            model.edits().set("ANY_TOKEN", "1");
            model.showLevel(new EnvironmentTarget.Service("web"));
            model.edits().set("ANY_TOKEN", "2");
        });
        await().until(() -> labels(".overridden").contains(Secrets.MASK));
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
        settle();
        Bounds button =
                fx(() -> lookup("restart").localToScreen(lookup("restart").getLayoutBounds()));
        robot.clickOn("#differs");
        await().until(() -> differences(robot)
                .equals(List.of(
                        "web-1, web-2, web-3 restart, for API_KEY, PORT.",
                        "web-1, web-2, web-3",
                        "API_KEY: •••••••• → ••••••••",
                        "PORT: 80 → 81")));
        assertThat(fx(() -> lookup("restart").localToScreen(lookup("restart").getLayoutBounds())))
                .as("it stays under the pointer")
                .isEqualTo(button);
        robot.type(KeyCode.ESCAPE);
        await().until(() -> differences(robot).isEmpty());
        robot.type(KeyCode.ENTER);
        await().until(() -> !differences(robot).isEmpty());
        robot.type(KeyCode.ENTER);
        await().until(() -> differences(robot).isEmpty());
        robot.clickOn("Restart 3 workers");
        await().until(() -> restarts.size() == 1);
        assertThat(restarts.get(0).services()).hasSize(3);
    }

    private List<String> problems() {
        return labels(".environment-problem").stream()
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** They stand over the window. */
    private static List<String> differences(FxRobot robot) {
        return fx(() -> robot.lookup(".differences .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList());
    }
}
