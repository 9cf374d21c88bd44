package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a command arrives, a proxy reads it. */
class ProxyReadingTest {
    @ParameterizedTest
    @EnumSource
    void ignoresWhatIsNoCommandAndSaysSo(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            for (String line : List.of(
                    "garbage",
                    "",
                    "[]",
                    "17",
                    "null",
                    "{}",
                    "{\"command\":null}",
                    "{\"command\":[1]}",
                    "{\"command\":\"dance\"}",
                    "{\"command\":\"stop\"}",
                    "{\"command\":\"stop\",\"name\":\"nobody\"}",
                    "{\"command\":\"start\"}",
                    "{\"command\":\"start\",\"name\":{}}",
                    "{\"command\":\"signal\",\"name\":\"nobody\",\"signal\":\"HUP\"}",
                    "{\"command\":\"sta",
                    "\"\\ud800\"",
                    "[[[[[[[[",
                    "\u0000\u00ff")) {
                proxy.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            proxy.startService("after", language.script("exit") + " 0");

            proxy.awaitStatus("stopped", "after");
            proxy.awaitOutput("err", "-", "garbage");
            proxy.awaitOutput("err", "-", "dance");
            proxy.awaitOutput("err", "-", "nobody does not run");
            assertThat(proxy.log()).allMatch(line -> line.matches("(out|err):[\\w-]+:.*"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownSignalIsSaidAndHarmless(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            proxy.startService("s", language.script("sleep"));
            proxy.awaitOutput("s", "up");
            proxy.send(Map.of("command", "signal", "name", "s", "signal", "NONSENSE"));
            proxy.awaitOutput("err", "-", "NONSENSE");
            proxy.send(Map.of("command", "signal", "name", "s", "signal", "SIGINT"));

            proxy.awaitStatus("stopped", "s");
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsACommandThatComesByteByByte(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language).awaitReady()) {
            String line = "{\"command\":\"start\",\"name\":\"slow\",\"cmd\":\"" + language.script("exit") + " 0\"}\n";
            for (byte each : line.getBytes(StandardCharsets.UTF_8)) {
                proxy.writeAndAwaitRead(new byte[] {each});
            }

            proxy.awaitStatus("stopped", "slow");
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsACommandOfAnyLength(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            proxy.send(Map.of(
                    "command",
                    "start",
                    "name",
                    "long",
                    "cmd",
                    language.script("facts"),
                    "note",
                    "x".repeat(3_000_000),
                    "env",
                    Map.of("LONG", "y".repeat(100_000))));

            proxy.awaitOutput("long", "env.LONG=yyy");
        }
    }

    @ParameterizedTest
    @EnumSource
    void obeysTwoHundredStartsInOneWrite(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language).awaitReady()) {
            StringBuilder burst = new StringBuilder();
            for (int number = 0; number < 200; number++) {
                burst.append("{\"command\":\"start\",\"name\":\"s")
                        .append(number)
                        .append("\",\"cmd\":\"")
                        .append(language.script("exit"))
                        .append(" 1\"}\n");
            }
            proxy.write(burst.toString().getBytes(StandardCharsets.UTF_8));

            await().until(() -> proxy.statuses("stopped").size() == 200);
            assertThat(proxy.statuses("started")).hasSize(200);
            assertThat(proxy.statuses("stopped")).allMatch(status -> status.exitStatus() == 256);
            for (int number = 0; number < 200; number++) {
                proxy.awaitOutput("s" + number, "leaving with 1");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotGrowWithTheCommandsItHasSeen(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language).awaitReady()) {
            sendUnknownCommands(proxy, 5_000);
            long before = ProxyProcess.memoryOf(proxy.pid(), "Private_Dirty");
            sendUnknownCommands(proxy, 20_000);

            assertThat(ProxyProcess.memoryOf(proxy.pid(), "Private_Dirty") - before)
                    .as("kB grown")
                    .isLessThan(3_000);
        }
    }

    /** A proxy waits anew before each command, so that the number of its rounds is known. */
    private static void sendUnknownCommands(ProxyProcess proxy, int count) throws Exception {
        int seen = proxy.output("err", "-").size();
        proxy.write("{\"command\":\"dance\"}\n".repeat(count).getBytes(StandardCharsets.UTF_8));
        await().until(() -> proxy.output("err", "-").size() == seen + count);
    }
}
