package controlfreak.ui.form;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Ask;
import controlfreak.model.Command;
import controlfreak.model.Control;
import controlfreak.model.Dependency;
import controlfreak.model.Reach;
import controlfreak.model.Reload;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.Stop;
import controlfreak.ui.form.run.AskInput;
import controlfreak.ui.form.run.CheckInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The sections of the form, folded and unfolded. */
class ServiceFormSectionsTest extends ServiceFormViewFixture {
    @Start
    void start(Stage window) {
        show(window);
    }

    @Test
    void changesAShellCommandIntoAListAndTakesAFile(FxRobot robot) {
        open(forms.edit("redis"));
        assertThat(fx(() -> ((TextInputControl) lookup("command-text")).getText()))
                .isEqualTo("redis-server --port 0 'two words'");
        assertThat(hints()).contains("Runs as a list: redis-server · --port · 0 · two words");
        robot.clickOn("#command-shell");
        await().until(() -> hints().contains("Runs through a shell."));
        robot.clickOn("#command-text").push(KeyCode.SHORTCUT, KeyCode.A);
        fixture.chosen = Optional.of(Path.of("/srv/shop/bin/serve it"));
        robot.clickOn("#command-choose");
        await().until(() ->
                ((TextInputControl) lookup("command-text")).getText().equals("'./bin/serve it'"));
        robot.type(KeyCode.END).push(KeyCode.SHIFT, KeyCode.ENTER).write("true").type(KeyCode.ENTER);
        await().until(() -> closed);
        assertThat(fixture.workspace.service("redis").orElseThrow().command())
                .isEqualTo(new Command.Text("'./bin/serve it'\ntrue"));
    }

    @Test
    void unfoldsTheRestartPolicyWhereItHoldsAProblem(FxRobot robot) {
        ServiceFormViewModel model = open(forms.edit("web"));
        TitledPane folded = (TitledPane) lookup("restart");
        assertThat(fx(folded::getText)).isEqualTo("Restarts after a crash, gives up after 8 tries");
        onFx(() -> model.restart().startWait().valueProperty().set("soon"));
        robot.type(KeyCode.ENTER);
        await().until(() -> fx(folded::isExpanded));
        assertThat(text("reason")).contains("Seconds from 0 to 3600");
    }

    @Test
    void saysHowItStopsAndReloads(FxRobot robot) {
        ServiceFormViewModel model = open(forms.edit("web"));
        TitledPane folded = (TitledPane) lookup("control");
        assertThat(fx(folded::getText)).isEqualTo("Stops by SIGTERM within 10 s, is not reloaded");
        onFx(() -> {
            folded.setExpanded(true);
            lookup("stop-signal").requestFocus();
        });
        assertThat(List.of(isShown("stop-command"), isShown("reload-signal"), isShown("reload-check")))
                .containsOnly(false);
        onFx(() -> {
            model.control().stop().signalProperty().set(Signal.QUIT);
            model.control().stop().reachProperty().set(Optional.of(Reach.PROGRAM));
            model.control().reload().wayProperty().set(AskInput.Way.COMMAND);
        });
        await().until(() -> isShown("reload-command") && isShown("reload-check") && !isShown("reload-signal"));
        onFx(() -> model.control().stopWait().valueProperty().set("soon"));
        onFx(() -> lookup("reload-command").requestFocus());
        robot.write("web reload").type(KeyCode.ENTER);
        await().until(() -> text("reason").contains("Seconds from 0 to 3600"));
        onFx(() -> {
            model.control().stopWait().valueProperty().set("30");
            lookup("reload-check").requestFocus();
        });
        robot.write("web check");
        assertThat(fx(folded::getText)).isEqualTo("Stops by SIGQUIT within 30 s, reloads by a command");
        robot.type(KeyCode.ENTER);
        await().until(() -> closed);
        ServiceSpec web = fixture.workspace.service("web").orElseThrow();
        assertThat(web.restart().stopWait()).isEqualTo(Duration.ofSeconds(30));
        assertThat(web.control())
                .isEqualTo(new Control(
                        Stop.of(new Ask.Send(Signal.QUIT, Optional.of(Reach.PROGRAM))),
                        Optional.of(new Reload(
                                new Ask.Run(new Command.Text("web reload")),
                                Optional.of(new Command.Text("web check")),
                                Map.of())),
                        Optional.empty()));
    }

    @Test
    void takesWhatItStartsAfterByKeysAlone(FxRobot robot) {
        open(forms.edit("web"));
        onFx(() -> lookup("after").requestFocus());
        robot.type(KeyCode.SPACE);
        await().until(() -> fx(((TitledPane) lookup("after"))::isExpanded));
        robot.type(KeyCode.TAB).write("redis, nowhere").type(KeyCode.TAB);
        await().until(() -> problems().equals(List.of("There is no service or proxy named \"nowhere\".")));
        robot.push(KeyCode.SHIFT, KeyCode.TAB);
        robot.push(KeyCode.SHORTCUT, KeyCode.A).write("redis (running)").type(KeyCode.ENTER);
        await().until(() -> closed);
        assertThat(fixture.workspace.service("web").orElseThrow().dependsOn())
                .containsExactly(new Dependency("redis", Dependency.Until.RUNNING));
    }

    @Test
    void addsWhatItStartsAfterByMouse(FxRobot robot) {
        open(forms.edit("web"));
        onFx(() -> {
            ((TitledPane) lookup("after")).setExpanded(true);
            lookup("after-add").requestFocus();
        });
        robot.type(KeyCode.SPACE);
        await().until(() -> fx(((MenuButton) lookup("after-add"))::isShowing));
        robot.clickOn("redis");
        await().until(() ->
                fx(((TextInputControl) lookup("after-names"))::getText).equals("redis"));
        assertThat(fx(((TitledPane) lookup("after"))::getText)).isEqualTo("Starts after redis");
    }

    @Test
    void showsTheFieldsOfTheChosenWayOnly(FxRobot robot) {
        ServiceFormViewModel model = open(forms.edit("web"));
        onFx(() -> {
            ((TitledPane) lookup("ready")).setExpanded(true);
            lookup("ready-way").requestFocus();
        });
        assertThat(isShown("ready-port")).isFalse();
        robot.type(KeyCode.DOWN);
        await().until(() -> model.health().ready().wayProperty().get() == CheckInput.Way.PORT);
        await().until(() -> isShown("ready-port") && isShown("ready-period") && !isShown("ready-line"));
        robot.type(KeyCode.DOWN);
        await().until(() -> isShown("ready-line") && !isShown("ready-port") && !isShown("ready-period"));
        robot.type(KeyCode.UP, KeyCode.TAB).write("80 80").type(KeyCode.TAB);
        await().until(() -> problems()
                .equals(List.of(
                        "A whole number from 1 to 65,535, or one made of the instance's number: ${9100+instance}.")));
        assertThat(fx(((TitledPane) lookup("ready"))::getText)).isEqualTo("Counts as ready when a port is open");
        robot.push(KeyCode.SHIFT, KeyCode.TAB)
                .push(KeyCode.SHORTCUT, KeyCode.A)
                .write("8080")
                .type(KeyCode.ENTER);
        await().until(() -> closed);
        assertThat(fixture.workspace.service("web").orElseThrow().health().ready())
                .isPresent();
    }

    private boolean isShown(String id) {
        return fx(() -> {
            for (Node node = lookup(id); node != null; node = node.getParent()) {
                if (!node.isVisible()) {
                    return false;
                }
            }
            return true;
        });
    }
}
