package controlfreak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who holds the port that a service could not have is said where it failed, in the whole panel with real processes. */
class HeldPortJourneyTest {
    @TempDir
    private Path home;

    @Test
    void the_row_names_the_holder_as_far_as_the_panel_knows_it() throws IOException, TimeoutException {
        try (ServerSocket strange = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            String server = "exec python3 -c 'import os, socket; s = socket.socket();"
                    + " s.bind((\\\"127.0.0.1\\\", int(os.environ[\\\"PORT\\\"]))); s.listen(); s.accept()'";
            Path file =
                    Files.writeString(home.resolve("shop.cfk"), """
                    { "controlfreak": 1, "services": [
                      { "name": "first", "command": "%1$s", "env": { "PORT": "%2$d" } },
                      { "name": "second", "command": "%1$s", "env": { "PORT": "%2$d" }, "maxRetries": 0 },
                      { "name": "third", "command": "%1$s", "env": { "PORT": "%3$d" }, "maxRetries": 0 } ] }
                    """.formatted(server, port, strange.getLocalPort()));
            try (RunningPanel panel = new RunningPanel(home)) {
                panel.choose(file);
                panel.type(KeyCode.SHORTCUT, KeyCode.O);
                RunningPanel.until("the workspace to open", () -> panel.titles().contains("first"));
                panel.select("first");
                panel.type(KeyCode.F7);
                RunningPanel.until(
                        "its port to be seen",
                        () -> panel.facts("first").figures().ports().stream()
                                .anyMatch(ports -> ports.numbers().contains(port)));
                panel.select("second");
                panel.type(KeyCode.F7);
                RunningPanel.until(
                        "the holder to be named",
                        () -> panel.facts("second").cause().contains("port " + port + " is held by first"));
                panel.select("third");
                panel.type(KeyCode.F7);
                RunningPanel.until(
                        "the port to be named",
                        () -> panel.facts("third")
                                .cause()
                                .contains("who holds port " + strange.getLocalPort() + " is not known"));
                assertThat(panel.facts("third").lastWords()).contains("Address already in use");
                panel.type(KeyCode.SHORTCUT, KeyCode.F9);
                panel.awaitWord("first", "stopped");
            }
        }
    }
}
