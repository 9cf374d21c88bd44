package controlfreak.ui.log;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static controlfreak.testing.Fx.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.log.LogStream;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.log.lines.LogEntry;
import controlfreak.ui.log.lines.LogExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.VerticalDirection;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class LogViewTest {
    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private final FakeLog web = new FakeLog("web");
    private final FakeLog redis = new FakeLog("redis");
    private LogViewModel model;
    private LogView view;
    private Optional<Path> saveTo = Optional.empty();

    @TempDir
    Path folder;

    @Start
    void start(Stage stage) {
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

    private void show(FakeLog... logs) {
        onFx(() -> model.setSources(List.of(logs).stream().map(FakeLog::source).toList()));
    }

    @SuppressWarnings("unchecked") // The only list in the view.
    private ListView<LogEntry> list() {
        return (ListView<LogEntry>) view.root().lookup(".log-list");
    }

    private VirtualFlow<?> flow() {
        return (VirtualFlow<?>) list().lookup(".virtual-flow");
    }

    private String firstSeen() {
        return fx(() -> seen(flow().getFirstVisibleCell().getIndex()));
    }

    private String lastSeen() {
        return fx(() -> flow().getLastVisibleCell() == null
                ? ""
                : seen(flow().getLastVisibleCell().getIndex()));
    }

    private String seen(int index) {
        return index < model.lines().size() ? model.lines().get(index).text() : "";
    }

    private void awaitLast(String text) {
        await().untilAsserted(() -> assertThat(lastSeen()).isEqualTo(text));
    }

    private String text(String id) {
        return fx(() -> view.root().lookup(id) instanceof Label label
                ? label.getText()
                : ((javafx.scene.control.Labeled) view.root().lookup(id)).getText());
    }

    private boolean isVisible(String id) {
        return fx(() -> view.root().lookup(id).isVisible());
    }

    @Test
    void followsWhatComes() {
        web.addMany(100, "line ");
        show(web);
        awaitLast("line 99");
        web.add("the newest");
        awaitLast("the newest");
    }

    @Test
    void scrollingUpHoldsStillAndTheButtonGoesOn(FxRobot robot) {
        web.addMany(200, "line ");
        show(web);
        awaitLast("line 199");
        robot.moveTo(list()).scroll(3, VerticalDirection.UP);
        await().until(() -> !fx(() -> model.followingProperty().get()));
        settle();
        String first = firstSeen();
        web.add("new 1", "new 2");
        await().until(() -> text("#newLines").equals("2 new lines"));
        assertThat(firstSeen()).isEqualTo(first);
        robot.clickOn("#newLines");
        awaitLast("new 2");
        assertThat(isVisible("#newLines")).isFalse();
    }

    @Test
    void scrollingBackToTheEndFollowsAgain(FxRobot robot) {
        web.addMany(200, "line ");
        show(web);
        awaitLast("line 199");
        robot.moveTo(list()).scroll(2, VerticalDirection.UP);
        await().until(() -> !fx(() -> model.followingProperty().get()));
        await().until(() -> {
            robot.scroll(5, VerticalDirection.DOWN);
            return fx(() -> model.followingProperty().get());
        });
    }

    @Test
    void theEndKeyFollowsAgain(FxRobot robot) {
        web.addMany(200, "line ");
        show(web);
        awaitLast("line 199");
        robot.clickOn("#followToggle");
        web.add("new");
        await().until(() -> text("#newLines").equals("1 new line"));
        onFx(() -> list().requestFocus());
        robot.push(KeyCode.END);
        awaitLast("new");
        assertThat(text("#followToggle")).isEqualTo("Following");
    }

    @Test
    void whatComesDoesNotMoveASelection(FxRobot robot) {
        web.addMany(50, "line ");
        show(web);
        awaitLast("line 49");
        robot.clickOn(list());
        String selected = fx(() -> list().getSelectionModel().getSelectedItem().text());
        web.addMany(500, "more ");
        await().until(() -> text("#newLines").equals("500 new lines"));
        assertThat(fx(() -> list().getSelectionModel().getSelectedItem().text()))
                .isEqualTo(selected);
    }

    @Test
    void findsByKeyboard(FxRobot robot) {
        web.addMany(30, "line ")
                .add("a needle")
                .addMany(300, "line ")
                .add("Needle two")
                .add("needle three");
        show(web);
        awaitLast("needle three");
        robot.push(KeyCode.CONTROL, KeyCode.F);
        robot.write("needle");
        await().until(() -> text("#count").equals("3 matches"));
        robot.push(KeyCode.ENTER);
        assertThat(text("#count")).isEqualTo("2 of 3");
        robot.push(KeyCode.F3);
        assertThat(text("#count")).isEqualTo("3 of 3");
        robot.push(KeyCode.ENTER);
        assertThat(text("#count")).isEqualTo("1 of 3");
        await().untilAsserted(() -> assertThat(firstSeen()).isEqualTo("line 27"));
        assertThat(fx(() -> list().lookupAll(".log-found").size())).isEqualTo(1);
        robot.push(KeyCode.SHIFT, KeyCode.F3);
        assertThat(text("#count")).isEqualTo("3 of 3");
        robot.push(KeyCode.SHIFT, KeyCode.ENTER);
        assertThat(text("#count")).isEqualTo("2 of 3");
        robot.push(KeyCode.ESCAPE);
        assertThat(fx(() -> list().isFocused())).isTrue();
        assertThat(text("#count")).isEmpty();
        assertThat(fx(() -> list().lookupAll(".log-found").size())).isZero();
    }

    @Test
    void aWrongExpressionIsMarkedInItsField(FxRobot robot) {
        web.add("line");
        show(web);
        robot.clickOn("#regex");
        robot.clickOn("#find").write("(a");
        TextField find = robot.lookup("#find").query();
        await().until(() -> fx(() -> find.getPseudoClassStates().contains(PseudoClass.getPseudoClass("error"))));
        assertThat(fx(() -> find.getTooltip().getText())).contains("Unclosed group");
        robot.write(")");
        await().until(() -> fx(() -> !find.getPseudoClassStates().contains(PseudoClass.getPseudoClass("error"))));
    }

    @Test
    void filtersAndShowsAllAgain(FxRobot robot) {
        web.add("a cat", "a dog", "two cats");
        show(web);
        awaitLast("two cats");
        robot.clickOn("#filter").write("dog");
        awaitLast("a dog");
        assertThat(fx(() -> list().getItems().size())).isEqualTo(1);
        robot.push(KeyCode.ESCAPE);
        awaitLast("two cats");
    }

    @Test
    void clearsAndShowsEarlierLinesAgain(FxRobot robot) {
        web.add("old");
        show(web);
        awaitLast("old");
        robot.clickOn("#clear");
        await().until(() -> text("#placeholder").endsWith("are hidden."));
        robot.clickOn("#showCleared");
        awaitLast("old");
        assertThat(isVisible("#placeholder")).isFalse();
    }

    @Test
    void copiesTheSelectedLines(FxRobot robot) {
        web.add(0, LogStream.OUT, "one").add(1, LogStream.OUT, "two");
        show(web);
        awaitLast("two");
        robot.clickOn(list());
        robot.push(KeyCode.CONTROL, KeyCode.A);
        robot.push(KeyCode.CONTROL, KeyCode.C);
        assertThat(clipboard()).isEqualTo("one\ntwo\n");
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
        assertThat(clipboard()).startsWith(LogExport.time(FakeLog.NOON) + "  one\n");
    }

    private static String clipboard() {
        return fx(() -> Clipboard.getSystemClipboard().getString());
    }

    @Test
    void savesTheVisibleLines(FxRobot robot) throws IOException {
        Path file = folder.resolve("web.log");
        saveTo = Optional.of(file);
        web.add("one", "two");
        show(web);
        awaitLast("two");
        robot.clickOn("#save");
        await().until(() -> Files.exists(file) && Files.readString(file).equals("one\ntwo\n"));
    }

    @Test
    void tellsSourcesAndStreamsApart() {
        web.add(1, LogStream.OUT, "from web").add(3, LogStream.NOTE, "stopped");
        redis.add(2, LogStream.ERR, "from redis\0");
        show(web, redis);
        awaitLast("stopped");
        await().until(() -> fx(() -> list().lookupAll(".log-name.source-1").size()) == 1);
        assertThat(cells("err")).isEqualTo(1);
        assertThat(cells("note")).isEqualTo(1);
        assertThat(fx(() -> list().getItems().get(1).text())).isEqualTo("from redis\\x00");
    }

    private long cells(String state) {
        return fx(() -> list().lookupAll(".list-cell").stream()
                .filter(cell -> cell.getPseudoClassStates().contains(PseudoClass.getPseudoClass(state)))
                .count());
    }

    @Test
    void longLinesWrap(FxRobot robot) {
        web.add("word ".repeat(200));
        show(web);
        awaitLast("word ".repeat(200));
        robot.clickOn("#wrap");
        await().until(() -> fx(() -> flow().getFirstVisibleCell().getHeight()) > 60);
        assertThat(fx(() -> flow().getFirstVisibleCell().getWidth())).isLessThanOrEqualTo(900.0);
    }

    @Test
    void linesOfALongerNameOutliveTheirSelection() {
        web.add(1, LogStream.OUT, "GET /");
        redis.add(2, LogStream.OUT, "PONG");
        show(web, redis);
        awaitLast("PONG");
        List<Throwable> bugs = new CopyOnWriteArrayList<>();
        onFx(() -> {
            Thread thread = Thread.currentThread();
            Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
            thread.setUncaughtExceptionHandler((where, bug) -> bugs.add(bug));
            model.setSources(List.of());
            thread.setUncaughtExceptionHandler(before);
        });
        awaitLast("");
        assertThat(bugs).isEmpty();
    }

    @Test
    void saysThatNothingIsSelected() {
        await().until(() -> text("#placeholder").equals("Select a service to read its log."));
    }

    private static final class NoDialogs implements Dialogs {
        @Override
        public int ask(String title, String text, List<String> choices) {
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
