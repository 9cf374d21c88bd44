package controlfreak.ui.log;

import static controlfreak.testing.Fx.awaitFx;
import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.log.Log;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.Theme;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.Start;

/** Tens of thousands of lines, in a window. What they cost is for {@code src/bench} to say. */
@ExtendWith(WindowExtension.class)
class LogLoadTest {
    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private final List<FakeLog> logs = IntStream.rangeClosed(1, 5)
            .mapToObj(number -> new FakeLog("web-" + number))
            .toList();
    private LogViewModel model;
    private Stage window;

    @Start
    void start(Stage stage) {
        Theme.LIGHT.apply();
        window = stage;
        model = new LogViewModel(background, Platform::runLater, Clock.systemUTC());
        LogView view = new LogView(model, null, (title, at, name) -> java.util.Optional.empty(), background);
        Scene scene = new Scene(new StackPane(view.root()), 900, 400);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    @AfterEach
    void end() {
        onFx(() -> window.hide());
        background.shutdownNow();
    }

    @Test
    void fiftyThousandLinesAreShownSearchedAndFiltered() {
        logs.forEach(log -> log.addMany(Log.CAPACITY, "GET /cart/checkout?item=4711 200 in 12 ms, request "));
        onFx(() -> model.setSources(logs.stream().map(FakeLog::source).toList()));
        awaitFx(() -> model.lines().size() == 50_000);
        onFx(() -> model.find().query().textProperty().set("request"));
        awaitFx(() -> model.find().countProperty().get().equals("50,000 matches"));
        onFx(() -> {
            model.regexProperty().set(true);
            model.find().query().textProperty().set("item=\\d+ .*request \\d*99$");
        });
        awaitFx(() -> model.find().countProperty().get().equals("500 matches"));
        onFx(() -> model.filter().textProperty().set("request \\d*9$"));
        awaitFx(() -> model.lines().size() == 5_000);
    }

    @Test
    void aHundredThousandLinesRunThrough() {
        FakeLog log = logs.get(0);
        onFx(() -> model.setSources(List.of(log.source())));
        awaitFx(() -> {
            log.addMany(log.end() < 100_000 ? 2_000 : 0, "line ");
            return log.end() >= 100_000
                    && !model.lines().isEmpty()
                    && model.lines().get(model.lines().size() - 1).line().sequence() == log.end() - 1;
        });
        assertThat(fx(() -> model.lines().size())).isLessThanOrEqualTo(LogViewModel.MAX_LINES);
    }
}
