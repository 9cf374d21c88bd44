package controlfreak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole panel comes back as it was, and starts what it may. */
class ComeBackTest {
    @TempDir
    private Path home;

    @Test
    void with_workspace_selection_and_pane_and_what_starts_with_it() throws IOException, TimeoutException {
        Path file = Files.writeString(home.resolve("shop.cfk"), """
                { "controlfreak": 1, "services": [
                  { "name": "clock", "command": "exec sleep 1000" },
                  { "name": "web", "instances": 2, "command": "exec sleep 1000", "autostart": true } ] }
                """);
        try (RunningPanel panel = new RunningPanel(home)) {
            panel.choose(file);
            panel.type(KeyCode.SHORTCUT, KeyCode.O);
            assertThat(panel.awaitDialog()).contains("Start 2 services, as shop.cfk wants", "web: exec sleep 1000");
            panel.answer("Start now and always");
            panel.awaitWord("web-2", "running");
            panel.select("clock");
            panel.type(KeyCode.SHORTCUT, KeyCode.H);
            panel.type(KeyCode.SHORTCUT, KeyCode.Q);
            panel.awaitDialog();
            panel.answer("Stop 2 services and close");
            RunningPanel.until("the panel to end", panel::hasEnded);
        }
        try (RunningPanel panel = new RunningPanel(home)) {
            panel.awaitWord("web-1", "running");
            panel.awaitWord("web-2", "running");
            assertThat(panel.facts("clock").word()).isEqualTo("stopped");
            panel.awaitSeen("#history-list");
            RunningPanel.until("the row to be selected", () -> panel.selected().equals("clock"));
            panel.chooseFromMenu("File", "Close");
            panel.awaitDialog();
            panel.answer("Stop 2 services and close");
            panel.awaitSeen("#welcome-new");
        }
        try (RunningPanel panel = new RunningPanel(home)) {
            panel.awaitSeen("#welcome-new");
        }
    }
}
