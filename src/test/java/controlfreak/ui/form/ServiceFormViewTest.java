package controlfreak.ui.form;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Ask;
import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Control;
import controlfreak.model.Dependency;
import controlfreak.model.Reach;
import controlfreak.model.Readiness;
import controlfreak.model.Reload;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.Stop;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class ServiceFormViewTest {
    private final FormFixture fixture = new FormFixture();
    private final ServiceForms forms = new ServiceForms(fixture.editing(), FormFixture::presets);
    private Stage stage;
    private boolean closed;

    @Start
    void start(Stage window) {
        Theme.LIGHT.apply();
        stage = window;
    }

    @AfterEach
    void end() {
        onFx(() -> stage.hide());
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
        open(forms.create(Optional.empty()));
        robot.clickOn("#presets").clickOn("Python program  –  A script");
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
                                Map.of()))));
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

    private ServiceFormViewModel open(ServiceFormViewModel model) {
        closed = false;
        onFx(() -> {
            ServiceFormView view = new ServiceFormView(model, fixture.dialogs(), () -> closed = true);
            Scene scene = new Scene(view.root());
            Theme.dress(scene);
            stage.setScene(scene);
            stage.show();
            stage.setWidth(448);
            stage.setHeight(760);
            stage.requestFocus();
            view.root().focusFirst();
        });
        await().until(() -> lookup("name").isFocused());
        return model;
    }

    private List<String> problems() {
        return labels(".form-problem");
    }

    private List<String> hints() {
        return labels(".form-hint");
    }

    private List<String> labels(String style) {
        return fx(() -> stage.getScene().getRoot().lookupAll(style).stream()
                .filter(Node::isVisible)
                .map(node -> ((Label) node).getText())
                .toList());
    }

    private String text(String id) {
        return fx(() -> ((Labeled) lookup(id)).getText());
    }

    private Node lookup(String id) {
        return stage.getScene().getRoot().lookup("#" + id);
    }
}
