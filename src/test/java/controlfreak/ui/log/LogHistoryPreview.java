package controlfreak.ui.log;

import controlfreak.log.LogLimits;
import controlfreak.log.LogStore;
import controlfreak.log.LogStream;
import controlfreak.log.RecordedLog;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.log.lines.LogSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import javafx.scene.control.MenuButton;
import javafx.stage.Stage;
import javafx.util.Duration;

/**
 * Shows the log pane with a long record, to look at it: {@code light|dark}, then any of {@code find filter runs older
 * previous many}, and how many lines there are.
 */
public final class LogHistoryPreview extends Application {
    private Instant now = Instant.now().minusSeconds(30_000);

    @Override
    public void start(Stage stage) throws Exception {
        List<String> wishes = getParameters().getRaw();
        (wishes.contains("dark") ? Theme.DARK : Theme.LIGHT).apply();
        ExecutorService background = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "background");
            thread.setDaemon(true);
            return thread;
        });
        Path folder = Files.createTempDirectory("log-history-preview");
        LogLimits limits = new LogLimits(10_000, 16 << 20, 1 << 30, 30_000_000, 9);
        LogStore store = new LogStore(folder, () -> now, limits, Runnable::run);
        int count = Integer.parseInt(wishes.get(wishes.size() - 1));
        RecordedLog web = store.service("web-1");
        RecordedLog redis = store.service("redis");
        write(web, count);
        write(redis, 50);
        LogViewModel model = new LogViewModel(background, Platform::runLater, Clock.systemUTC());
        LogView view = new LogView(model, null, (title, at, name) -> Optional.empty(), background);
        Scene scene = new Scene(view.root(), 1100, 420);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1100);
        stage.setHeight(420);
        LogSource source = new LogSource("web-1", web);
        model.setSources(wishes.contains("many") ? List.of(source, new LogSource("redis", redis)) : List.of(source));
        model.find().query().textProperty().set(wishes.contains("find") ? "item=1" : "");
        model.filter().textProperty().set(wishes.contains("filter") ? "item=9" : "");
        later(() -> {
            if (wishes.contains("runs")) {
                ((MenuButton) view.root().lookup("#runs")).show();
            }
            if (wishes.contains("previous")) {
                model.runs()
                        .choose(Optional.of(model.runs().runsProperty().get().get(1)));
            }
            if (wishes.contains("older")) {
                model.pause();
                model.showOlder();
            }
            if (wishes.contains("find")) {
                model.findPrevious(0);
            }
        });
    }

    private static void later(Runnable action) {
        new Timeline(new KeyFrame(Duration.seconds(2), event -> action.run())).play();
    }

    private void write(RecordedLog log, int count) {
        for (int run = 1; run <= 6; run++) {
            log.started("started, pid " + (4700 + run));
            for (int i = 0; i < count / 6; i++) {
                now = now.plusNanos(20_000_000_000_000L / 6 / Math.max(1, count / 6));
                String text = "GET /cart/checkout?item=" + i + " \u001b[32m200\u001b[0m in 12 ms";
                log.append(i % 50 == 7 ? LogStream.ERR : LogStream.OUT, text.getBytes(StandardCharsets.UTF_8), false);
            }
            if (run < 6) {
                log.ended(run % 2 == 0 ? "exit 0 after 3 min" : "exit 1 after 3 s");
            }
        }
        log.flush();
    }

    /** Runs the preview. */
    public static final class Launcher {
        private Launcher() {}

        public static void main(String[] arguments) {
            Application.launch(LogHistoryPreview.class, arguments);
        }
    }
}
