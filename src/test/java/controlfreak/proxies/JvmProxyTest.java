package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Signal;
import controlfreak.proxies.ProxyProcess.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy for JVM applications speaks the protocol like the others do. */
class JvmProxyTest {
    /** A JVM that is asked to end by SIGTERM exits, with this code. */
    private static final int ENDED_BY_TERM = 143 << 8;

    @TempDir
    static Path folder;

    private static JvmShop shop;

    @BeforeAll
    static void compile() throws Exception {
        shop = JvmShop.in(folder);
    }

    @Test
    void saysThatItIsReady() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            Status ready = proxy.awaitStatus("ready", null);

            assertThat(ready.pid()).isEqualTo(proxy.pid());
            assertThat(ready.json().path("protocol").asInt()).isEqualTo(2);
            assertThat(ready.json().path("runtime").asText()).matches("\\w+ \\d+[\\d.]*");
            assertThat(ready.json().path("preloaded").path(0).asText()).isEqualTo("shop.Shop");
            assertThat(ready.json().path("preload_ms").isInt()).isTrue();
            assertThat(ready.json().path("memory_mb").isInt()).isTrue();
            proxy.awaitOutput("err", "-", "--no-train was given");
        }
    }

    @Test
    void saysTheRawWaitStatus() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            for (int code : List.of(0, 1, 137, 255)) {
                proxy.startService("exit" + code, "shop.Shop exit " + code);
            }
            proxy.startService("jvm", "shop.Shop");
            proxy.startService("killed", "java shop.Shop stubborn");
            proxy.startService("program", "sleep 600");
            proxy.awaitOutput("jvm", "up");
            proxy.awaitOutput("killed", "up");

            proxy.stopService("jvm");
            proxy.stopService("program");
            proxy.send(Map.of("command", "stop", "name", "killed", "signal", "KILL"));

            for (int code : List.of(0, 1, 137, 255)) {
                assertThat(proxy.awaitStatus("stopped", "exit" + code).exitStatus())
                        .isEqualTo(code << 8);
            }
            assertThat(proxy.awaitStatus("stopped", "jvm").exitStatus()).isEqualTo(ENDED_BY_TERM);
            assertThat(proxy.awaitStatus("stopped", "killed").exitStatus()).isEqualTo(9);
            assertThat(proxy.awaitStatus("stopped", "program").exitStatus()).isEqualTo(15);
            assertThat(proxy.awaitStatus("started", "jvm").pid())
                    .isEqualTo(proxy.awaitStatus("stopped", "jvm").pid());
        }
    }

    @Test
    void aStopForTheMainProcessReachesThatAlone() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            proxy.startService("parent", "sh -c 'sleep 600 & echo $!; wait'");
            proxy.awaitOutput("parent", "");
            long grandchild = Long.parseLong(proxy.output("out", "parent").get(0));
            proxy.send(Map.of("command", "stop", "name", "parent", "signal", "USR1", "to", "main"));
            assertThat(proxy.awaitStatus("stopped", "parent").exitStatus()).isEqualTo(Signal.USR1.number());
            assertThat(ProxyProcess.isAlive(grandchild)).isTrue();
            ProcessHandle.of(grandchild).orElseThrow().destroyForcibly();
        }
    }

    @Test
    void onesThatArePausedEndPolitelyAllTheSame() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            for (String name : List.of("stopped", "left")) {
                proxy.startService(name, "sleep 600");
                Path stat = Path.of(
                        "/proc",
                        Long.toString(proxy.awaitStatus("started", name).pid()),
                        "stat");
                proxy.send(Map.of("command", "signal", "name", name, "signal", "STOP"));
                await().until(() -> Files.readString(stat).contains(") T "));
            }

            proxy.stopService("stopped");
            assertThat(proxy.awaitStatus("stopped", "stopped").exitStatus()).isEqualTo(15);
            proxy.send(Map.of("command", "shutdown"));
            assertThat(proxy.awaitStatus("stopped", "left").exitStatus()).isEqualTo(15);
        }
    }

    @Test
    void signalsAServiceByName() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            proxy.startService("s", "sleep 600");
            proxy.send(Map.of("command", "signal", "name", "s", "signal", "NONSENSE"));
            proxy.awaitOutput("err", "-", "NONSENSE");
            proxy.send(Map.of("command", "signal", "name", "s", "signal", "SIGHUP"));

            assertThat(proxy.awaitStatus("stopped", "s").exitStatus()).isEqualTo(1);
        }
    }

    @Test
    void saysWhatCouldNotBeStartedAndWhy() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            proxy.startService("program", List.of("no-such-program", "x"));
            proxy.send(Map.of("command", "start", "name", "folder", "cmd", "sleep 9", "cwd", "/no/such"));
            proxy.startService("quote", "sleep 'ten");
            proxy.startService("nothing", "  ");
            proxy.startService("number", 17);
            proxy.startService("bad:name", "sleep 9");
            proxy.startService("twice", "sleep 600");
            proxy.startService("twice", "sleep 600");

            assertThat(proxy.awaitStatus("failed", "program").reason()).isEqualTo("No such file: no-such-program");
            assertThat(proxy.awaitStatus("failed", "folder").reason())
                    .isEqualTo("Cannot enter the working folder /no/such: No such file or directory");
            assertThat(proxy.awaitStatus("failed", "quote").reason()).containsIgnoringCase("quot");
            assertThat(proxy.awaitStatus("failed", "nothing").reason()).isEqualTo("The command is empty");
            proxy.awaitStatus("failed", "number");
            proxy.awaitStatus("failed", "bad:name");
            ProxyProcess.Status twice = proxy.awaitStatus("failed", "twice");
            assertThat(twice.reason()).startsWith("twice runs already, pid ");
            assertThat(twice.isFinal()).isFalse();
            assertThat(proxy.statuses("failed"))
                    .filteredOn(failed -> !failed.name().equals("twice"))
                    .hasSize(6)
                    .allMatch(ProxyProcess.Status::isFinal);
        }
    }

    @Test
    void aMissingClassIsToldByTheJvm() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            proxy.startService("s", "shop.Nowhere");

            assertThat(proxy.awaitStatus("stopped", "s").exitStatus()).isEqualTo(1 << 8);
            proxy.awaitOutput("err", "s", "shop.Nowhere");
        }
    }

    @Test
    void ignoresWhatIsNoCommandAndSaysSo() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            for (String line : List.of(
                    "garbage",
                    "",
                    "[]",
                    "null",
                    "{}",
                    "{\"command\":[1]}",
                    "{\"command\":\"dance\"}",
                    "{\"command\":\"stop\",\"name\":\"nobody\"}",
                    "{\"command\":\"start\",\"name\":{}}",
                    "{\"command\":\"sta",
                    "[".repeat(100_000),
                    "\u0000\u00ff")) {
                proxy.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            proxy.startService("after", "sh -c 'exit 3'");

            assertThat(proxy.awaitStatus("stopped", "after").exitStatus()).isEqualTo(3 << 8);
            proxy.awaitOutput("err", "-", "garbage");
            proxy.awaitOutput("err", "-", "dance");
            proxy.awaitOutput("err", "-", "nobody does not run");
            assertThat(proxy.log()).allMatch(line -> line.matches("(out|err):[\\w-]+:.*"));
        }
    }

    @Test
    void obeysTwoHundredStartsInOneWrite() throws Exception {
        try (ProxyProcess proxy = shop.lean().awaitReady()) {
            StringBuilder burst = new StringBuilder();
            for (int number = 0; number < 200; number++) {
                burst.append("{\"command\":\"start\",\"name\":\"s")
                        .append(number)
                        .append("\",\"cmd\":\"echo $CONTROL_FREAK_SERVICE; exit 1\"}\n");
            }
            proxy.write(burst.toString().getBytes(StandardCharsets.UTF_8));

            await().until(() -> proxy.statuses("stopped").size() == 200);
            assertThat(proxy.statuses("stopped")).allMatch(status -> status.exitStatus() == 256);
            for (int number = 0; number < 200; number++) {
                proxy.awaitOutput("s" + number, "s" + number);
            }
        }
    }

    @Test
    void endsWithTheCommandPipe() throws Exception {
        try (ProxyProcess proxy = withTwoServices()) {
            proxy.closeCommands();

            assertThat(proxy.awaitExit()).isZero();
            await().untilAsserted(() -> assertThat(proxy.statuses("stopped"))
                    .extracting(Status::exitStatus)
                    .containsExactly(ENDED_BY_TERM, 9));
            assertNoneAlive(proxy);
        }
    }

    @Test
    void endsBySigterm() throws Exception {
        try (ProxyProcess proxy = withTwoServices()) {
            proxy.signal("TERM");

            assertThat(proxy.awaitExit()).isZero();
            assertNoneAlive(proxy);
        }
    }

    @Test
    void endsByCommand() throws Exception {
        try (ProxyProcess proxy = withTwoServices()) {
            proxy.send(Map.of("command", "shutdown"));

            assertThat(proxy.awaitExit()).isZero();
            assertNoneAlive(proxy);
        }
    }

    @Test
    void isStartedByControlFreakOnly() throws Exception {
        Process process = new ProcessBuilder(JvmShop.program().toString()).start();

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .containsOnlyOnce("\n")
                .contains("started by Control Freak");
    }

    @Test
    void explainsItself() throws Exception {
        assertThat(answer("--help")).contains("how to prepare an application", "--train-until", "com.example.Main");
        assertThat(answer("--version")).contains("protocol 2");
    }

    @Test
    void refusesToMakeAServiceTheTemplate() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            assertThat(proxy.awaitStatus("ready", null).json().has("refork")).isFalse();
            proxy.send(Map.of("command", "refork", "name", "s"));
            Status refused = proxy.awaitStatus("refused", "s");

            assertThat(refused.json().path("command").asText()).isEqualTo("refork");
            assertThat(refused.reason()).isEqualTo("A JVM cannot be forked");
            proxy.send(Map.of("command", "refork"));
            await().until(() -> proxy.statuses("refused").size() == 2);
        }
    }

    @Test
    void aMissingJarIsSaidAtOnce() throws Exception {
        Path jdk = Path.of(System.getProperty("java.home"));
        try (ProxyProcess proxy = shop.run(jdk, true, "--class-path", "/no/such.jar")) {
            assertThat(proxy.awaitExit()).isEqualTo(1);
            assertThat(proxy.ownOutput()).contains("No such file: /no/such.jar");
            assertThat(proxy.statuses()).isEmpty();
        }
    }

    private static String answer(String option) throws Exception {
        Process process = new ProcessBuilder(JvmShop.program().toString(), option).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return text;
    }

    private static ProxyProcess withTwoServices() throws Exception {
        ProxyProcess proxy = shop.lean().awaitReady();
        proxy.startService("willing", "shop.Shop");
        proxy.startService("stubborn", "shop.Shop stubborn");
        proxy.awaitOutput("willing", "up");
        proxy.awaitOutput("stubborn", "up");
        return proxy;
    }

    private static void assertNoneAlive(ProxyProcess proxy) {
        assertThat(proxy.statuses("started")).hasSize(2).noneMatch(started -> ProxyProcess.isAlive(started.pid()));
    }
}
