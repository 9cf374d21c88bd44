package controlfreak;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CPU and memory over time of services without a proxy, in the pane and in the table. */
class UsageJourneyTest {
    private static final String WORKSPACE = """
            {"controlfreak": 1, "services": [
                {"name": "bad", "command": "sleep 2; exit 3", "maxRetries": 0, "respawnOnFail": false},
                {"name": "busy", "command": "while :; do :; done"}]}
            """;

    @TempDir
    Path home;

    private static Stream<Node> all(RunningPanel panel, String query) {
        return fx(() -> panel.root().lookupAll(query).stream());
    }

    private static boolean isDrawn(RunningPanel panel, String query) {
        return fx(() -> panel.root().lookupAll(query).stream()
                .anyMatch(node -> ((javafx.scene.shape.Path) node).getElements().size() > 1));
    }

    @Test
    void what_runs_and_what_has_ended_is_seen_over_time() throws IOException, TimeoutException {
        Path file = Files.writeString(home.resolve("two.cfk"), WORKSPACE);
        try (RunningPanel panel = new RunningPanel(home)) {
            panel.awaitSeen("#welcome");
            panel.choose(file);
            panel.type(KeyCode.SHORTCUT, KeyCode.O);
            RunningPanel.until("the workspace to open", () -> panel.titles().contains("busy"));
            panel.type(KeyCode.SHORTCUT, KeyCode.F7);
            panel.awaitWord("busy", "running");
            panel.select("busy");
            panel.type(KeyCode.SHORTCUT, KeyCode.U);
            panel.awaitSeen("#usage-pane");
            RunningPanel.until(
                    "lines",
                    () -> isDrawn(panel, "#usage-cpu .chart-line") && isDrawn(panel, "#usage-memory .chart-line"));
            RunningPanel.until(
                    "its start to be marked",
                    () -> all(panel, "#usage-cpu .chart-sign.started").count() == 1);
            assertThat(all(panel, ".usage-name").map(node -> ((Label) node).getText()))
                    .singleElement()
                    .asString()
                    .startsWith("busy: ");
            panel.click("Log");
            panel.select("bad");
            panel.click("Usage");
            RunningPanel.until(
                    "its failure to be marked",
                    () -> all(panel, "#usage-memory .chart-sign.failed").count() == 1);
            onFx(() -> ((TreeTableView<?>) panel.root().lookup("#services"))
                    .getColumns().stream()
                            .filter(column -> column.getId().equals("trend"))
                            .forEach(column -> column.setVisible(true)));
            RunningPanel.until("small lines", () -> isDrawn(panel, ".trend-cell .chart-line"));
            assertThat(all(panel, ".trend-cell")
                            .map(Node::getAccessibleText)
                            .filter(Objects::nonNull)
                            .filter(text -> text.contains("CPU up to")))
                    .isNotEmpty();
            String folder = System.getProperty("looks.pictures", "");
            if (!folder.isEmpty()) {
                Files.write(Path.of(folder, "usage-journey.png"), panel.picture());
            }
        }
    }
}
