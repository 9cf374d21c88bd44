package controlfreak;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.process.table.SystemProcessTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is asked, and does, after a panel was killed while services ran. */
class KeepWatchingTest {
    private static final String WORKSPACE = """
            { "controlfreak": 1, "services": [
              { "name": "clock", "command": "i=0; while :; do i=$((i + 1)); echo tick $i; echo $$ >clock.pid; sleep 0.1; done" },
              { "name": "web", "command": "echo $$ >web.pid; exec sleep 1000" } ] }
            """;

    @TempDir
    private Path home;

    private Path file;
    private final Map<String, Long> left = new TreeMap<>();

    /** A whole panel of its own, which is killed as soon as all run. */
    @BeforeEach
    void killAPanel() throws IOException, InterruptedException {
        file = Files.writeString(home.resolve("shop.cfk"), WORKSPACE);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dprism.order=sw",
                "-Dcontrolfreak.resources="
                        + Path.of(System.getProperty("proxies.folder")).getParent(),
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "controlfreak.Main",
                file.toString(),
                "--unattended");
        builder.environment().put("XDG_CONFIG_HOME", home.resolve("config").toString());
        builder.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
        builder.environment().put("XDG_RUNTIME_DIR", home.resolve("runtime").toString());
        Process panel = builder.redirectErrorStream(true).start();
        StringBuilder said = new StringBuilder();
        try (BufferedReader output = panel.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.equals("All services run.")) {
                said.append(line).append('\n');
                line = output.readLine();
            }
            assertThat(line).as(said.toString()).isNotNull();
        } finally {
            panel.destroyForcibly().waitFor();
        }
        for (String name : List.of("clock", "web")) {
            left.put(
                    name,
                    Long.parseLong(Files.readString(home.resolve(name + ".pid")).strip()));
        }
        assertThat(left.values()).allMatch(KeepWatchingTest::lives);
    }

    @AfterEach
    void endAll() {
        left.values().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    /** One that has ended and that nobody has reaped yet does not. */
    private static boolean lives(long pid) {
        return new SystemProcessTable().facts(pid).isPresent();
    }

    private void open(RunningPanel panel, Path workspace) {
        panel.choose(workspace);
        panel.type(KeyCode.SHORTCUT, KeyCode.O);
        RunningPanel.until("the workspace to be open", () -> panel.titles().contains("web"));
    }

    @Test
    void theDefaultKeepsThemAndAnotherPanelStopsThem() throws TimeoutException {
        try (RunningPanel panel = new RunningPanel(home)) {
            assertThat(panel.awaitDialog())
                    .contains("2 processes of an earlier panel still run")
                    .contains("clock (" + left.get("clock") + ")", "web (" + left.get("web") + ")");
            assertThat(panel.dialogRoot().lookupAll(".button"))
                    .filteredOn(node -> ((Button) node).isDefaultButton())
                    .extracting(node -> ((Button) node).getText())
                    .containsExactly("Keep watching all 2");
            panel.answer("Keep watching all 2");
            open(panel, file);
            panel.awaitWord("clock", "running");
            panel.awaitWord("web", "running");
            assertThat(panel.pid("clock")).isEqualTo(left.get("clock"));
            assertThat(panel.pid("web")).isEqualTo(left.get("web"));
            panel.click("Log");
            panel.select("clock");
            panel.awaitLog("tick ");
            panel.select("web");
            panel.type(KeyCode.F9);
            panel.awaitWord("web", "stopped");
            assertThat(lives(left.get("web"))).isFalse();
        }
        assertThat(lives(left.get("clock"))).as("stopped with its panel").isFalse();
    }

    @Test
    void whatIsLeftAloneIsTakenUpByAStartAndInNobodyElsesWay() throws IOException, TimeoutException {
        try (RunningPanel panel = new RunningPanel(home)) {
            panel.awaitDialog();
            panel.answer("Leave them alone");
            Path other = Files.writeString(home.resolve("other.cfk"), WORKSPACE.replace(".pid", ".other"));
            open(panel, other);
            panel.select("web");
            panel.click("#button-start");
            panel.awaitWord("web", "running");
            assertThat(panel.pid("web")).isNotEqualTo(left.get("web"));
            panel.chooseFromMenu("File", "Close");
            panel.awaitDialog();
            panel.answer("Stop 1 service and close");
            panel.awaitSeen("#welcome-new");
            assertThat(lives(left.get("web"))).isTrue();
            open(panel, file);
            assertThat(panel.facts("web").word()).isEqualTo("stopped");
            panel.select("web");
            panel.click("#button-start");
            panel.awaitWord("web", "running");
            assertThat(panel.pid("web")).isEqualTo(left.get("web"));
        }
        assertThat(lives(left.get("web"))).isFalse();
        assertThat(lives(left.get("clock"))).as("left alone").isTrue();
    }

    @Test
    void allCanBeStopped() throws TimeoutException {
        try (RunningPanel panel = new RunningPanel(home)) {
            panel.awaitDialog();
            panel.answer("Stop all 2");
            RunningPanel.until("all to be gone", () -> left.values().stream().noneMatch(KeepWatchingTest::lives));
            open(panel, file);
            panel.select("web");
            panel.click("#button-start");
            panel.awaitWord("web", "running");
            assertThat(panel.pid("web")).isNotEqualTo(left.get("web"));
        }
    }
}
