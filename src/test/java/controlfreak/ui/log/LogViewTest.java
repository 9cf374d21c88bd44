package controlfreak.ui.log;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static controlfreak.testing.Fx.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.log.LogStream;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.css.PseudoClass;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

class LogViewTest extends LogViewFixture {
    @Start
    void start(Stage window) {
        show(window);
    }

    private final FakeLog redis = new FakeLog("redis");

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
    void tellsSourcesAndStreamsApart() {
        web.add(1, LogStream.OUT, "from web").add(3, LogStream.NOTE, "stopped");
        redis.add(2, LogStream.ERR, "from redis\0");
        show(web, redis);
        awaitLast("stopped");
        await().until(() -> fx(() -> list().lookupAll(".log-name.source-1").size()) == 1);
        assertThat(cells("stderr")).isEqualTo(1);
        assertThat(cells("error") + cells("warning")).isZero();
        assertThat(cells("note")).isEqualTo(1);
        assertThat(fx(() -> list().getItems().get(1).text())).isEqualTo("from redis\\x00");
    }

    @Test
    void marksLinesByWhatTheySay() {
        web.add(1, LogStream.ERR, "[info] ready, 0 errors").add(2, LogStream.OUT, "\u001b[31mWARN\u001b[0m slow");
        web.add(3, LogStream.ERR, "Traceback (most recent call last):").add(4, LogStream.OUT, "GET / 200");
        web.add(5, LogStream.ERR, "  File \"worker.py\"").add(6, LogStream.ERR, "shop.NoCart: 12");
        web.add(7, LogStream.ERR, "and on").add(8, LogStream.NOTE, "ERROR is no word of the panel");
        show(web);
        awaitLast("ERROR is no word of the panel");
        await().until(() -> cells("filled") == 8);
        assertThat(marks()).containsExactly("", "W", "E", "", "E", "E", "", "*");
        assertThat(cells("error")).isEqualTo(3);
        assertThat(fx(() -> list().lookupAll(".list-cell").stream()
                        .map(Node::getAccessibleText)
                        .filter(text -> text != null && text.contains("NoCart"))
                        .findFirst()))
                .hasValueSatisfying(text -> assertThat(text).contains("error, on standard error"));
        onFx(() -> model.filter().textProperty().set("NoCart"));
        awaitLast("shop.NoCart: 12");
        assertThat(marks()).as("what it goes on from is not shown").containsExactly("");
    }

    private List<String> marks() {
        return fx(() -> list().lookupAll(".list-cell").stream()
                .map(ListCell.class::cast)
                .filter(cell -> !cell.isEmpty())
                .sorted(Comparator.comparingInt(ListCell::getIndex))
                .map(cell -> ((Label) cell.lookup(".log-mark")).getText())
                .toList());
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
}
