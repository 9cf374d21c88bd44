package controlfreak.proxies;

import static controlfreak.proxies.WarmProxy.awaitReforked;
import static controlfreak.proxies.WarmProxy.hook;
import static controlfreak.proxies.WarmProxy.refork;
import static controlfreak.proxies.WarmProxy.started;
import static controlfreak.proxies.WarmProxy.wasInLaterService;
import static controlfreak.proxies.WarmProxy.withWarmWorker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.proxies.ProxyProcess.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A warmed-up worker becomes the template of later forks, and nobody else notices. */
class ProxyReforkTest {

    @ParameterizedTest
    @EnumSource
    void saysThatItCan(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            assertThat(proxy.awaitStatus("ready", null).json().path("refork").asBoolean())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLaterServiceHasTheMemoryOfTheWorker(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            Status reforked = refork(proxy, "web");

            assertThat(reforked.pid()).isPositive().isNotIn(proxy.pid(), started(proxy, "web"));
            assertThat(reforked.json().path("memory_mb").asDouble()).isPositive();
            proxy.startService("later", language.script("warm") + " a b");
            proxy.awaitOutput("later", "up");
            assertThat(proxy.output("out", "later")).element(0).asString().matches("was 1 .*a.*b.*");
            assertThat(proxy.output("out", "later")).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceOfTheTemplateIsAsCleanAsOneOfTheProxy(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            Map<String, Object> order = Map.of("cmd", language.script("facts") + " x", "env", Map.of("OWN", "1"));
            Map<String, String> before = facts(proxy, "before", order);
            refork(proxy, "web");
            Map<String, String> after = facts(proxy, "after", order);

            for (String own : List.of("pid", "session", "group")) {
                assertThat(after.remove(own)).isEqualTo(Long.toString(started(proxy, "after")));
                before.remove(own);
            }
            assertThat(after.remove("seed")).isNotEqualTo(before.remove("seed"));
            assertThat(after.remove("env.CONTROL_FREAK_SERVICE")).isEqualTo("after");
            before.remove("env.CONTROL_FREAK_SERVICE");
            // The numbers of what the worker had open lead nowhere.
            assertThat(after.remove("fds")).startsWith("0 1 2");
            before.remove("fds");
            assertThat(after).isEqualTo(before).containsEntry("env.OWN", "1").containsEntry("stdin", "/dev/null");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheWorkerHadOpenLeadsNowhere(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            long template = refork(proxy, "web").pid();
            List<String> open = ProxyProcess.targets(template);
            assertThat(open).filteredOn(target -> target.startsWith("socket:")).hasSizeLessThanOrEqualTo(2);
            assertThat(ProxyProcess.targets(started(proxy, "web"))).contains("/etc/passwd");
            assertThat(open).doesNotContain("/etc/passwd").doesNotContainAnyElementsOf(sockets(proxy, "web"));

            proxy.startService("later", language.script("sleep"));
            proxy.awaitOutput("later", "up");
            assertThat(ProxyProcess.targets(started(proxy, "later")))
                    .doesNotContain("/etc/passwd")
                    .doesNotContainAnyElementsOf(sockets(proxy, "web"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theWorkerGoesOnUndisturbed(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            refork(proxy, "web");
            proxy.send(Map.of("command", "signal", "name", "web", "signal", "HUP"));
            proxy.awaitOutput("web", "alive");

            assertThat(String.join("\n", proxy.output("out", "web")))
                    .containsOnlyOnce("rest of a line")
                    .doesNotContain("a child died");
            assertThat(children(started(proxy, "web"))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfTheWorkerIsNotTheEndOfItsCopy(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            refork(proxy, "web");
            proxy.send(Map.of("command", "stop", "name", "web", "signal", "KILL"));
            proxy.awaitStatus("stopped", "web");

            assertThat(wasInLaterService(proxy, language, "later")).startsWith("was 1 ");
            assertThat(proxy.statuses("reforked")).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheExactEndOfEachService(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            refork(proxy, "web");
            for (int number = 0; number < 30; number++) {
                proxy.startService("s" + number, language.script("exit") + " " + number);
            }
            proxy.startService("sleep", language.script("sleep"));
            proxy.awaitOutput("sleep", "up");
            proxy.stopService("sleep");
            proxy.startService("nowhere", language.script("nowhere"));
            proxy.startService("shell", "echo $PPID; exit 5");

            for (int number = 0; number < 30; number++) {
                String name = "s" + number;
                assertThat(proxy.awaitStatus("stopped", name).exitStatus()).isEqualTo(number << 8);
                proxy.awaitOutput(name, "leaving with " + number);
                assertThat(proxy.output("out", name)).hasSize(1);
            }
            assertThat(proxy.awaitStatus("stopped", "sleep").exitStatus()).isEqualTo(15);
            assertThat(proxy.awaitStatus("stopped", "shell").exitStatus()).isEqualTo(5 << 8);
            proxy.awaitOutput("shell", Long.toString(proxy.pid()));
            assertThat(proxy.awaitStatus("failed", "nowhere").reason())
                    .isEqualTo("No such file: " + language.script("nowhere"));
            assertThat(proxy.statuses("started")).hasSize(33);
        }
    }

    @ParameterizedTest
    @EnumSource
    void survivesServicesThatAreKilledAtBirth(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            refork(proxy, "web");
            for (int number = 0; number < 50; number++) {
                String name = "s" + number;
                proxy.write(("{\"command\":\"start\",\"name\":\"" + name + "\",\"cmd\":\"" + language.script("sleep")
                                + "\"}\n{\"command\":\"stop\",\"name\":\"" + name + "\",\"signal\":\"KILL\"}\n")
                        .getBytes(StandardCharsets.UTF_8));
                assertThat(proxy.awaitStatus("stopped", name).exitStatus()).isEqualTo(9);
            }
            assertThat(proxy.statuses("reforked")).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecondCopyTakesThePlaceOfTheFirst(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            long first = refork(proxy, "web").pid();
            proxy.startService("second", language.script("warm"));
            proxy.awaitOutput("second", "up");
            long second = refork(proxy, "second").pid();

            await().until(() -> !ProxyProcess.isAlive(first));
            assertThat(wasInLaterService(proxy, language, "third")).startsWith("was 2 ");
            assertThat(ProxyProcess.isAlive(second)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void forksFromTheProxyAgainOnRequest(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            long template = refork(proxy, "web").pid();
            proxy.send(Map.of("command", "refork"));
            Status back = awaitReforked(proxy, 2);

            assertThat(back.pid()).isEqualTo(proxy.pid());
            assertThat(back.name()).isNull();
            assertThat(back.json().path("memory_mb").asDouble()).isPositive();
            await().until(() -> !ProxyProcess.isAlive(template));
            assertThat(wasInLaterService(proxy, language, "later")).startsWith("was 0 ");
            assertThat(proxy.statuses("reforked")).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void forksFromTheProxyAgainWhenTheTemplateDies(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            long template = refork(proxy, "web").pid();
            ProxyProcess.signal(template, "KILL");

            assertThat(awaitReforked(proxy, 2).pid()).isEqualTo(proxy.pid());
            proxy.awaitOutput("err", "-", "The template, pid " + template + ", is lost");
            assertThat(wasInLaterService(proxy, language, "later")).startsWith("was 0 ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceOfTheProxysSessionForksFromTheProxy(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            refork(proxy, "web");
            proxy.send(Map.of("command", "start", "name", "in", "cmd", language.script("warm"), "no_new_session", 1));

            proxy.awaitOutput("in", "was 0");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tidiesTheCopyAsItTidiedItself(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language, "--before-fork", hook(language, "before_fork"))) {
            refork(proxy, "web");

            assertThat(proxy.ownOutput()).isEqualTo("before the fork\nbefore the fork\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL", "closed", "shutdown"})
    void leavesNobodyBehind(String end) throws Exception {
        for (Language language : Language.values()) {
            try (ProxyProcess proxy = withWarmWorker(language)) {
                long template = refork(proxy, "web").pid();
                proxy.startService("later", language.script("warm"));
                proxy.awaitOutput("later", "up");
                switch (end) {
                    case "closed" -> proxy.closeCommands();
                    case "shutdown" -> proxy.send(Map.of("command", "shutdown"));
                    default -> proxy.signal(end);
                }
                proxy.awaitExit();

                List<Long> all = new ArrayList<>(List.of(template));
                proxy.statuses("started").forEach(status -> all.add(status.pid()));
                await().until(() -> all.stream().noneMatch(ProxyProcess::isAlive));
                assertThat(proxy.statuses("stopped")).hasSize(end.equals("KILL") ? 0 : 2);
            }
        }
    }

    /** Perl's own sleep ends with any signal. */
    @ParameterizedTest
    @EnumSource(names = {"PYTHON", "RUBY"})
    void aWorkerIsWokenFromNoSleep(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            refork(proxy, "web");
            proxy.stopService("web");
            assertThat(proxy.awaitStatus("stopped", "web").exitStatus()).isEqualTo(3 << 8);

            assertThat(proxy.output("out", "web")).noneMatch(line -> line.contains("woke up"));
        }
    }

    private static List<String> sockets(ProxyProcess proxy, String name) throws Exception {
        List<String> sockets = ProxyProcess.targets(started(proxy, name)).stream()
                .filter(target -> target.startsWith("socket:"))
                .toList();
        assertThat(sockets).isNotEmpty();
        return sockets;
    }

    private static String children(long pid) throws Exception {
        return Files.readString(Path.of("/proc/" + pid + "/task/" + pid + "/children"));
    }

    private static Map<String, String> facts(ProxyProcess proxy, String name, Map<String, ?> order) throws Exception {
        Map<String, Object> command = new HashMap<>(order);
        command.putAll(Map.of("command", "start", "name", name));
        proxy.send(command);
        proxy.awaitStatus("stopped", name);
        proxy.awaitOutput("err", name, "done");
        proxy.awaitOutput(name, "env.PATH");
        Map<String, String> facts = new HashMap<>();
        proxy.output("out", name).stream()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> facts.put(pair[0], pair[1]));
        for (String signals : List.of("SigIgn", "SigCgt")) {
            facts.compute(
                    signals,
                    // 32 and 33 belong to the C library, which takes them when there is a second thread.
                    (fact, mask) -> Long.toHexString(Long.parseUnsignedLong(mask, 16) & ~(3L << 31)));
        }
        return facts;
    }
}
