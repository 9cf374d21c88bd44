package controlfreak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does who sees the panel for the first time and has no manual, with real processes below. */
class FirstDayTest {
    private static final String WORKER = """
            import os, time
            database = os.environ.get('SHOP_DB', '')
            if not database.startswith('sqlite:'):
                raise ValueError('no such database: ' + repr(database))
            print('serving from ' + database, flush=True)
            time.sleep(1000)
            """;
    private static final List<String> WORKERS =
            IntStream.rangeClosed(1, 4).mapToObj(number -> "web-" + number).toList();

    @TempDir
    private Path home;

    @Test
    void buildsAWorkspaceBreaksAVariableFindsTheCauseAndMendsIt() throws IOException, TimeoutException {
        Path worker = home.resolve("worker.py");
        Files.writeString(worker, WORKER);
        try (RunningPanel panel = new RunningPanel(home)) {
            panel.click("#welcome-new");
            addProxyWithFourWorkers(panel, worker);
            addNeighbour(panel);
            addService(panel, "clock", "while :; do date; sleep 1; done");
            setVariable(panel, "SHOP_DB", "sqlite:shop.db");
            panel.type(KeyCode.SHORTCUT, KeyCode.F7);
            RunningPanel.until("all to run", () -> panel.words().equals(Set.of("running")));
            long proxy = panel.pid("shop");
            long clock = panel.pid("clock");

            panel.change("sqlite:shop.db", "nowhere");
            RunningPanel.until(
                    "a restart to be needed",
                    () -> WORKERS.stream().allMatch(name -> panel.facts(name).restartNeeded()));
            assertThat(panel.facts("shop").restartNeeded()).isFalse();
            assertThat(panel.facts("clock").restartNeeded()).isFalse();
            panel.click("#restart");
            RunningPanel.until(
                    "all workers to fail",
                    () -> WORKERS.stream()
                            .noneMatch(name -> panel.facts(name).word().equals("running")));

            panel.click("Log");
            panel.select("web-2");
            panel.type(KeyCode.SHORTCUT, KeyCode.F);
            panel.robot().write("ValueError");
            RunningPanel.until(
                    "the cause to be found", () -> panel.text(".log-count").contains("match"));
            panel.awaitLog("no such database: 'nowhere'");

            panel.select("web ×4");
            panel.change("nowhere", "sqlite:shop.db");
            panel.select("web ×4");
            panel.type(KeyCode.F7);
            RunningPanel.until("all to run again", () -> panel.words().equals(Set.of("running")));
            panel.click("Log");
            panel.select("web-2");
            panel.awaitLog("serving from sqlite:shop.db");
            assertThat(panel.pid("shop"))
                    .as("the proxy kept what it had loaded")
                    .isEqualTo(proxy);
            assertThat(panel.pid("clock"))
                    .as("the clock had nothing to do with it")
                    .isEqualTo(clock);

            panel.type(KeyCode.SHORTCUT, KeyCode.F9);
            assertThat(panel.awaitDialog()).contains("web-1");
            panel.answer("Stop 6 services");
            RunningPanel.until("all to be stopped", () -> panel.words().equals(Set.of("stopped")));
        }
    }

    private static void addProxyWithFourWorkers(RunningPanel panel, Path worker) {
        panel.click("#empty-proxy");
        panel.click("#preset-other");
        panel.fill("#proxy-form #name", "shop");
        panel.fill("#proxy-form #command-text", "cfk-share-mem-proxy.py --preload json");
        panel.click("#proxy-form #save");
        RunningPanel.until("the proxy to be there", () -> panel.titles().contains("shop"));
        panel.select("shop");
        panel.click("#button-addservice");
        panel.click("#preset-other");
        panel.fill("#service-form #name", "web");
        panel.fill("#service-form #command-text", worker.toString());
        panel.fill("#service-form #instances", "4");
        panel.click("#service-form #save");
        RunningPanel.until("the workers to be there", () -> panel.titles().containsAll(WORKERS));
    }

    /** Keeps the proxy up, which leaves when its last service is given up. */
    private static void addNeighbour(RunningPanel panel) {
        panel.select("shop");
        panel.click("#button-addservice");
        panel.click("#preset-other");
        panel.fill("#service-form #name", "neighbour");
        panel.fill("#service-form #command-text", "sleep 1000");
        panel.click("#service-form #save");
        RunningPanel.until("the neighbour to be there", () -> panel.titles().contains("neighbour"));
    }

    private static void addService(RunningPanel panel, String name, String command) {
        panel.click("#button-addservice");
        panel.click("#preset-other");
        panel.fill("#service-form #name", name);
        panel.fill("#service-form #command-text", command);
        panel.click("#service-form #proxy");
        panel.type(KeyCode.HOME, KeyCode.ENTER);
        panel.click("#service-form #save");
        RunningPanel.until("the service to be there", () -> panel.titles().contains(name));
    }

    private static void setVariable(RunningPanel panel, String name, String value) {
        panel.select("web ×4");
        panel.type(KeyCode.SHORTCUT, KeyCode.E);
        panel.click("#add");
        panel.awaitSeen("#edit-name");
        panel.robot().write(name);
        panel.type(KeyCode.TAB);
        panel.awaitSeen("#edit-value");
        panel.robot().write(value);
        panel.type(KeyCode.ENTER);
        panel.awaitSeen(value);
    }
}
