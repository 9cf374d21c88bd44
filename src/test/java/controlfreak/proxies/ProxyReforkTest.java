package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.proxies.ProxyProcess.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A warmed-up worker becomes the template of later forks, and nobody else notices. */
@Timeout(90)
class ProxyReforkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource(names = {"PYTHON", "PERL"})
    void saysThatItCan(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            assertThat(proxy.awaitStatus("ready", null).json().path("refork").asBoolean())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PYTHON", "PERL"})
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
    @EnumSource(names = {"PYTHON", "PERL"})
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
    @EnumSource(names = {"PYTHON", "PERL"})
    void whatTheWorkerHadOpenLeadsNowhere(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            long template = refork(proxy, "web").pid();
            List<String> open = targets(template);
            assertThat(open).filteredOn(target -> target.startsWith("socket:")).hasSizeLessThanOrEqualTo(2);
            assertThat(targets(started(proxy, "web"))).contains("/etc/passwd");
            assertThat(open).doesNotContain("/etc/passwd").doesNotContainAnyElementsOf(sockets(proxy, "web"));

            proxy.startService("later", language.script("sleep"));
            proxy.awaitOutput("later", "up");
            assertThat(targets(started(proxy, "later")))
                    .filteredOn(target -> !target.startsWith("pipe:"))
                    .containsOnly("/dev/null");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PYTHON", "PERL"})
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
    @EnumSource(names = {"PYTHON", "PERL"})
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
    @EnumSource(names = {"PYTHON", "PERL"})
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
    @EnumSource(names = {"PYTHON", "PERL"})
    void aSecondCopyTakesThePlaceOfTheFirst(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            long first = refork(proxy, "web").pid();
            proxy.startService("second", language.script("warm"));
            proxy.awaitOutput("second", "up");
            long second = refork(proxy, "second").pid();

            await().atMost(PATIENCE).until(() -> !ProxyProcess.isAlive(first));
            assertThat(wasInLaterService(proxy, language, "third")).startsWith("was 2 ");
            assertThat(ProxyProcess.isAlive(second)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PYTHON", "PERL"})
    void forksFromTheProxyAgainOnRequest(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            long template = refork(proxy, "web").pid();
            proxy.send(Map.of("command", "refork"));
            Status back = awaitReforked(proxy, 2);

            assertThat(back.pid()).isEqualTo(proxy.pid());
            assertThat(back.name()).isNull();
            assertThat(back.json().path("memory_mb").asDouble()).isPositive();
            await().atMost(PATIENCE).until(() -> !ProxyProcess.isAlive(template));
            assertThat(wasInLaterService(proxy, language, "later")).startsWith("was 0 ");
            assertThat(proxy.statuses("reforked")).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PYTHON", "PERL"})
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
    @EnumSource(names = {"PYTHON", "PERL"})
    void aServiceOfTheProxysSessionForksFromTheProxy(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            refork(proxy, "web");
            proxy.send(Map.of("command", "start", "name", "in", "cmd", language.script("warm"), "no_new_session", 1));

            proxy.awaitOutput("in", "was 0");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PYTHON", "PERL"})
    void refusesWhatCannotBeCopied(Language language) throws Exception {
        try (ProxyProcess proxy = withApplication(language, "--refork-secs", "0.5")) {
            for (String how : List.of("threaded", "deaf", "else")) {
                proxy.startService(how, language.script("warm") + " " + how);
                proxy.awaitOutput(how, "up");
            }
            proxy.startService("program", List.of("sleep", "600"));
            proxy.awaitStatus("started", "program");

            assertThat(refusal(proxy, "nobody")).isEqualTo("nobody does not run");
            assertThat(refusal(proxy, "program")).isEqualTo("program is a program of its own and shares nothing");
            assertThat(refusal(proxy, "deaf")).isEqualTo("deaf did not answer within 0.5 s");
            assertThat(refusal(proxy, "else")).startsWith("else does not listen to signal 50");
            assertThat(refusal(proxy, "threaded"))
                    .startsWith("threaded cannot be copied: It has 2 threads")
                    .contains(language == Language.PYTHON ? "refresher" : "warm.pl");
            assertThat(wasInLaterService(proxy, language, "later")).startsWith("was 0 ");
            assertThat(proxy.statuses("reforked")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PYTHON", "PERL"})
    void asksNobodyWhoIsInTheMidstOfWork(Language language) throws Exception {
        try (ProxyProcess proxy = withApplication(language, "--refork-secs", "0.5")) {
            proxy.startService("busy", language.script("warm") + " busy");
            proxy.awaitOutput("busy", "up");

            assertThat(refusal(proxy, "busy")).isEqualTo("busy did not pause within 0.5 s");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PYTHON", "PERL"})
    void keepsItsTemplateWhenAnotherWorkerIsRefused(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language, "--refork-secs", "5")) {
            long template = refork(proxy, "web").pid();
            proxy.startService("deaf", language.script("warm") + " deaf");
            proxy.awaitOutput("deaf", "up");
            proxy.send(Map.of("command", "refork", "name", "deaf"));
            assertThat(refusal(proxy, "web")).isEqualTo("deaf is just becoming the template");
            proxy.send(Map.of("command", "stop", "name", "deaf", "signal", "KILL"));

            assertThat(awaitRefused(proxy, "deaf").reason()).isEqualTo("deaf has ended");
            assertThat(wasInLaterService(proxy, language, "later")).startsWith("was 1 ");
            assertThat(ProxyProcess.isAlive(template)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PYTHON", "PERL"})
    void tidiesTheCopyAsItTidiedItself(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language, "--before-fork", hook(language, "before_fork"))) {
            refork(proxy, "web");

            assertThat(proxy.ownOutput()).isEqualTo("before the fork\nbefore the fork\n");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PYTHON", "PERL"})
    void refusesACopyThatCannotBeTidied(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language, "--before-fork", hook(language, "fail_later"))) {
            assertThat(refusal(proxy, "web")).contains("could not be prepared", "the tidying broke");
            assertThat(wasInLaterService(proxy, language, "later")).startsWith("was 0 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL", "closed", "shutdown"})
    void leavesNobodyBehind(String end) throws Exception {
        for (Language language : List.of(Language.PYTHON, Language.PERL)) {
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
                await().atMost(PATIENCE).until(() -> all.stream().noneMatch(ProxyProcess::isAlive));
                assertThat(proxy.statuses("stopped")).hasSize(end.equals("KILL") ? 0 : 2);
            }
        }
    }

    @Test
    void aWorkerIsWokenFromNoSleep() throws Exception {
        try (ProxyProcess proxy = withWarmWorker(Language.PYTHON)) {
            refork(proxy, "web");
            proxy.stopService("web");
            assertThat(proxy.awaitStatus("stopped", "web").exitStatus()).isEqualTo(3 << 8);

            assertThat(proxy.output("out", "web")).noneMatch(line -> line.contains("woke up"));
        }
    }

    private static ProxyProcess withApplication(Language language, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("--preload", language.script("tally")));
        all.addAll(List.of(options));
        return ProxyProcess.start(language, all.toArray(String[]::new)).awaitReady();
    }

    private static ProxyProcess withWarmWorker(Language language, String... options) throws Exception {
        ProxyProcess proxy = withApplication(language, options);
        proxy.startService("web", language.script("warm"));
        proxy.awaitOutput("web", "up");
        return proxy;
    }

    private static String hook(Language language, String name) {
        return language.function(name).replace("application", "tally");
    }

    private static Status refork(ProxyProcess proxy, String name) throws Exception {
        int before = proxy.statuses("reforked").size();
        proxy.send(Map.of("command", "refork", "name", name));
        Status reforked = awaitReforked(proxy, before + 1);
        assertThat(reforked.name()).isEqualTo(name);
        return reforked;
    }

    private static Status awaitReforked(ProxyProcess proxy, int count) {
        await().atMost(PATIENCE)
                .failFast(
                        "refused: " + proxy.statuses("refused"),
                        () -> !proxy.statuses("refused").isEmpty())
                .until(() -> proxy.statuses("reforked").size() >= count);
        return proxy.statuses("reforked").get(count - 1);
    }

    private static String refusal(ProxyProcess proxy, String name) throws Exception {
        proxy.send(Map.of("command", "refork", "name", name));
        return awaitRefused(proxy, name).reason();
    }

    private static Status awaitRefused(ProxyProcess proxy, String name) {
        Status refused = proxy.awaitStatus("refused", name);
        assertThat(refused.json().path("command").asText()).isEqualTo("refork");
        return refused;
    }

    private static String wasInLaterService(ProxyProcess proxy, Language language, String name) throws Exception {
        proxy.startService(name, language.script("warm"));
        proxy.awaitOutput(name, "up");
        return proxy.output("out", name).get(0);
    }

    private static long started(ProxyProcess proxy, String name) {
        return proxy.awaitStatus("started", name).pid();
    }

    private static List<String> targets(long pid) throws Exception {
        try (Stream<Path> links = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            List<String> targets = new ArrayList<>();
            for (Path link : links.toList()) {
                targets.add(Files.readSymbolicLink(link).toString());
            }
            return targets;
        }
    }

    private static List<String> sockets(ProxyProcess proxy, String name) throws Exception {
        List<String> sockets = targets(started(proxy, name)).stream()
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
        return facts;
    }
}
