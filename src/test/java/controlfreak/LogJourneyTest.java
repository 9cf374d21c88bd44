package controlfreak;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service is started, stopped and restarted where its log is read, and its runs are told apart there. */
class LogJourneyTest {
    @TempDir
    private Path home;

    @Test
    void aServiceIsDrivenFromItsLog() throws IOException, TimeoutException {
        Path file = Files.writeString(home.resolve("own.cfk"), """
                {"controlfreak": 1, "services": [{"name": "worker", "command": "echo working; exec sleep 1000"}]}
                """);
        try (RunningPanel panel = new RunningPanel(home)) {
            panel.choose(file);
            panel.awaitSeen("#welcome");
            panel.type(KeyCode.SHORTCUT, KeyCode.O);
            RunningPanel.until("the workspace to open", () -> panel.titles().contains("worker"));
            panel.select("worker");
            panel.click("Log");
            panel.click("#log-start");
            panel.awaitWord("worker", "running");
            panel.awaitLog("working");

            long before = panel.pid("worker");
            Node restart = panel.awaitSeen("#log-restart");
            onFx(() -> restart.requestFocus());
            panel.type(KeyCode.SPACE);
            RunningPanel.until("another process", () -> panel.pid("worker") != before);
            panel.awaitWord("worker", "running");
            RunningPanel.until("two runs", () -> runs(panel) == 3);

            panel.click("#log-stop");
            panel.awaitWord("worker", "stopped");
            assertThat(panel.log())
                    .filteredOn(line -> line.contains("started, pid "))
                    .hasSize(2);
        }
    }

    private static int runs(RunningPanel panel) {
        MenuButton button = (MenuButton) panel.awaitSeen("#runs");
        return fx(() -> button.getItems().size());
    }
}
