package controlfreak.ui.form;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Readiness;
import controlfreak.model.ServiceSpec;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

class ServiceFormViewTest extends ServiceFormViewFixture {
    @Start
    void start(Stage window) {
        show(window);
    }

    @Test
    void createsAServiceByKeyboardAlone(FxRobot robot) {
        open(forms.create(Optional.empty()));
        assertThat(text("reason")).isEqualTo("A name is needed.");
        assertThat(fx(() -> lookup("save").isDisabled())).isTrue();
        robot.write("cron2").type(KeyCode.TAB).write("cron.py --now");
        await().until(() -> !lookup("save").isDisabled());
        robot.type(KeyCode.ENTER);
        await().until(() -> closed);
        assertThat(fixture.workspace.service("cron2").orElseThrow().command())
                .isEqualTo(new Command.Text("cron.py --now"));
    }

    @Test
    void beginsWithAPreset(FxRobot robot) {
        openFirstPage(forms.create(Optional.empty()));
        robot.write("python pro").type(KeyCode.ENTER);
        await().until(() -> lookup("command-text").isFocused());
        robot.write("main.py");
        await().until(() -> !lookup("save").isDisabled());
        robot.type(KeyCode.ENTER);
        await().until(() -> closed);
        ServiceSpec app = fixture.workspace.service("app").orElseThrow();
        assertThat(app.command()).isEqualTo(new Command.Text("python3 main.py"));
        assertThat(app.env().value("PYTHONUNBUFFERED")).contains("1");
    }

    @Test
    void proposesWhatFitsAProgramThatIsTyped(FxRobot robot) {
        open(forms.create(Optional.empty()));
        robot.write("cache").type(KeyCode.TAB).write("redis-server --port 6400");
        await().until(() -> lookup("preset").isVisible());
        robot.clickOn("#preset-accept");
        await().until(() -> text("ready").contains("6400"));
        robot.clickOn("#save");
        await().until(() -> closed);
        ServiceSpec redis = fixture.workspace.service("cache").orElseThrow();
        assertThat(redis.command()).isEqualTo(new Command.Text("redis-server --port 6400"));
        assertThat(redis.health().ready().orElseThrow().sign())
                .isInstanceOfSatisfying(
                        Readiness.Sign.Probed.class,
                        sign -> assertThat(sign.probe().check()).isEqualTo(new Check.Port(Check.LOCAL, 6400)));
    }

    @Test
    void savesNothingWhileThePanelIsLocked(FxRobot robot) {
        open(forms.edit("web"));
        robot.write("web2");
        await().until(() -> !lookup("save").isDisabled());
        onFx(() -> fixture.lock.toggle());
        assertThat(text("reason")).isEqualTo("Locked: looking only.");
        assertThat(fx(() -> lookup("save").isDisabled() && lookup("remove").isDisabled()))
                .isTrue();
        robot.type(KeyCode.ENTER);
        assertThat(fixture.edits).isEmpty();
        assertThat(closed).isFalse();
    }

    @Test
    void saysWhatIsWrongUnderAFieldThatWasLeft(FxRobot robot) {
        open(forms.create(Optional.empty()));
        robot.write("a/b");
        assertThat(problems()).isEmpty();
        robot.type(KeyCode.TAB);
        await().until(() ->
                problems().equals(List.of("A name has only letters, digits, dots, dashes and underscores.")));
        robot.type(KeyCode.ENTER);
        await().until(() -> problems().contains("A command is needed."));
        assertThat(closed).isFalse();
        assertThat(fixture.edits).isEmpty();
    }

    @Test
    void editsInstancesAndShowsWhatThatDoes(FxRobot robot) {
        open(forms.edit("web"));
        robot.clickOn("#instances .text-field")
                .push(KeyCode.SHORTCUT, KeyCode.A)
                .write("10");
        await().until(() -> hints().stream().anyMatch(hint -> hint.startsWith("Saving adds web-9 to web-10.")));
        robot.type(KeyCode.UP);
        await().until(() -> hints().stream().anyMatch(hint -> hint.startsWith("Saving adds web-9 to web-11.")));
        robot.push(KeyCode.SHORTCUT, KeyCode.A).write("many").type(KeyCode.TAB);
        await().until(() -> problems().equals(List.of("A whole number from 1 to 1,000.")));
        robot.clickOn("#instances .text-field")
                .push(KeyCode.SHORTCUT, KeyCode.A)
                .write("12")
                .type(KeyCode.ENTER);
        await().until(() -> closed);
        assertThat(fixture.workspace.service("web").orElseThrow().instances()).isEqualTo(12);
    }

    @Test
    void anUntouchedFormChangesNothingAndEscapeDoesNotAsk(FxRobot robot) {
        ServiceSpec before = fixture.workspace.service("web").orElseThrow();
        ServiceFormViewModel model = open(forms.edit("web"));
        assertThat(fx(model::changed)).isFalse();
        robot.type(KeyCode.ESCAPE);
        await().until(() -> closed);
        assertThat(fixture.asked).isEmpty();
        assertThat(fixture.workspace.service("web")).contains(before);
    }

    @Test
    void escapeAsksBeforeItLosesWhatWasTyped(FxRobot robot) {
        open(forms.edit("web"));
        fixture.answer = 1;
        robot.write("x").type(KeyCode.ESCAPE);
        await().until(() -> fixture.asked.size() == 1);
        assertThat(closed).isFalse();
        fixture.answer = 0;
        robot.type(KeyCode.ESCAPE);
        await().until(() -> closed);
        assertThat(fixture.edits).isEmpty();
    }

    @Test
    void escapeClosesAnOpenListFirst(FxRobot robot) {
        open(forms.edit("web"));
        robot.clickOn("#proxy");
        await().until(() -> ((ComboBox<?>) lookup("proxy")).isShowing());
        robot.type(KeyCode.ESCAPE);
        await().until(() -> !((ComboBox<?>) lookup("proxy")).isShowing());
        assertThat(closed).isFalse();
    }

    @Test
    void movesAServiceOutOfItsProxy(FxRobot robot) {
        open(forms.edit("cron"));
        robot.clickOn("#proxy");
        await().until(() -> ((ComboBox<?>) lookup("proxy")).isShowing());
        robot.type(KeyCode.HOME, KeyCode.ENTER);
        await().until(() -> hints().contains("Runs by itself."));
        robot.clickOn("#save");
        await().until(() -> closed);
        assertThat(fixture.workspace.proxyOf("cron")).isEmpty();
    }

    @Test
    void duplicates(FxRobot robot) {
        open(forms.duplicate("redis"));
        robot.type(KeyCode.ENTER);
        await().until(() -> closed);
        assertThat(fixture.workspace.service("redis-2")).isPresent();
    }

    @Test
    void removesAfterAsking(FxRobot robot) {
        open(forms.edit("redis"));
        robot.clickOn("#remove");
        await().until(() -> closed);
        assertThat(fixture.asked).singleElement().asString().startsWith("Remove redis");
        assertThat(fixture.workspace.service("redis")).isEmpty();
    }
}
