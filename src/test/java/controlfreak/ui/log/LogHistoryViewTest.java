package controlfreak.ui.log;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static controlfreak.testing.Fx.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.log.LogLimits;
import controlfreak.log.LogStore;
import controlfreak.log.LogStream;
import controlfreak.log.RecordedLog;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.log.lines.LogEntry;
import controlfreak.ui.log.lines.LogSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.VerticalDirection;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Lines that have left memory, in a window. */
@ExtendWith(WindowExtension.class)
class LogHistoryViewTest {
    private static final int LINES = 5_000;

    private final ExecutorService background = Executors.newSingleThreadExecutor();

    @TempDir
    Path folder;

    private RecordedLog web;
    private LogViewModel model;
    private LogView view;

    @Start
    void start(Stage stage) {
        Theme.LIGHT.apply();
        LogLimits limits = new LogLimits(100, 1 << 20, 1 << 30, 200_000, 5);
        web = new LogStore(folder, Clock.systemUTC(), limits, Runnable::run).service("web");
        web.started("started, pid 1");
        for (int i = 0; i < LINES; i++) {
            web.append(LogStream.OUT, ("line " + i).getBytes(StandardCharsets.UTF_8), false);
        }
        web.flush();
        model = new LogViewModel(background, Platform::runLater, Clock.systemUTC());
        view = new LogView(model, null, (title, at, name) -> Optional.empty(), background);
        Scene scene = new Scene(view.root(), 1000, 400);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        stage.setWidth(1000);
        stage.setHeight(400);
        model.setSources(List.of(new LogSource("web", web)));
    }

    @AfterEach
    void end() {
        onFx(() -> view.root().getScene().getWindow().hide());
        background.shutdownNow();
    }

    @SuppressWarnings("unchecked") // The only list in the view.
    private ListView<LogEntry> list() {
        return (ListView<LogEntry>) view.root().lookup(".log-list");
    }

    private VirtualFlow<?> flow() {
        return (VirtualFlow<?>) list().lookup(".virtual-flow");
    }

    private String firstSeen() {
        return fx(() -> list().getItems().isEmpty() || flow().getFirstVisibleCell() == null
                ? ""
                : list().getItems().get(flow().getFirstVisibleCell().getIndex()).text());
    }

    private String lastSeen() {
        return fx(() -> list().getItems().isEmpty() || flow().getLastVisibleCell() == null
                ? ""
                : list().getItems().get(flow().getLastVisibleCell().getIndex()).text());
    }

    private String text(String id) {
        return fx(() -> ((Labeled) view.root().lookup(id)).getText());
    }

    private void focusList() {
        await().until(() -> lastSeen().equals("line 4999"));
        await().until(() -> text("#earlier").equals("Show earlier lines"));
        onFx(() -> list().requestFocus());
    }

    private void toTheTop() {
        onFx(() -> {
            model.pause();
            list().scrollTo(0);
        });
        await().untilAsserted(() -> assertThat(firstSeen()).isEqualTo("line 4900"));
    }

    @Test
    void homeGoesToTheFirstLineOfAllAndEndFollowsAgain(FxRobot robot) {
        focusList();
        robot.push(KeyCode.HOME);
        await().untilAsserted(() -> assertThat(firstSeen()).isEqualTo("started, pid 1"));
        assertThat(text("#newLines")).isEqualTo("Newest lines");
        robot.push(KeyCode.END);
        await().until(() -> lastSeen().equals("line 4999"));
        assertThat(fx(() -> model.followingProperty().get())).isTrue();
    }

    @Test
    void scrollingUpGoesOnIntoTheFilesWithoutAJump(FxRobot robot) {
        focusList();
        toTheTop();
        robot.clickOn("#earlier");
        await().until(() -> fx(() -> model.isOlder()));
        assertThat(firstSeen()).isEqualTo("line 4900");
        robot.moveTo(list());
        await().until(() -> {
            robot.scroll(30, VerticalDirection.UP);
            return fx(() -> model.lines().get(0).text()).compareTo("line 3000") < 0
                    || fx(() -> model.lines().size()) > 2_000;
        });
        robot.clickOn("#newLines");
        await().until(() -> lastSeen().equals("line 4999"));
    }

    @Test
    void whatIsReadBeforeMovesNoSelection(FxRobot robot) {
        focusList();
        toTheTop();
        robot.clickOn("#earlier");
        await().until(() -> fx(() -> model.isOlder()));
        robot.clickOn(list());
        String selected = selected();
        assertThat(selected).startsWith("line 49");
        int before = fx(() -> model.lines().size());
        String first = firstSeen();
        onFx(() -> model.readOlder());
        await().until(() -> fx(() -> model.lines().size()) > before);
        settle();
        assertThat(selected()).isEqualTo(selected);
        assertThat(firstSeen()).isEqualTo(first);
    }

    private String selected() {
        return fx(() -> list().getSelectionModel().getSelectedItem().text());
    }

    @Test
    void findJumpsIntoTheFilesByKeyboard(FxRobot robot) {
        focusList();
        robot.push(KeyCode.CONTROL, KeyCode.F);
        robot.write("line 42");
        await().until(() -> text("#count").equals("111 matches"));
        robot.push(KeyCode.SHIFT, KeyCode.F3);
        assertThat(text("#count")).isEqualTo("111 of 111");
        await().untilAsserted(() -> assertThat(firstSeen()).isEqualTo("line 4296"));
        assertThat(fx(() -> list().lookupAll(".log-found").size())).isPositive();
        robot.push(KeyCode.ENTER);
        assertThat(text("#count")).isEqualTo("1 of 111");
        await().untilAsserted(() -> assertThat(firstSeen()).isEqualTo("line 39"));
        robot.push(KeyCode.ESCAPE);
        assertThat(text("#count")).isEmpty();
    }

    private void startAgain() {
        web.ended("exit 1 after 3 s");
        web.started("started, pid 2");
        web.append(LogStream.OUT, "second run".getBytes(StandardCharsets.UTF_8), false);
        web.flush();
        await().until(() -> lastSeen().equals("second run"));
        await().until(() -> fx(() -> model.runs().runsProperty().get().size()) == 2);
    }

    @Test
    void aRunIsChosenByMouse(FxRobot robot) {
        focusList();
        startAgain();
        robot.clickOn("#runs");
        robot.clickOn(robot.lookup((Labeled item) -> ("" + item.getText()).startsWith("Previous run,"))
                .queryLabeled());
        await().untilAsserted(() -> assertThat(lastSeen()).isEqualTo("exit 1 after 3 s"));
        assertThat(text("#runs")).isEqualTo("Previous run");
        robot.clickOn("#newLines");
        await().until(() -> lastSeen().equals("second run"));
        assertThat(text("#runs")).isEqualTo("All runs");
    }

    @Test
    void aRunIsChosenByKeyboardAndItsBeginIsADivider(FxRobot robot) {
        focusList();
        startAgain();
        onFx(() -> view.root().lookup("#runs").requestFocus());
        robot.push(KeyCode.SPACE);
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.ENTER);
        await().until(() -> fx(() -> list().getItems().size()) == 2);
        assertThat(text("#runs")).isEqualTo("This run");
        assertThat(firstSeen()).isEqualTo("started, pid 2");
        PseudoClass start = PseudoClass.getPseudoClass("start");
        assertThat(fx(() -> list().lookupAll(".list-cell").stream()
                        .filter(cell -> cell.getPseudoClassStates().contains(start))
                        .count()))
                .isEqualTo(1);
    }

    @Test
    void aFilterReachesTheFiles(FxRobot robot) {
        focusList();
        robot.clickOn("#filter").write("line 42");
        await().until(() -> text("#earlier").equals("111 earlier lines match"));
        robot.clickOn("#earlier");
        await().until(() -> fx(() -> list().getItems().size()) == 111);
        robot.push(KeyCode.HOME);
        await().untilAsserted(() -> assertThat(firstSeen()).isEqualTo("line 42"));
    }
}
