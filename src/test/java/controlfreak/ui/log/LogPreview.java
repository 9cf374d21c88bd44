package controlfreak.ui.log;

import controlfreak.log.LogStream;
import controlfreak.ui.fx.FileChoices;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.fx.WindowDialogs;
import controlfreak.ui.log.lines.LogSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.util.Duration;

/**
 * Shows the log pane with a lively log, to look at it: {@code light|dark}, then any of {@code times wrap find filter
 * bad paused empty many}.
 */
public final class LogPreview extends Application {
    private final FakeLog web = new FakeLog("web-1");
    private final FakeLog redis = new FakeLog("redis");
    private final FakeLog mailer = new FakeLog("mailer-worker-2");

    @Override
    public void start(Stage stage) {
        List<String> wishes = getParameters().getRaw();
        (wishes.contains("dark") ? Theme.DARK : Theme.LIGHT).apply();
        ExecutorService background = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "background");
            thread.setDaemon(true);
            return thread;
        });
        LogViewModel model = new LogViewModel(background, Platform::runLater, Clock.systemUTC());
        WindowDialogs dialogs = new WindowDialogs(() -> stage, FileChoices.SYSTEM);
        LogView view = new LogView(model, dialogs, dialogs::chooseFileToSave, background);
        Scene scene = new Scene(view.root());
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1100);
        stage.setHeight(420);
        history();
        web.lose(wishes.contains("lost") ? 12 : 0);
        if (!wishes.contains("empty")) {
            model.setSources(
                    wishes.contains("many")
                            ? List.of(web.source(), redis.source(), mailer.source())
                            : List.of(web.source()));
        }
        if (wishes.contains("silent")) {
            model.setSources(List.of(new LogSource("web-2", new FakeLog("web-2"), () -> Optional.of(Instant.now()))));
        }
        model.timesProperty().set(wishes.contains("times"));
        model.wrapProperty().set(wishes.contains("wrap"));
        model.regexProperty().set(wishes.contains("bad"));
        model.find().query().textProperty().set(wishes.contains("find") ? "get" : wishes.contains("bad") ? "(get" : "");
        model.filter().textProperty().set(wishes.contains("filter") ? "GET" : "");
        if (wishes.contains("cleared")) {
            model.clear();
        }
        if (wishes.contains("paused")) {
            later(1, model::pause).play();
        }
        if (!wishes.contains("still")) {
            Timeline live = later(0.3, this::write);
            live.setCycleCount(Timeline.INDEFINITE);
            live.play();
        }
    }

    private static Timeline later(double seconds, Runnable action) {
        return new Timeline(new KeyFrame(Duration.seconds(seconds), event -> action.run()));
    }

    private void history() {
        for (int i = 0; i < 40; i++) {
            write();
        }
        line(web, LogStream.NOTE, "started, pid 4720");
        line(web, LogStream.ERR, "Traceback (most recent call last):");
        line(web, LogStream.ERR, "\tFile \"worker.py\", line 12, in <module>");
        line(web, LogStream.ERR, "KeyError: 'SHOP_DB'");
        line(web, LogStream.ERR, "[2026-11-28 22:04:29 +0000] [4720] [INFO] Listening at: http://127.0.0.1:8000");
        line(web, LogStream.OUT, "2026-11-28 22:04:29,123 WARNING shop.cart: slow");
        line(web, LogStream.OUT, "\u001b[32mready\u001b[0m in 412 ms \0 bell\u0007");
        line(web, LogStream.OUT, "{\"event\": \"" + "checkout ".repeat(7_000) + "\"}");
        for (int row = 0; row < 4; row++) {
            StringBuilder colours = new StringBuilder();
            for (int i = 0; i < 8; i++) {
                int code = new int[] {30, 90, 40, 30}[row] + i;
                colours.append("\u001b[" + (row == 3 ? "1;4;" : "") + code + "m colour " + code + " \u001b[0m ");
            }
            line(web, LogStream.OUT, colours.toString());
        }
        line(
                web,
                LogStream.OUT,
                "\u001b[7minverse\u001b[0m \u001b[2mfaint\u001b[0m \u001b[3mitalic\u001b[0m \u001b[9mstruck\u001b[0m"
                        + " \u001b[38;5;208morange\u001b[0m");
        line(web, LogStream.NOTE, "exit 1 after 0.4 s");
        write();
        write();
    }

    private void write() {
        line(web, LogStream.OUT, "GET /cart/" + web.end() + " 200 in 12 ms");
        if (web.end() % 3 == 0) {
            line(redis, LogStream.OUT, "DB 0: " + redis.end() + " keys in 1536 slots");
        }
        if (web.end() % 5 == 0) {
            line(mailer, LogStream.ERR, "warning: retrying to get smtp.example, attempt " + mailer.end());
        }
    }

    private static void line(FakeLog log, LogStream stream, String text) {
        log.add(Instant.now(), stream, text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** Runs the preview. */
    public static final class Launcher {
        private Launcher() {}

        public static void main(String[] arguments) {
            Application.launch(LogPreview.class, arguments);
        }
    }
}
