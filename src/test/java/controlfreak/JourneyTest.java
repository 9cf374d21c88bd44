package controlfreak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does in a day, from opening a workspace to closing it, with real processes below. */
class JourneyTest {
    @TempDir
    private Path home;

    @Test
    void anOperatorsDay() throws IOException, TimeoutException {
        Path file = copyOfSample();
        try (RunningPanel panel = new RunningPanel(home)) {
            panel.choose(file);
            panel.awaitSeen("#welcome");
            panel.type(KeyCode.SHORTCUT, KeyCode.O);
            RunningPanel.until("the workspace to open", () -> panel.titles().contains("web-8"));
            assertThat(panel.words()).containsExactly("stopped");

            panel.type(KeyCode.SHORTCUT, KeyCode.F7);
            RunningPanel.until("all to run", () -> panel.words().equals(Set.of("running")));
            assertThat(panel.facts("shop").word()).startsWith("running");
            assertThat(panel.facts("mailer").word()).startsWith("running");

            long killed = panel.pid("web-3");
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            RunningPanel.until(
                    "web-3 to run again",
                    () -> panel.facts("web-3").word().equals("running") && panel.pid("web-3") != killed);
            assertThat(panel.facts("web-3").restarts().count()).isEqualTo(1);

            greet(panel, "Good evening");
            RunningPanel.until(
                    "a restart to be needed", () -> panel.facts("web-3").restartNeeded());
            panel.awaitSeen("#restart");
            long before = panel.pid("web-3");
            panel.click("#restart");
            RunningPanel.until(
                    "all to run again", () -> panel.words().equals(Set.of("running")) && panel.pid("web-3") != before);
            RunningPanel.until(
                    "no restart to be needed", () -> !panel.facts("web-3").restartNeeded());

            panel.click("Log");
            panel.select("web-3");
            panel.awaitLog("Good evening, customer");
            panel.type(KeyCode.SHORTCUT, KeyCode.F);
            panel.robot().write("good EVENING");
            RunningPanel.until(
                    "lines to be found", () -> panel.text(".log-count").contains("match"));

            assertThat(Files.readString(file)).doesNotContain("Good evening");
            assertThat(panel.title()).contains("modified");
            panel.type(KeyCode.SHORTCUT, KeyCode.F9);
            assertThat(panel.awaitDialog()).contains("web-1");
            panel.answer("Stop 11 services");
            RunningPanel.until("all to be stopped", () -> panel.words().equals(Set.of("stopped")));
            RunningPanel.until(
                    "the proxies to leave", () -> panel.facts("shop").word().equals("stopped"));

            panel.type(KeyCode.SHORTCUT, KeyCode.S);
            RunningPanel.until("the file to be saved", () -> !panel.title().contains("modified"));
            RunningPanel.until("that to be said", () -> panel.text("#done").equals("Saved " + file.getFileName()));
            assertThat(Files.readString(file)).contains("\"GREETING\": \"Good evening\"");

            panel.click("File");
            panel.click("Close");
            panel.awaitSeen("#welcome");
            panel.click(file.toString());
            RunningPanel.until(
                    "the workspace to open again", () -> panel.titles().contains("web ×8"));
            panel.select("web ×8");
            panel.type(KeyCode.SHORTCUT, KeyCode.E);
            panel.awaitSeen("Good evening");
        }
    }

    /** Changes what the workers say, in the environment pane, by double click and keys. */
    private static void greet(RunningPanel panel, String greeting) {
        panel.select("web ×8");
        panel.change("Welcome", greeting);
    }

    @Test
    void aWorkspaceOfOnesOwn() throws IOException, TimeoutException {
        Path program = home.resolve("worker.sh");
        Files.writeString(program, "echo working; exec sleep 1000\n");
        try (RunningPanel panel = new RunningPanel(home)) {
            panel.click("#welcome-new");
            panel.click("#empty-proxy");
            panel.click("#preset-other");
            panel.fill("#proxy-form #name", "pool");
            panel.fill("#proxy-form #command-text", "cfk-share-mem-proxy.py");
            panel.click("#proxy-form #save");
            RunningPanel.until("the proxy to be there", () -> panel.titles().contains("pool"));

            panel.click("#button-addservice");
            panel.click("#preset-other");
            panel.fill("#service-form #name", "worker");
            panel.fill("#service-form #command-text", "echo no database >&2; exit 1");
            panel.click("#service-form #save");
            RunningPanel.until("the service to be there", () -> panel.titles().contains("worker"));

            RunningPanel.until(
                    "the service to be selected", () -> panel.text(".log-title").equals("worker"));
            panel.type(KeyCode.F7);
            RunningPanel.until(
                    "the cause to be seen", () -> panel.facts("worker").cause().contains("exit 1"));
            panel.awaitLog("no database");
            panel.type(KeyCode.F9);
            // Where the key comes late, all tries have been made.
            RunningPanel.until(
                    "the worker to rest",
                    () -> Set.of("stopped", "failed")
                            .contains(panel.facts("worker").word()));

            panel.type(KeyCode.F2);
            panel.fill("#service-form #command-text", "sh " + program);
            panel.type(KeyCode.ENTER);
            panel.type(KeyCode.F7);
            panel.awaitWord("worker", "running");
            panel.awaitLog("working");

            Path file = home.resolve("own.cfk");
            panel.choose(file);
            panel.type(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.S);
            RunningPanel.until("the file to be saved", () -> panel.title().startsWith("own.cfk —"));
            assertThat(Files.readString(file)).contains("cfk-share-mem-proxy.py", "sh " + program);

            long pid = panel.pid("worker");
            panel.click("File");
            panel.click("Close");
            assertThat(panel.awaitDialog()).contains("Stop 1 service?", "worker");
            panel.answer("Cancel");
            assertThat(panel.facts("worker").word()).isEqualTo("running");
            panel.click("File");
            panel.click("Close");
            panel.awaitDialog();
            panel.answer("Stop 1 service and close");
            panel.awaitSeen("#welcome");
            assertThat(ProcessHandle.of(pid)).isEmpty();
        }
    }

    private Path copyOfSample() throws IOException {
        Path samples = Path.of(System.getProperty("samples.folder"));
        Path target = Files.createDirectory(home.resolve("samples"));
        List<Path> all;
        try (Stream<Path> walk = Files.walk(samples)) {
            all = walk.filter(Files::isRegularFile).toList();
        }
        for (Path each : all) {
            Path copy = target.resolve(samples.relativize(each));
            Files.createDirectories(copy.getParent());
            Files.copy(each, copy);
        }
        return target.resolve("shop.cfk");
    }
}
