package controlfreak.ui.fx;

import static controlfreak.testing.Fx.awaitFx;
import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.testing.WindowExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.DialogPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class WindowDialogsTest {
    private WindowDialogs dialogs;
    private Stage stage;

    @Start
    void start(Stage primary) {
        Theme.LIGHT.apply();
        stage = primary;
        stage.setScene(new Scene(new StackPane(), 400, 300));
        stage.show();
        dialogs = new WindowDialogs(() -> stage, FileChoices.SYSTEM);
    }

    private CompletableFuture<Integer> ask(int... losing) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        Platform.runLater(() -> answer.complete(dialogs.ask(
                "Save the changes to shop.cfk?",
                "They are lost.",
                List.of("Save", "Discard changes", "Cancel"),
                losing)));
        awaitPane();
        return answer;
    }

    private static void awaitPane() {
        awaitFx(() -> pane().getScene().getWindow().isFocused());
    }

    private static DialogPane pane() {
        return fx(() -> Window.getWindows().stream()
                .filter(Window::isShowing)
                .map(window -> window.getScene().getRoot())
                .filter(DialogPane.class::isInstance)
                .map(DialogPane.class::cast)
                .findFirst()
                .orElse(null));
    }

    @Test
    void theFirstChoiceThatLosesNothingIsTheDefaultAndWhatLosesSomethingIsRed(FxRobot robot) {
        CompletableFuture<Integer> answer = ask(1);
        assertThat(fx(() -> pane().lookupAll(".button.danger").stream()
                        .map(button -> ((Button) button).getText())
                        .toList()))
                .containsExactly("Discard changes");
        robot.type(KeyCode.ENTER);
        assertThat(answer).succeedsWithin(PATIENCE).isEqualTo(0);
    }

    @Test
    void whereEachChoiceLosesSomethingTheLastOneIsTheDefault(FxRobot robot) {
        CompletableFuture<Integer> answer = ask(0, 1);
        robot.type(KeyCode.ENTER);
        assertThat(answer).succeedsWithin(PATIENCE).isEqualTo(2);
    }

    @Test
    void escapeTakesTheLastChoice(FxRobot robot) {
        CompletableFuture<Integer> answer = ask();
        robot.type(KeyCode.ESCAPE);
        assertThat(answer).succeedsWithin(PATIENCE).isEqualTo(2);
    }

    @Test
    void eachChoiceHasItsButtonInTheOrderAsked(FxRobot robot) {
        CompletableFuture<Integer> answer = ask();
        ButtonBar bar = (ButtonBar) pane().lookup(".button-bar");
        List<String> texts = fx(() -> bar.getButtons().stream()
                .sorted(java.util.Comparator.comparing(
                        button -> button.localToScene(0, 0).getX()))
                .map(button -> ((Button) button).getText())
                .toList());
        assertThat(texts).containsExactly("Save", "Discard changes", "Cancel");
        robot.clickOn("Discard changes");
        assertThat(answer).succeedsWithin(PATIENCE).isEqualTo(1);
    }

    @Test
    void aDialogStandsOverItsWindowInThePanelsDress(FxRobot robot) {
        CompletableFuture<Integer> answer = ask();
        Scene scene = pane().getScene();
        assertThat(((Stage) scene.getWindow()).getOwner()).isSameAs(stage);
        assertThat(scene.getStylesheets()).isNotEmpty();
        robot.type(KeyCode.ESCAPE);
        assertThat(answer).succeedsWithin(PATIENCE);
    }

    @Test
    void aWorkspaceGetsItsEnding() {
        assertThat(WindowDialogs.withExtension(Path.of("a/shop"))).isEqualTo(Path.of("a/shop.cfk"));
        assertThat(WindowDialogs.withExtension(Path.of("a/shop.json"))).isEqualTo(Path.of("a/shop.json"));
    }
}
