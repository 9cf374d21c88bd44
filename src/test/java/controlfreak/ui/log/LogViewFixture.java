package controlfreak.ui.log;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.log.lines.LogEntry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pane of two logs, in a window. */
@ExtendWith(WindowExtension.class)
abstract class LogViewFixture {
    final ExecutorService background = Executors.newSingleThreadExecutor();
    final FakeLog web = new FakeLog("web");

    LogViewModel model;
    LogView view;
    Optional<Path> saveTo = Optional.empty();

    /** Shows the window; TestFX looks for who begins in the class of the tests only. */
    void show(Stage stage) {
        Theme.LIGHT.apply();
        model = new LogViewModel(background, Platform::runLater, Clock.systemUTC());
        view = new LogView(model, new NoDialogs(), (title, at, name) -> saveTo, background);
        Scene scene = new Scene(view.root(), 900, 400);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        stage.setWidth(900);
        stage.setHeight(400);
    }

    @AfterEach
    void end() {
        onFx(() -> view.root().getScene().getWindow().hide());
        background.shutdownNow();
    }

    void show(FakeLog... logs) {
        onFx(() -> model.setSources(List.of(logs).stream().map(FakeLog::source).toList()));
    }

    @SuppressWarnings("unchecked") // The only list in the view.
    ListView<LogEntry> list() {
        return (ListView<LogEntry>) view.root().lookup(".log-list");
    }

    VirtualFlow<?> flow() {
        return (VirtualFlow<?>) list().lookup(".virtual-flow");
    }

    String firstSeen() {
        return fx(() -> seen(flow().getFirstVisibleCell().getIndex()));
    }

    String lastSeen() {
        return fx(() -> flow().getLastVisibleCell() == null
                ? ""
                : seen(flow().getLastVisibleCell().getIndex()));
    }

    String seen(int index) {
        return index < model.lines().size() ? model.lines().get(index).text() : "";
    }

    void awaitLast(String text) {
        await().untilAsserted(() -> assertThat(lastSeen()).isEqualTo(text));
    }

    String text(String id) {
        return fx(() -> view.root().lookup(id) instanceof Label label
                ? label.getText()
                : ((javafx.scene.control.Labeled) view.root().lookup(id)).getText());
    }

    boolean isVisible(String id) {
        return fx(() -> view.root().lookup(id).isVisible());
    }

    static final class NoDialogs implements Dialogs {
        @Override
        public int ask(String title, String text, List<String> choices, int... losing) {
            return choices.size() - 1;
        }

        @Override
        public void error(String title, String text) {
            throw new AssertionError(text);
        }

        @Override
        public Optional<Path> chooseWorkspaceToOpen(Optional<Path> at) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> chooseWorkspaceToSave(Optional<Path> at, String suggestedName) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> chooseFile(String title, Optional<Path> at) {
            return Optional.empty();
        }
    }
}
