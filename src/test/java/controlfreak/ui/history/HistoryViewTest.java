package controlfreak.ui.history;

import static controlfreak.testing.Fx.settle;
import static controlfreak.ui.history.Happened.CLOCK;
import static controlfreak.ui.history.Happened.NOON;
import static controlfreak.ui.history.Happened.REDIS;
import static controlfreak.ui.history.Happened.SHOP;
import static controlfreak.ui.history.Happened.WEB_1;
import static controlfreak.ui.history.Happened.WEB_2;
import static controlfreak.ui.history.Happened.asked;
import static controlfreak.ui.history.Happened.done;
import static controlfreak.ui.history.Happened.failed;
import static controlfreak.ui.history.Happened.started;
import static controlfreak.ui.history.Happened.up;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.Theme;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.verb.Verb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class HistoryViewTest {
    private final HistoryViewModel model = new HistoryViewModel(CLOCK.getZone());
    private final List<RowKey> shown = new ArrayList<>();
    private final Set<RowKey> gone = Set.of(WEB_1);
    private final BooleanProperty seen = new SimpleBooleanProperty(true);
    private Scene scene;

    @Start
    void show(Stage stage) {
        Theme.LIGHT.apply();
        Entry.Opened run = new Entry.Opened(NOON);
        model.begin(run, Path.of("/state/history.log"));
        model.precede(run, List.of(started(REDIS)));
        model.take(List.of(
                up(),
                asked(1, Verb.STOP, WEB_1, WEB_2).with(done("Stopped 2 services")),
                asked(2, Verb.STOP, REDIS).with(done("Stopped redis")),
                failed(WEB_2)));
        scene = new Scene(new HistoryView(model, row -> !gone.contains(row) && shown.add(row), seen).root(), 1000, 240);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    private ListView<?> list(FxRobot robot) {
        return robot.lookup("#history-list").queryListView();
    }

    private List<ListCell<?>> cells() {
        settle();
        return scene.getRoot().lookupAll(".list-cell").stream()
                .<ListCell<?>>map(cell -> (ListCell<?>) cell)
                .filter(cell -> !cell.isEmpty() && cell.isVisible())
                .sorted((one, other) -> Integer.compare(one.getIndex(), other.getIndex()))
                .toList();
    }

    private List<String> lines() {
        return cells().stream()
                .map(cell -> cell.lookupAll(".label").stream()
                        .map(label -> ((Label) label).getText())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" | ")))
                .toList();
    }

    private String copied(FxRobot robot) {
        List<String> text = new ArrayList<>();
        robot.interact(() -> text.add(Clipboard.getSystemClipboard().getString()));
        return text.get(0);
    }

    @Test
    void shows_what_was_asked_for_and_what_happened(FxRobot robot) {
        assertThat(lines())
                .containsExactly(
                        "12:00:00 | redis | starting → running",
                        "Opened 1 Nov 2026, 12:00:00",
                        "12:00:00 | shop | loading → running | preloaded in 412 ms",
                        "12:00:00 | web-1, web-2 | Stop | Stopped 2 services",
                        "12:00:00 | redis | Stop | Stopped redis | stop service redis",
                        "12:00:03 | web-2 | running → failed | exit 1 after 3 s");
        assertThat(cells().get(0).getPseudoClassStates()).contains(PseudoClass.getPseudoClass("earlier"));
        assertThat(cells().get(5).getPseudoClassStates()).contains(PseudoClass.getPseudoClass("failure"));
        assertThat(cells().get(5).getAccessibleText()).contains("web-2", "running → failed", "exit 1 after 3 s");
    }

    @Test
    void filters_by_mouse(FxRobot robot) {
        robot.clickOn("#history-failures");
        assertThat(lines()).singleElement().asString().contains("web-2");
        robot.clickOn("#history-failures");
        assertThat(lines()).as("one of them is always chosen").hasSize(1);
        robot.clickOn("#history-actions");
        assertThat(lines()).hasSize(2);
        robot.clickOn("#history-all");
        robot.interact(() -> model.select(List.of(SHOP)));
        robot.clickOn("#history-selected");
        assertThat(lines()).singleElement().asString().contains("shop");
    }

    @Test
    void filters_by_keyboard_and_goes_back_to_the_entries(FxRobot robot) {
        robot.interact(() -> list(robot).requestFocus());
        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        robot.write("exit 1");
        assertThat(lines()).hasSize(1);
        robot.push(KeyCode.DOWN);
        assertThat(list(robot).isFocused()).isTrue();
        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        robot.push(KeyCode.ESCAPE);
        assertThat(lines()).hasSize(6);
        assertThat(list(robot).isFocused()).isTrue();
        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        robot.write("no such thing");
        assertThat(robot.lookup("#history-placeholder").queryLabeled().getText())
                .isEqualTo("No entry matches the filter.");
    }

    @Test
    void goes_to_the_row_by_double_click_and_by_enter(FxRobot robot) {
        robot.doubleClickOn("loading → running");
        assertThat(shown).containsExactly(SHOP);
        robot.clickOn("Stopped 2 services");
        robot.push(KeyCode.ENTER);
        assertThat(shown).as("web-1 is no longer there").containsExactly(SHOP, WEB_2);
    }

    @Test
    void copies_by_keys_and_by_menu(FxRobot robot) {
        robot.clickOn("Stopped redis");
        robot.push(KeyCode.SHORTCUT, KeyCode.C);
        assertThat(copied(robot)).isEqualTo("2026-11-01 12:00:00  redis  Stop  Stopped redis");
        robot.clickOn("Stopped redis", MouseButton.SECONDARY);
        robot.clickOn("Copy as commands");
        assertThat(copied(robot)).isEqualTo("stop service redis");
        robot.clickOn("Stopped redis", MouseButton.SECONDARY);
        robot.clickOn("Copy path of the history file");
        assertThat(copied(robot)).isEqualTo("/state/history.log");
    }

    @Test
    void stays_at_its_end_until_somebody_reads(FxRobot robot) {
        robot.interact(() -> model.take(Collections.nCopies(100, started(REDIS))));
        robot.interact(() -> model.take(List.of(up())));
        assertThat(lines()).last().asString().contains("shop");
        robot.clickOn("preloaded in 412 ms");
        int first = cells().get(0).getIndex();
        robot.interact(() -> model.take(Collections.nCopies(10, started(REDIS))));
        assertThat(cells().get(0).getIndex()).isEqualTo(first);
        robot.push(KeyCode.ESCAPE);
        robot.interact(() -> list(robot).scrollTo(0));
        robot.interact(() -> model.take(Collections.nCopies(10, started(REDIS))));
        assertThat(cells().get(0).getIndex()).isZero();
    }

    @Test
    void goes_to_its_end_when_it_comes_to_the_front(FxRobot robot) {
        robot.interact(() -> seen.set(false));
        robot.interact(() -> model.take(Collections.nCopies(100, started(REDIS))));
        robot.interact(() -> model.take(List.of(up())));
        assertThat(lines()).last().asString().doesNotContain("preloaded");
        robot.interact(() -> seen.set(true));
        assertThat(lines()).last().asString().contains("shop");
    }

    @Test
    void says_that_entries_are_not_kept(FxRobot robot) {
        robot.interact(() -> model.notKept("permission denied"));
        assertThat(robot.lookup(".history-problem").queryLabeled().getText())
                .isEqualTo("Not kept in its file: permission denied");
    }
}
