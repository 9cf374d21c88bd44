package controlfreak.ui.log;

import static controlfreak.testing.Fx.awaitFx;
import static controlfreak.testing.Fx.onFx;
import static controlfreak.testing.Fx.settle;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.Theme;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.Start;

/** The list of lines gives JavaFX nothing to complain of while lines come and go. */
@ExtendWith(WindowExtension.class)
class LogLayoutTest {
    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Logger controls = Logger.getLogger("javafx.scene.control");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            complaints.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final FakeLog log = new FakeLog("web");
    private final FakeLog other = new FakeLog("redis");
    private LogViewModel model;
    private Stage window;

    @Start
    void start(Stage stage) {
        controls.addHandler(handler);
        Theme.LIGHT.apply();
        window = stage;
        model = new LogViewModel(background, Platform::runLater, Clock.systemUTC());
        LogView view = new LogView(model, null, (title, at, name) -> Optional.empty(), background);
        Scene scene = new Scene(view.root(), 900, 400);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    @AfterEach
    void end() {
        controls.removeHandler(handler);
        onFx(() -> window.hide());
        background.shutdownNow();
    }

    private void awaitLast() {
        awaitFx(() -> !model.lines().isEmpty()
                && model.lines().get(model.lines().size() - 1).line().sequence() == log.end() - 1);
        settle();
    }

    @Test
    void linesThatComeInLargeNumbers() {
        onFx(() -> model.setSources(List.of(log.source())));
        while (log.end() < 72_000) {
            log.addMany(8_000, "line ");
            awaitLast();
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void unfinishedLines() {
        onFx(() -> model.setSources(List.of(log.source())));
        log.addMany(1_000, "line ");
        awaitLast();
        for (int i = 0; i < 10; i++) {
            log.setUnfinished(2_000_000, "progress " + i);
            int n = i;
            awaitFx(() -> model.lines().get(model.lines().size() - 1).text().equals("progress " + n));
            settle();
        }
        log.setUnfinished(0, "");
        awaitLast();
        assertThat(complaints).isEmpty();
    }

    @Test
    void fewerLines() {
        onFx(() -> model.setSources(List.of(log.source())));
        log.addMany(20_000, "line ");
        awaitLast();
        for (int i = 0; i < 5; i++) {
            onFx(() -> model.filter().textProperty().set("9"));
            settle();
            onFx(() -> model.filter().textProperty().set("99"));
            settle();
            onFx(() -> model.filter().textProperty().set(""));
            settle();
            awaitLast();
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void anotherLog() {
        log.addMany(20_000, "line ");
        other.addMany(700, "other ");
        for (int i = 0; i < 5; i++) {
            onFx(() -> model.setSources(List.of(log.source())));
            awaitLast();
            onFx(() -> model.setSources(List.of(other.source())));
            awaitFx(() -> model.lines().size() == 700);
            settle();
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void aWindowThatGrows() {
        log.addMany(20_000, "line ");
        onFx(() -> model.setSources(List.of(log.source())));
        awaitLast();
        for (int i = 0; i < 20; i++) {
            int height = 200 + i * 35;
            onFx(() -> window.setHeight(height));
            settle();
        }
        onFx(() -> window.setHeight(300));
        settle();
        assertThat(complaints).isEmpty();
    }

    @Test
    void linesThatAreWrapped() {
        onFx(() -> model.wrapProperty().set(true));
        onFx(() -> model.setSources(List.of(log.source())));
        while (log.end() < 40_000) {
            log.addMany(
                    8_000, "a line that is long enough to take several rows of the list, as it is wrapped ".repeat(4));
            awaitLast();
        }
        for (int i = 0; i < 10; i++) {
            log.addMany(100, "short ");
            awaitLast();
            log.addMany(30, "a line that takes a page of the list for itself ".repeat(100));
            awaitLast();
        }
        onFx(() -> model.setSources(List.of(other.source())));
        other.addMany(700, "other ");
        awaitFx(() -> model.lines().size() == 700);
        onFx(() -> model.setSources(List.of(log.source())));
        awaitLast();
        assertThat(complaints).isEmpty();
    }
}
