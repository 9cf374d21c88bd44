package controlfreak;

import static controlfreak.testing.Fx.fx;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history pane in the whole panel, over two runs of it, with real processes below. */
class HistoryJourneyTest {
    @TempDir
    private Path home;

    @Test
    void tells_what_was_done_and_what_became_of_it_after_a_restart_too() throws IOException, TimeoutException {
        Path file = home.resolve("shop.cfk");
        Files.writeString(file, """
                {"controlfreak": 1, "env": {"PASSWORD": "hunter2"}, "services": [
                  {"name": "bad", "command": "exit 3", "maxRetries": 0},
                  {"name": "good", "command": ["sleep", "1000"]} ]}
                """);
        try (RunningPanel panel = new RunningPanel(home)) {
            open(panel, file);
            panel.type(KeyCode.SHORTCUT, KeyCode.H);
            panel.select("bad");
            panel.type(KeyCode.F7);
            awaitLine(panel, "bad, Start, Not started");
            awaitLine(panel, "bad, starting → failed, exit 3");
            panel.select("good");
            panel.type(KeyCode.F7);
            awaitLine(panel, "good, starting → running");

            panel.robot().doubleClickOn(line(panel, "bad, starting → failed"));
            panel.type(KeyCode.DELETE);
            panel.awaitDialog();
            panel.answer("Remove bad");
            awaitLine(panel, "workspace, Remove bad");
            panel.type(KeyCode.SHORTCUT, KeyCode.S);
            panel.select("good");
            panel.type(KeyCode.F9);
            awaitLine(panel, "good, Stop, Stopped good, stop service good");
            awaitLine(panel, "good, stopping → stopped");
            RunningPanel.until("the file to be saved", () -> !panel.title().contains("modified"));
            panel.click("File");
            panel.click("Close");
            panel.awaitSeen("#welcome");
        }
        try (RunningPanel panel = new RunningPanel(home)) {
            open(panel, file);
            panel.type(KeyCode.SHORTCUT, KeyCode.H);
            awaitLine(panel, "good, Stop, Stopped good, stop service good");
            awaitLine(panel, "workspace, Remove bad");
            assertThat(lines(panel)).last().asString().startsWith("Opened ");
        }
        assertThat(texts(home.resolve("state")))
                .anyMatch(text -> text.contains("starting\tfatal"))
                .noneMatch(text -> text.contains("hunter2"));
    }

    private static void open(RunningPanel panel, Path file) {
        panel.choose(file);
        panel.awaitSeen("#welcome");
        panel.type(KeyCode.SHORTCUT, KeyCode.O);
        RunningPanel.until("the workspace to open", () -> panel.titles().contains("good"));
    }

    private static void awaitLine(RunningPanel panel, String text) {
        RunningPanel.until(
                "an entry that says " + text, () -> lines(panel).stream().anyMatch(line -> line.contains(text)));
    }

    private static Node line(RunningPanel panel, String text) {
        return fx(() -> cells(panel)
                .filter(cell -> said(cell).contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No entry says " + text)));
    }

    private static List<String> lines(RunningPanel panel) {
        return fx(() -> cells(panel).map(HistoryJourneyTest::said).toList());
    }

    private static Stream<ListCell<?>> cells(RunningPanel panel) {
        return panel.robot().lookup("#history-list").query().lookupAll(".list-cell").stream()
                .<ListCell<?>>map(node -> (ListCell<?>) node)
                .filter(cell -> cell.isVisible() && !cell.isEmpty())
                .sorted((one, other) -> Integer.compare(one.getIndex(), other.getIndex()));
    }

    /** What is to be read in a line, but for its time. */
    private static String said(ListCell<?> cell) {
        return cell.lookupAll(".label").stream()
                .map(node -> ((Label) node).getText())
                .filter(text -> !text.isEmpty() && !text.matches("\\d\\d:\\d\\d:\\d\\d"))
                .collect(Collectors.joining(", "));
    }

    private static List<String> texts(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(HistoryJourneyTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
