package controlfreak.ui.workspace;

import controlfreak.ui.fx.FileChoices;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.fx.WindowDialogs;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.util.Duration;

/** Shows a dialog, to look at it: {@code light|dark}, then one of {@code ask error bug stop}. */
public final class DialogsPreview extends Application {
    @Override
    public void start(Stage stage) {
        List<String> wishes = getParameters().getRaw();
        (wishes.contains("dark") ? Theme.DARK : Theme.LIGHT).apply();
        Scene scene = new Scene(new StackPane());
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(760);
        stage.setHeight(520);
        WindowDialogs dialogs = new WindowDialogs(() -> stage, FileChoices.SYSTEM);
        // A dialog's place depends on the window's size, which is only known after a moment.
        new Timeline(new KeyFrame(Duration.seconds(1), event -> Platform.runLater(() -> show(wishes, dialogs, stage))))
                .play();
    }

    private static void show(List<String> wishes, WindowDialogs dialogs, Stage stage) {
        if (wishes.contains("ask")) {
            dialogs.ask(
                    "Save the changes to shop.cfk?",
                    "Changes that are not saved are lost when the workspace closes.",
                    List.of("Save", "Discard changes", "Cancel"));
        } else if (wishes.contains("error")) {
            dialogs.error(
                    "Not opened", "shop.cfk, line 12, column 3: A comma is missing. Mend the file and open it again.");
        } else {
            FakeServices services = new FakeServices().run("web-1", "web-2", "redis");
            StopProgressViewModel model =
                    new StopProgressViewModel(services, Clock.fixed(FakeServices.NOW, ZoneOffset.UTC));
            services.live.remove(0);
            services.stopping("web-2", 1_400);
            StopProgressView.show(stage, model);
        }
    }

    /** Runs the preview. */
    public static final class Launcher {
        private Launcher() {}

        public static void main(String[] arguments) {
            Application.launch(DialogsPreview.class, arguments);
        }
    }
}
