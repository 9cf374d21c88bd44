package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Signal;
import controlfreak.proxies.ProxyProcess.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a proxy does with commands and what it says in return. */
class ProxyCommandsTest {
    @ParameterizedTest
    @EnumSource
    void saysThatItIsReady(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language, "--preload", language.script("application"))) {
            Status ready = proxy.awaitStatus("ready", null);

            assertThat(proxy.statuses()).hasSize(1);
            assertThat(ready.pid()).isEqualTo(proxy.pid());
            assertThat(ready.json().path("protocol").asInt()).isEqualTo(2);
            assertThat(ready.json().path("runtime").asText()).matches(language.runtime() + " \\d+\\.\\d+\\.\\d+");
            assertThat(ready.json().path("preloaded").path(0).asText()).isEqualTo(language.script("application"));
            assertThat(ready.json().path("preload_ms").isInt()).isTrue();
            double memory = ready.json().path("memory_mb").asDouble();
            assertThat(memory)
                    .isCloseTo(ProxyProcess.memoryOf(proxy.pid(), "Pss") / 1024.0, Percentage.withPercentage(20));
        }
    }

    @ParameterizedTest
    @EnumSource
    void warmsUpBeforeItIsReady(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(
                language,
                "--preload",
                language.script("application"),
                "--before-fork",
                language.function("before_fork"),
                "--warm",
                language.function("warm"))) {
            proxy.awaitReady();

            assertThat(proxy.ownOutput()).containsSubsequence("warm\n", "before the fork\n");
        }
    }

    @Test
    void aPerlFileMeetsNoNameOfTheProxy() throws Exception {
        Path file = Files.createTempFile("names", ".pl");
        Files.writeString(file, "our @KEPT = our %P = (a => 1); sub start { 'mine' } print STDERR __PACKAGE__; 1;");
        try (ProxyProcess proxy = ProxyProcess.start(Language.PERL, "--preload", file.toString())) {
            proxy.startService("s", "main::start");

            assertThat(proxy.awaitStatus("stopped", "s").exitStatus()).isZero();
            assertThat(proxy.ownOutput()).contains("main");
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysTheRawWaitStatusOfAnExit(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            proxy.startService("zero", language.script("exit") + " 0");
            proxy.startService("one", language.script("exit") + " 1");
            proxy.startService("many", List.of(language.script("exit"), "255"));

            assertThat(proxy.awaitStatus("stopped", "zero").exitStatus()).isZero();
            assertThat(proxy.awaitStatus("stopped", "one").exitStatus()).isEqualTo(256);
            assertThat(proxy.awaitStatus("stopped", "many").exitStatus()).isEqualTo(0xFF00);
            for (String name : List.of("zero", "one", "many")) {
                List<Status> own = proxy.statuses().stream()
                        .filter(status -> name.equals(status.name()))
                        .toList();
                assertThat(own).extracting(Status::status).containsExactly("started", "stopped");
                assertThat(own.get(0).pid()).isPositive().isEqualTo(own.get(1).pid());
                assertThat(own.get(0).json().path("exit_status").isNull()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysTheRawWaitStatusOfASignal(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            proxy.startService("stopped", language.script("sleep"));
            proxy.startService("killed", language.script("stubborn"));
            proxy.startService("signalled", language.script("sleep"));
            for (String name : List.of("stopped", "killed", "signalled")) {
                proxy.awaitOutput(name, "up");
            }

            proxy.stopService("stopped");
            proxy.send(Map.of("command", "stop", "name", "killed", "signal", "KILL"));
            proxy.send(Map.of("command", "signal", "name", "signalled", "signal", "HUP"));

            assertThat(proxy.awaitStatus("stopped", "stopped").exitStatus()).isEqualTo(15);
            assertThat(proxy.awaitStatus("stopped", "killed").exitStatus()).isEqualTo(9);
            assertThat(proxy.awaitStatus("stopped", "signalled").exitStatus()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void onesThatArePausedEndPolitelyAllTheSame(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            for (String name : List.of("stopped", "left")) {
                proxy.startService(name, language.script("sleep"));
                proxy.awaitOutput(name, "up");
                proxy.send(Map.of("command", "signal", "name", name, "signal", "STOP"));
                Path stat = Path.of(
                        "/proc",
                        Long.toString(proxy.awaitStatus("started", name).pid()),
                        "stat");
                await().until(() -> Files.readString(stat).contains(") T "));
            }

            proxy.stopService("stopped");
            assertThat(proxy.awaitStatus("stopped", "stopped").exitStatus()).isEqualTo(15);
            proxy.send(Map.of("command", "shutdown"));
            assertThat(proxy.awaitStatus("stopped", "left").exitStatus()).isEqualTo(15);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stopReachesAllThatTheServiceForked(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            proxy.startService("parent", language.script("grandchild"));
            proxy.awaitOutput("parent", "grandchild ");
            long grandchild =
                    Long.parseLong(proxy.output("out", "parent").get(0).substring("grandchild ".length()));

            proxy.stopService("parent");

            proxy.awaitStatus("stopped", "parent");
            await().until(() -> !ProxyProcess.isAlive(grandchild));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStopForTheMainProcessReachesThatAlone(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            proxy.startService("parent", language.script("grandchild"));
            proxy.awaitOutput("parent", "grandchild ");
            long grandchild =
                    Long.parseLong(proxy.output("out", "parent").get(0).substring("grandchild ".length()));

            proxy.send(Map.of("command", "stop", "name", "parent", "signal", "USR1", "to", "main"));

            assertThat(proxy.awaitStatus("stopped", "parent").exitStatus()).isEqualTo(Signal.USR1.number());
            assertThat(ProxyProcess.isAlive(grandchild)).isTrue();
            ProcessHandle.of(grandchild).orElseThrow().destroyForcibly();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStopRightAfterAStartEndsTheServiceAlone(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language).awaitReady()) {
            for (int attempt = 0; attempt < 50; attempt++) {
                String name = "s" + attempt;
                proxy.write(("{\"command\":\"start\",\"name\":\"" + name + "\",\"cmd\":\"" + language.script("sleep")
                                + "\"}\n{\"command\":\"stop\",\"name\":\"" + name + "\"}\n")
                        .getBytes(StandardCharsets.UTF_8));
                assertThat(proxy.awaitStatus("stopped", name).exitStatus()).isEqualTo(15);
            }
            assertThat(proxy.statuses("started")).hasSize(50);
            assertThat(proxy.isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatCouldNotBeStartedAndWhy(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            proxy.startService("script", language.script("nowhere"));
            proxy.startService("program", List.of("no-such-program", "x"));
            proxy.send(
                    Map.of("command", "start", "name", "folder", "cmd", language.script("sleep"), "cwd", "/no/such"));
            proxy.startService("quote", "sleep 'ten");
            proxy.startService("nothing", "  ");
            proxy.startService("number", 17);
            proxy.startService("bad:name", language.script("sleep"));
            proxy.startService("twice", language.script("sleep"));
            proxy.startService("twice", language.script("sleep"));

            assertThat(proxy.awaitStatus("failed", "script").reason())
                    .isEqualTo("No such file: " + language.script("nowhere"));
            assertThat(proxy.awaitStatus("failed", "program").reason()).isEqualTo("No such file: no-such-program");
            assertThat(proxy.awaitStatus("failed", "folder").reason())
                    .isEqualTo("Cannot enter the working folder /no/such: No such file or directory");
            assertThat(proxy.awaitStatus("failed", "quote").reason()).containsIgnoringCase("quot");
            assertThat(proxy.awaitStatus("failed", "nothing").reason()).isEqualTo("The command is empty");
            proxy.awaitStatus("failed", "number");
            proxy.awaitStatus("failed", "bad:name");
            Status twice = proxy.awaitStatus("failed", "twice");
            assertThat(twice.reason()).startsWith("twice runs already, pid ");
            assertThat(twice.isFinal()).isFalse();
            assertThat(proxy.statuses("failed"))
                    .filteredOn(failed -> !failed.name().matches("twice|bad:name"))
                    .hasSize(6)
                    .allMatch(Status::isFinal);
            proxy.awaitStatus("started", "twice");
            assertThat(proxy.statuses("started"))
                    .extracting(Status::name)
                    .contains("twice")
                    .doesNotContain("script", "program", "folder");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNameIsFreeAgainOnceItsServiceEnded(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            proxy.startService("again", language.script("exit") + " 3");
            proxy.awaitStatus("stopped", "again");
            proxy.startService("again", language.script("nowhere"));
            proxy.awaitStatus("failed", "again");
            proxy.startService("again", language.script("exit") + " 4");

            await().until(() -> proxy.statuses("stopped").size() == 2);
            assertThat(proxy.statuses("stopped")).extracting(Status::exitStatus).containsExactly(3 << 8, 4 << 8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isStartedByControlFreakOnly(Language language) throws Exception {
        Process process = new ProcessBuilder(language.program().toString()).start();

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(text(process)).containsOnlyOnce("\n").contains("started by Control Freak");
    }

    @ParameterizedTest
    @EnumSource
    void explainsItself(Language language) throws Exception {
        assertThat(answer(language, "--help"))
                .contains(
                        "how to prepare an application",
                        "--before-fork",
                        "worker.",
                        "how a warmed-up worker becomes the template",
                        "how the proxy notices changes",
                        "--watch-secs",
                        "--refork-secs");
        assertThat(answer(language, "--version")).contains("protocol 2");
    }

    @ParameterizedTest
    @EnumSource
    void speaksOverItsStandardDescriptors(Language language) throws Exception {
        try (ProxyProcess proxy =
                ProxyProcess.startOnStandardPipes(language, "--preload", language.script("application"))) {
            proxy.startService("s", language.script("facts"));

            assertThat(proxy.awaitStatus("stopped", "s").exitStatus()).isZero();
            proxy.awaitOutput("s", "fds=0 1 2");
            proxy.awaitOutput("s", "stdin=/dev/null");
            assertThat(proxy.statuses()).extracting(Status::status).containsExactly("ready", "started", "stopped");
            proxy.closeCommands();
            assertThat(proxy.awaitExit()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin/python3"})
    void runsUnderTheSystemsOwnPython(String python) throws Exception {
        Process process = new ProcessBuilder(
                        python, Language.PYTHON.program().toString(), "--stdio", "--preload", "json.tool")
                .start();
        process.getOutputStream().close();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("\"ready\"");
        assertThat(process.waitFor()).isZero();
    }

    private static String answer(Language language, String option) throws Exception {
        Process process = new ProcessBuilder(language.program().toString(), option).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return text;
    }

    private static String text(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
