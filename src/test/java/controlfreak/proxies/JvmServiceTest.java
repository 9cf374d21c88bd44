package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service below the proxy for JVM applications has, and what comes of it. */
class JvmServiceTest {
    @TempDir
    static Path folder;

    private static JvmShop shop;

    @BeforeAll
    static void compile() throws Exception {
        shop = JvmShop.in(folder);
    }

    @Test
    void aServiceHasItsOwnSessionEnvironmentAndFolder() throws Exception {
        Map<String, Object> env = new HashMap<>();
        env.put("GREETING", "Grüße: a=b\tc%41");
        env.put("NUMBER", 17);
        env.put("UNWANTED", null);
        try (ProxyProcess proxy = shop.lean()) {
            proxy.send(Map.of(
                    "command",
                    "start",
                    "name",
                    "s",
                    "cmd",
                    "shop.Shop facts 'b c' \"d\"",
                    "cwd",
                    folder.toString(),
                    "env",
                    env));
            proxy.awaitOutput("s", "done");
            List<String> facts = proxy.output("out", "s");
            long pid = proxy.awaitStatus("started", "s").pid();

            assertThat(facts)
                    .contains("pid=" + pid, "group=" + pid, "session=" + pid, "stdin=/dev/null")
                    .contains("cwd=" + folder.toRealPath(), "arguments=facts|b c|d")
                    .contains("env.CONTROL_FREAK_ENABLED=1", "env.CONTROL_FREAK_SERVICE=s", "env.NUMBER=17")
                    .contains("env.MALLOC_ARENA_MAX=1")
                    .noneMatch(fact -> fact.startsWith("env.UNWANTED") || fact.startsWith("env._CFK_"));
            assertThat(facts)
                    .filteredOn(fact -> fact.startsWith("env.GREETING"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("a=b\tc%41");
        }
    }

    @Test
    void aServiceHoldsNoDescriptorAndNoSignalOfTheProxy() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            proxy.startService("earlier", "sleep 600");
            proxy.startService("fds", "ls /proc/self/fd");
            proxy.startService("signals", List.of("cat", "/proc/self/status"));
            proxy.awaitStatus("stopped", "fds");
            proxy.awaitStatus("stopped", "signals");
            proxy.awaitOutput("signals", "SigCgt");
            proxy.awaitOutput("fds", "3");

            // The last one is the listing itself.
            assertThat(proxy.output("out", "fds")).containsExactly("0", "1", "2", "3");
            assertThat(proxy.output("out", "signals"))
                    .filteredOn(line -> line.matches("Sig(Blk|Ign|Cgt).*"))
                    .hasSize(3)
                    // 32 and 33 belong to the C library, which lets nobody change them.
                    .allMatch(line -> (Long.parseUnsignedLong(line.split("\\s+")[1], 16) & ~(3L << 31)) == 0);
        }
    }

    @Test
    void staysInTheProxysSessionOnRequest() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            proxy.send(Map.of("command", "start", "name", "s", "cmd", "shop.Shop facts", "no_new_session", 1));
            proxy.awaitOutput("s", "done");
            long pid = proxy.awaitStatus("started", "s").pid();

            assertThat(proxy.output("out", "s")).contains("pid=" + pid).doesNotContain("group=" + pid);
        }
    }

    @Test
    void aServiceOverridesOurFlags() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            proxy.startService("ours", "shop.Shop facts");
            proxy.startService(
                    "own", "-XX:+UseParallelGC -XX:TieredStopAtLevel=4 -Xmx33m -Dspoken=true shop.Shop facts");
            proxy.startService("jar", List.of("-cp", shop.jar().toString(), "-Xss1m", "shop.Shop", "facts"));
            for (String name : List.of("ours", "own", "jar")) {
                proxy.awaitOutput(name, "done");
            }

            assertThat(flags(proxy, "ours")).contains("-XX:+UseSerialGC", "-XX:ArchiveRelocationMode=0", "-Xss256k");
            assertThat(flags(proxy, "own"))
                    .contains("-XX:+UseParallelGC", "-Xmx33m", "-Dspoken=true", "-Xss256k")
                    .doesNotContain("SerialGC", "CICompilerCount", "TieredStopAtLevel=1");
            assertThat(flags(proxy, "jar")).contains("-Xss1m").doesNotContain("-Xss256k");
        }
    }

    private static String flags(ProxyProcess proxy, String name) {
        return proxy.output("out", name).stream()
                .filter(line -> line.startsWith("flags="))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void stopReachesAllThatTheServiceStarted() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            proxy.startService("parent", "shop.Shop grandchild");
            proxy.awaitOutput("parent", "grandchild ");
            long grandchild =
                    Long.parseLong(proxy.output("out", "parent").get(0).substring("grandchild ".length()));

            proxy.stopService("parent");

            proxy.awaitStatus("stopped", "parent");
            await().until(() -> !ProxyProcess.isAlive(grandchild));
        }
    }

    @Test
    void aStopRightAfterAStartEndsTheServiceAlone() throws Exception {
        try (ProxyProcess proxy = shop.lean().awaitReady()) {
            for (int attempt = 0; attempt < 50; attempt++) {
                String name = "s" + attempt;
                proxy.write(("{\"command\":\"start\",\"name\":\"" + name + "\",\"cmd\":\"sleep 600\"}\n"
                                + "{\"command\":\"stop\",\"name\":\"" + name + "\"}\n")
                        .getBytes(StandardCharsets.UTF_8));
                assertThat(proxy.awaitStatus("stopped", name).exitStatus()).isEqualTo(15);
            }
            assertThat(proxy.isAlive()).isTrue();
        }
    }

    @Test
    void passesOutputOnWhole() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            proxy.startService("a", "shop.Shop lines 50000");
            proxy.startService("b", "shop.Shop lines 50000");
            proxy.startService("c", "shop.Shop bytes");
            List<String> expected = IntStream.range(0, 50_000)
                    .mapToObj(number -> "line " + number)
                    .toList();
            for (String name : List.of("a", "b")) {
                proxy.awaitStatus("stopped", name);
                proxy.awaitOutput(name, "line 49999");
                assertThat(proxy.output("out", name)).isEqualTo(expected);
            }
            proxy.awaitOutput("c", "no end");
            List<String> lines = proxy.output("out", "c");
            assertThat(lines.subList(0, 4)).containsExactly("a:b::c", "\u00ff broken", "nul \u0000", "");
            assertThat(lines.subList(4, 8))
                    .extracting(String::length)
                    .containsExactly(65536, 65536, 65536, 200_000 - 3 * 65536);
            proxy.awaitOutput("err", "c", "an error");
        }
    }

    @Test
    void obeysWhileNobodyReadsTheLog() throws Exception {
        Path jdk = Path.of(System.getProperty("java.home"));
        try (ProxyProcess proxy = shop.run(jdk, false, "-cp", shop.jar().toString(), "--no-train")) {
            proxy.startService("flood", "shop.Shop lines 500000");
            proxy.awaitStatus("started", "flood");
            proxy.startService("other", "sh -c 'exit 1'");
            proxy.awaitStatus("stopped", "other");
            assertThat(proxy.statuses("stopped")).hasSize(1);

            proxy.letLogBeRead();
            proxy.awaitStatus("stopped", "flood");
            await().untilAsserted(() -> assertThat(proxy.output("out", "flood")).hasSize(500_000));
        }
    }

    @Test
    void dropsWhatIsToBeIgnored() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            proxy.send(Map.of("command", "start", "name", "out", "cmd", "echo o; echo e >&2", "ignore_stdout", 1));
            proxy.send(Map.of("command", "start", "name", "err", "cmd", "echo o; echo e >&2", "ignore_stderr", true));

            proxy.awaitOutput("err", "out", "e");
            proxy.awaitOutput("err", "o");
            assertThat(proxy.output("out", "out")).isEmpty();
            assertThat(proxy.output("err", "err")).isEmpty();
        }
    }

    @Test
    void takesItsServicesAlongWhenItIsKilled() throws Exception {
        try (ProxyProcess proxy = withTwoServices()) {
            proxy.signal("KILL");

            await().untilAsserted(() -> assertNoneAlive(proxy));
        }
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
