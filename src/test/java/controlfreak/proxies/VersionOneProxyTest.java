package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.proxies.ProxyProcess.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The stand-in for the proxies of 2010 has their faults, so that the engine's tests mean something. */
class VersionOneProxyTest {

    @Test
    void saysStartedEvenForAMissingFileAndNeverReady() throws Exception {
        try (ProxyProcess proxy = start()) {
            proxy.startService("s", "nowhere.pl");

            assertThat(proxy.awaitStatus("stopped", "s").exitStatus()).isEqualTo(65280);
            assertThat(proxy.statuses()).extracting(Status::status).containsExactly("started", "stopped");
            proxy.awaitOutput("err", "s", "nowhere.pl");
        }
    }

    @Test
    void losesACommandThatASecondReadCompletes() throws Exception {
        try (ProxyProcess proxy = start()) {
            proxy.startService("first", "exit.pl 0");
            proxy.awaitStatus("stopped", "first");
            String line = "{\"command\":\"start\",\"name\":\"lost\",\"cmd\":\"exit.pl 0\"}\n";
            proxy.writeAndAwaitRead(line.substring(0, 20).getBytes(StandardCharsets.UTF_8));
            proxy.writeAndAwaitRead(line.substring(20).getBytes(StandardCharsets.UTF_8));
            proxy.startService("kept", "exit.pl 1");

            assertThat(proxy.awaitStatus("stopped", "kept").exitStatus()).isEqualTo(256);
            assertThat(proxy.statuses()).extracting(Status::name).containsOnly("first", "kept");
        }
    }

    @Test
    void diesOfAStopRightAfterAStart() throws Exception {
        try (ProxyProcess proxy = start()) {
            proxy.startService("first", "exit.pl 0");
            proxy.awaitStatus("stopped", "first");
            // As a rule at the first try.
            AtomicInteger tries = new AtomicInteger();
            await().until(() -> {
                if (proxy.isAlive()) {
                    String name = "s" + tries.incrementAndGet();
                    proxy.write(("{\"command\":\"start\",\"name\":\"" + name + "\",\"cmd\":\"sleep.pl\"}\n"
                                    + "{\"command\":\"stop\",\"name\":\"" + name + "\"}\n")
                            .getBytes(StandardCharsets.UTF_8));
                }
                return !proxy.isAlive();
            });
        }
    }

    @Test
    void livesOnWithoutItsCommandPipe() throws Exception {
        try (ProxyProcess proxy = start()) {
            for (String name : List.of("s", "t")) {
                proxy.startService(name, "sleep.pl");
                proxy.awaitOutput(name, "up");
            }
            proxy.closeCommands();
            ProxyProcess.signal(proxy.awaitStatus("started", "s").pid(), "KILL");

            assertThat(proxy.awaitStatus("stopped", "s").exitStatus()).isEqualTo(9);
            proxy.signal("TERM");
            assertThat(proxy.awaitExit()).isZero();
            assertThat(proxy.statuses("stopped")).hasSize(1);
        }
    }

    @Test
    void leavesItsServicesAndPipesBehindWhenKilled() throws Exception {
        try (ProxyProcess proxy = start()) {
            proxy.startService("s", "facts.pl");
            proxy.awaitOutput("s", "fds=0 1 2 3 4 5");
            proxy.startService("t", "sleep.pl");
            proxy.awaitOutput("t", "up");
            proxy.signal("KILL");
            proxy.awaitExit();

            await().during(Duration.ofMillis(300))
                    .until(() -> ProxyProcess.isAlive(
                            proxy.awaitStatus("started", "t").pid()));
        }
    }

    private static ProxyProcess start() throws Exception {
        return ProxyProcess.start(
                ProxyProcess.scripts().resolve("version1-proxy.pl"),
                // A group of its own, as from the engine: it may send signals to it, and this JVM is in the one that it
                // inherits.
                builder -> builder.command().addAll(4, List.of("setsid", "perl")),
                true);
    }
}
