package controlfreak.ui.main;

import static controlfreak.testing.Fx.fx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.figures.Subject;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.outside.Outside;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** A row leads to a terminal, a command line and its files. */
@ExtendWith(WindowExtension.class)
class OutsideTest {
    private final ShopWindow window = new ShopWindow();
    private final List<String> asked = new ArrayList<>();

    @Start
    void show(Stage stage) {
        window.show(stage);
    }

    @BeforeEach
    void listen(FxRobot robot) {
        robot.interact(() -> window.view.setOutside(new Outside() {
            @Override
            public void terminal(Subject subject) {
                asked.add("terminal " + subject.name());
            }

            @Override
            public Optional<String> command(Subject subject, boolean withSecrets) {
                return Optional.of("run " + subject.name() + " " + withSecrets);
            }

            @Override
            public void showLog(Subject subject) {
                asked.add("log " + subject.name());
            }

            @Override
            public void showWorkspace() {
                asked.add("workspace");
            }
        }));
    }

    private static String clipboard() {
        return fx(() -> Clipboard.getSystemClipboard().getString());
    }

    @Test
    void by_keys_and_the_palette(FxRobot robot) {
        robot.interact(() -> window.select(new RowKey.OfGroup("web")));
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.E);
        assertThat(asked).containsExactly("terminal web-1");
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.P)
                .write("with secrets")
                .type(KeyCode.ENTER);
        await().until(() -> "run web-1 true".equals(clipboard()));
    }

    @Test
    void by_menus(FxRobot robot) {
        robot.clickOn("redis").clickOn("Places").clickOn("Copy as command");
        await().until(() -> "run redis false".equals(clipboard()));
        robot.clickOn("Places").clickOn("Show the log file in its folder");
        robot.rightClickOn("redis").clickOn("Open a terminal there");
        robot.clickOn("Places").clickOn("Show the workspace in its folder");
        assertThat(asked).containsExactly("log redis", "terminal redis", "workspace");
    }
}
