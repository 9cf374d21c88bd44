package controlfreak.ui.log.input;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.status.InputState;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.Theme;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.application.Platform;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class LogInputViewTest {
    private final StringProperty lock = new SimpleStringProperty("");
    private final Repl repl = new Repl("repl");
    private LogInputViewModel model;
    private LogInputView view;

    /** A service that takes what is typed. */
    private static final class Repl implements InputTarget {
        private final String name;
        private final List<String> typed = new CopyOnWriteArrayList<>();
        private volatile InputState state = InputState.OPEN;
        private volatile boolean up = true;
        private volatile boolean meant = true;
        private volatile Optional<String> refusal = Optional.empty();

        Repl(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isMeant() {
            return meant;
        }

        @Override
        public boolean isUp() {
            return up;
        }

        @Override
        public InputState state() {
            return state;
        }

        @Override
        public CompletionStage<?> type(String line) {
            if (refusal.isPresent()) {
                return CompletableFuture.failedStage(new IllegalStateException(refusal.get()));
            }
            typed.add(line);
            return CompletableFuture.completedStage(line);
        }

        @Override
        public CompletionStage<?> end() {
            state = InputState.ENDED;
            return CompletableFuture.completedStage("");
        }
    }

    @Start
    void start(Stage stage) {
        Theme.LIGHT.apply();
        model = new LogInputViewModel(Platform::runLater, lock);
        view = new LogInputView(model);
        Scene scene = new Scene(view.root(), 900, 100);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        model.show(Optional.of(repl));
        view.focus();
    }

    @AfterEach
    void end() {
        onFx(() -> view.root().getScene().getWindow().hide());
    }

    private TextField field() {
        return (TextField) view.root().lookup(".text-field");
    }

    private String text() {
        return fx(() -> field().getText());
    }

    private String problem() {
        return fx(() -> ((Label) view.root().lookup(".log-input-problem")).getText());
    }

    private boolean isShown() {
        return fx(() -> view.root().lookup(".log-input").isVisible());
    }

    private static void line(FxRobot robot, String line) {
        robot.write(line);
        robot.type(KeyCode.ENTER);
    }

    @Test
    void enterSendsWhatIsTyped(FxRobot robot) {
        line(robot, "print(1)");
        assertThat(repl.typed).containsExactly("print(1)");
        assertThat(text()).isEmpty();
        line(robot, "");
        assertThat(repl.typed).as("an empty line is one").containsExactly("print(1)", "");
    }

    @Test
    void upAndDownGoThroughWhatWasTyped(FxRobot robot) {
        line(robot, "one");
        line(robot, "two");
        line(robot, "two");
        robot.write("begun");
        robot.type(KeyCode.UP);
        assertThat(text()).isEqualTo("two");
        robot.type(KeyCode.UP);
        robot.type(KeyCode.UP);
        assertThat(text()).as("the oldest").isEqualTo("one");
        assertThat(fx(() -> field().getCaretPosition())).isEqualTo(3);
        robot.type(KeyCode.DOWN);
        robot.type(KeyCode.DOWN);
        assertThat(text()).isEqualTo("begun");
        Repl other = new Repl("other");
        onFx(() -> model.show(Optional.of(other)));
        assertThat(text()).as("what was begun is for the service of before").isEmpty();
        robot.type(KeyCode.UP);
        assertThat(text()).as("each has its own").isEmpty();
    }

    @Test
    void controlDEndsTheInputUnlessALineIsBegun(FxRobot robot) {
        robot.write("x");
        robot.press(KeyCode.CONTROL).type(KeyCode.D).release(KeyCode.CONTROL);
        await().until(() -> problem().startsWith("Send the line or clear it first"));
        assertThat(repl.state).isEqualTo(InputState.OPEN);
        robot.type(KeyCode.BACK_SPACE);
        assertThat(problem()).isEmpty();
        robot.press(KeyCode.CONTROL).type(KeyCode.D).release(KeyCode.CONTROL);
        await().until(() -> problem().startsWith("Its input has ended."));
        assertThat(fx(() -> field().isDisabled())).isTrue();
        repl.state = InputState.OPEN;
        await().until(() -> fx(() -> !field().isDisabled()));
    }

    @Test
    void tellsWhyNothingCanBeTyped() {
        repl.state = InputState.ENDED;
        repl.up = false;
        await().until(() -> problem().equals("repl does not run."));
        assertThat(fx(() -> field().isDisabled())).isTrue();
        repl.up = true;
        repl.state = InputState.NONE;
        await().until(() -> problem().startsWith("repl runs without an open standard input."));
        repl.state = InputState.OPEN;
        await().until(() -> problem().isEmpty());
        onFx(() -> lock.set("The panel is locked."));
        assertThat(problem()).isEqualTo("The panel is locked.");
        assertThat(fx(() -> field().isDisabled())).isTrue();
    }

    @Test
    void isThereOnlyForAServiceWhoseInputIsOpen() {
        assertThat(isShown()).isTrue();
        repl.meant = false;
        repl.state = InputState.NONE;
        await().until(() -> !isShown());
        repl.meant = true;
        await().until(this::isShown);
        onFx(() -> model.show(Optional.empty()));
        assertThat(isShown()).isFalse();
    }

    @Test
    void whatWasNotSentComesBackWithTheReason(FxRobot robot) {
        repl.refusal = Optional.of("repl does not read what is typed: 65536 bytes wait already.");
        line(robot, "precious");
        await().until(() -> problem().startsWith("repl does not read"));
        assertThat(text()).isEqualTo("precious");
        assertThat(fx(() -> field().getCaretPosition())).isEqualTo("precious".length());
        repl.refusal = Optional.empty();
        robot.type(KeyCode.ENTER);
        assertThat(repl.typed).containsExactly("precious");
        await().until(() -> problem().isEmpty());
    }
}
