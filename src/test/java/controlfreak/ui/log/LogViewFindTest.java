package controlfreak.ui.log;

import static controlfreak.testing.Fx.fx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.log.LogStream;
import controlfreak.ui.log.lines.LogExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What is found, filtered, cleared, copied and saved. */
class LogViewFindTest extends LogViewFixture {
    @Start
    void start(Stage window) {
        show(window);
    }

    @TempDir
    Path folder;

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
}
