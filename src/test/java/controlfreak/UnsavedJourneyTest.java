package controlfreak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workspace that was not saved yet, in the whole panel, with a real process below. */
class UnsavedJourneyTest {
    @TempDir
    private Path home;

    @Test
    void its_log_and_history_go_with_it_and_no_other_has_them() throws IOException, TimeoutException {
        Path file = home.resolve("first.cfk");
        try (RunningPanel panel = new RunningPanel(home)) {
            begin(panel, "clock", "echo the first line; exec sleep 1000");
            panel.type(KeyCode.F7);
            panel.awaitWord("clock", "running");
            panel.awaitLog("the first line");

            panel.choose(file);
            panel.type(KeyCode.SHORTCUT, KeyCode.S);
            RunningPanel.until("it to be saved", () -> panel.title().startsWith("first.cfk"));
            panel.type(KeyCode.F9);
            panel.awaitWord("clock", "stopped");
            assertThat(file).exists();

            panel.type(KeyCode.SHORTCUT, KeyCode.N);
            RunningPanel.until("a new one", () -> panel.title().startsWith("New workspace"));
            begin(panel, "clock", "echo the second line; exec sleep 1000");
            panel.type(KeyCode.F7);
            panel.awaitLog("the second line");
            panel.type(KeyCode.F9);
            panel.awaitWord("clock", "stopped");
            panel.choose(home.resolve("second.cfk"));
            panel.type(KeyCode.SHORTCUT, KeyCode.S);
            RunningPanel.until("it to be saved", () -> panel.title().startsWith("second.cfk"));
        }
        expect("first-", "services/clock.log", List.of("the first line", "started", "SIGTERM sent"), "the second line");
        expect("first-", "events.log", List.of("Add clock", "starting\trunning", "stopped"), "nothing");
        expect("second-", "services/clock.log", List.of("the second line"), "the first line");
    }

    private void expect(String workspace, String name, List<String> parts, String strange) throws IOException {
        Path logs = home.resolve("state/controlfreak/logs");
        Path folder;
        try (Stream<Path> all = Files.list(logs)) {
            folder = all.filter(path -> path.getFileName().toString().startsWith(workspace))
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(Files.readString(folder.resolve(name))).contains(parts).doesNotContain(strange);
    }

    private static void begin(RunningPanel panel, String name, String command) {
        if (panel.title().equals("Control Freak")) {
            panel.click("#welcome-new");
        }
        panel.click("#empty-service");
        panel.click("#preset-other");
        panel.fill("#service-form #name", name);
        panel.fill("#service-form #command-text", command);
        panel.click("#service-form #save");
        RunningPanel.until("the service to be there", () -> panel.titles().contains(name));
        panel.select(name);
    }
}
