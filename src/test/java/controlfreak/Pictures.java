package controlfreak;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of the panel for people to look at: the sample with 20 workers, running for a while. It is no test
 * of its own, so it has no name of one; {@code installer/pictures} runs it.
 */
class Pictures {
    private static final Path FOLDER = Path.of("target", "pictures");

    /** So long the chart needs to have something to show. */
    private static final Duration WHILE =
            Duration.ofSeconds(Long.parseLong(System.getProperty("pictures.seconds", "90")));

    @TempDir
    private Path home;

    @Test
    void takeThem() throws IOException, TimeoutException {
        Files.createDirectories(FOLDER);
        Path file = sampleWithTwentyWorkers();
        try (RunningPanel panel = new RunningPanel(home)) {
            panel.choose(file);
            panel.awaitSeen("#welcome");
            panel.type(KeyCode.SHORTCUT, KeyCode.O);
            RunningPanel.until("the workspace to open", () -> panel.titles().contains("shop"));
            panel.type(KeyCode.SHORTCUT, KeyCode.F7);
            RunningPanel.until("all to run", () -> panel.words().equals(Set.of("running")));
            await("the chart to fill")
                    .pollDelay(WHILE)
                    .atMost(WHILE.multipliedBy(2))
                    .until(() -> true);
            takeAll(panel);
        }
    }

    private static void takeAll(RunningPanel panel) throws IOException {
        panel.select("shop");
        panel.click("Memory");
        take(panel, "memory");

        panel.click("Log");
        panel.select("web ×20");
        panel.type(KeyCode.SHORTCUT, KeyCode.F);
        panel.robot().write("runs low");
        RunningPanel.until("lines to be found", () -> panel.text(".log-count").contains("match"));
        panel.type(KeyCode.SHIFT, KeyCode.ENTER);
        take(panel, "log");
        panel.type(KeyCode.ESCAPE);

        panel.select("web ×20");
        panel.change("Welcome", "Good evening");
        RunningPanel.until("a restart to be needed", () -> panel.facts("web-1").restartNeeded());
        take(panel, "environment");

        panel.select("web-1");
        panel.click("Details");
        take(panel, "details");

        panel.select("web ×20");
        panel.type(KeyCode.SHORTCUT, KeyCode.F8);
        RunningPanel.until("some to be restarted", () -> !panel.facts("web-4").restartNeeded());
        panel.click("Log");
        take(panel, "rolling");
        panel.type(KeyCode.SHORTCUT, KeyCode.F8);

        panel.type(KeyCode.SHORTCUT, KeyCode.H);
        take(panel, "history");
    }

    /** In the light theme and in the dark one. */
    private static void take(RunningPanel panel, String name) throws IOException {
        panel.chooseFromMenu("View", "Light theme");
        Files.write(FOLDER.resolve(name + ".png"), panel.picture());
        panel.chooseFromMenu("View", "Dark theme");
        Files.write(FOLDER.resolve(name + "-dark.png"), panel.picture());
    }

    private Path sampleWithTwentyWorkers() throws IOException {
        Path samples = Path.of(System.getProperty("samples.folder"));
        Path copy = Files.createDirectory(home.resolve("sample"));
        try (Stream<Path> files = Files.walk(samples)) {
            files.filter(file -> !file.equals(samples))
                    .forEach(file ->
                            copy(file, copy.resolve(samples.relativize(file).toString())));
        }
        Path workspace = copy.resolve("shop.cfk");
        Files.writeString(workspace, Files.readString(workspace).replace("\"instances\": 8", "\"instances\": 20"));
        return workspace;
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
