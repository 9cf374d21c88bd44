package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A forked service is as clean as a program that was started on its own. */
class ProxyChildrenTest {
    static final int REFORK_SIGNAL = 50;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void leadsItsOwnSessionAndGroup(Language language) throws Exception {
        try (ProxyProcess proxy = withApplication(language)) {
            Map<String, String> facts = Facts.of(proxy, "s", Map.of("cmd", language.script("facts")));

            assertThat(facts.get("session")).isEqualTo(facts.get("pid"));
            assertThat(facts.get("group")).isEqualTo(facts.get("pid"));
            assertThat(facts.get("ppid")).isEqualTo(Long.toString(proxy.pid()));
            assertThat(facts.get("name")).isEqualTo("__main__");
        }
    }

    @ParameterizedTest
    @EnumSource
    void staysInTheProxysSessionOnRequest(Language language) throws Exception {
        try (ProxyProcess proxy = withApplication(language)) {
            Map<String, String> facts =
                    Facts.of(proxy, "s", Map.of("cmd", language.script("facts"), "no_new_session", 1));
            assertThat(facts.get("group")).isNotEqualTo(facts.get("pid"));

            proxy.send(Map.of("command", "start", "name", "t", "cmd", language.script("sleep"), "no_new_session", 1));
            proxy.awaitOutput("t", "up");
            proxy.stopService("t");
            assertThat(proxy.awaitStatus("stopped", "t").exitStatus()).isEqualTo(15);
            assertThat(proxy.isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasTheSignalsOfAFreshInterpreter(Language language) throws Exception {
        try (ProxyProcess proxy = withApplication(language)) {
            Map<String, String> facts = Facts.of(proxy, "s", Map.of("cmd", language.script("facts")));
            Map<String, String> fresh = Facts.apart(language.interpreter(), language);

            assertThat(facts.get("SigBlk")).isEqualTo("0000000000000000");
            assertThat(facts.get("SigIgn")).isEqualTo(fresh.get("SigIgn"));
            // But for the signal of a refork.
            long caught = Long.parseUnsignedLong(facts.get("SigCgt"), 16) & ~(1L << (REFORK_SIGNAL - 1));
            assertThat(caught).isEqualTo(Long.parseUnsignedLong(fresh.get("SigCgt"), 16));
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasDefaultSignalsWhereItIsAProgram(Language language) throws Exception {
        try (ProxyProcess proxy = withApplication(language)) {
            proxy.startService("cat", List.of("cat", "/proc/self/status"));
            proxy.awaitStatus("stopped", "cat");
            proxy.awaitOutput("cat", "SigCgt");

            assertThat(proxy.output("out", "cat"))
                    .filteredOn(line -> line.matches("Sig(Blk|Ign|Cgt).*"))
                    .hasSize(3)
                    // 32 and 33 belong to the C library, which lets nobody change them.
                    .allMatch(line -> (Long.parseUnsignedLong(line.split("\\s+")[1], 16) & ~(3L << 31)) == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsNoDescriptorButTheFirstThree(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language).awaitReady()) {
            proxy.startService("earlier", language.script("sleep"));
            Map<String, String> facts = Facts.of(proxy, "s", Map.of("cmd", language.script("facts")));

            assertThat(facts.get("stdin")).isEqualTo("/dev/null");
            assertThat(facts.get("fds")).isEqualTo("0 1 2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasTheFilesOfTheApplicationAndAProgramHasNot(Language language) throws Exception {
        try (ProxyProcess proxy = withApplication(language)) {
            proxy.startService("s", language.script("reopen"));
            proxy.awaitStatus("stopped", "s");
            proxy.awaitOutput("s", "open ");
            List<String> open = proxy.output("out", "s");

            // The worker's own file, opened and closed again, is neither kept open nor closed by a stranger.
            assertThat(open).containsExactly("open /etc/passwd");

            proxy.startService("ls", "ls /proc/self/fd");
            proxy.awaitStatus("stopped", "ls");
            proxy.awaitOutput("ls", "3");
            assertThat(proxy.output("out", "ls")).containsExactly("0", "1", "2", "3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasRandomNumbersOfItsOwn(Language language) throws Exception {
        try (ProxyProcess proxy = withApplication(language)) {
            Map<String, String> one = Facts.of(proxy, "one", Map.of("cmd", language.script("facts")));
            Map<String, String> two = Facts.of(proxy, "two", Map.of("cmd", language.script("facts")));

            assertThat(one.get("seed")).isNotEqualTo(two.get("seed"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void getsItsEnvironmentArgumentsAndFolder(Language language) throws Exception {
        Map<String, Object> env = new HashMap<>();
        env.put("GREETING", "Grüße: a=b");
        env.put("NUMBER", 17);
        env.put("UNWANTED", null);
        Path script = Files.copy(
                ProxyProcess.scripts().resolve(language.script("facts")), folder.resolve(language.script("copy")));
        try (ProxyProcess proxy = ProxyProcess.start(
                language.program(), builder -> builder.environment().put("UNWANTED", "x"), true)) {
            Map<String, String> facts = Facts.of(
                    proxy,
                    "s",
                    Map.of("cmd", script.getFileName() + " a 'b c' \"d\"", "cwd", folder.toString(), "env", env));

            assertThat(facts)
                    .containsEntry("arguments", "a b c d")
                    .containsEntry("cwd", folder.toRealPath().toString())
                    .containsEntry("env.CONTROL_FREAK_ENABLED", "1")
                    .containsEntry("env.CONTROL_FREAK_SERVICE", "s")
                    .containsEntry("env.NUMBER", "17")
                    .doesNotContainKeys("env.UNWANTED", "env._CFK_COMMAND_FD", "env._CFK_STATUS_FD", "env._CFK_LOG_FD");
            assertThat(facts.get("env.GREETING").getBytes(StandardCharsets.ISO_8859_1))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("Grüße: a=b");
            assertThat(facts.keySet())
                    .noneMatch(
                            key -> key.endsWith("_NUM_THREADS") || key.startsWith("RUBY_GC") || key.startsWith("_CFK"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotRunTheProxysFarewells(Language language) throws Exception {
        try (ProxyProcess proxy = withApplication(language)) {
            proxy.startService("s", language.script("farewell"));
            assertThat(proxy.awaitStatus("stopped", "s").exitStatus()).isEqualTo(4 << 8);
            proxy.awaitOutput("s", "my own farewell");

            assertThat(String.join("", proxy.output("out", "s"))).isEqualTo("no newlinemy own farewell");
            assertThat(proxy.output("err", "s")).isEmpty();
            proxy.send(Map.of("command", "shutdown"));
            assertThat(proxy.awaitExit()).isZero();
            assertThat(proxy.ownOutput())
                    .contains("the application ends in the proxy")
                    .doesNotContain("a child");
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsWhereItCrashed(Language language) throws Exception {
        try (ProxyProcess proxy = withApplication(language)) {
            proxy.startService("crash", language.script("crash"));
            proxy.startService("syntax", language.script("syntax"));
            int code = language.crashCode();

            assertThat(proxy.awaitStatus("stopped", "crash").exitStatus()).isEqualTo(code << 8);
            assertThat(proxy.awaitStatus("stopped", "syntax").exitStatus()).isEqualTo(code << 8);
            proxy.awaitOutput("err", "crash", "the worker broke");
            proxy.awaitOutput("err", "crash", language.script("crash"));
            proxy.awaitOutput("err", "syntax", language.script("syntax"));
            assertThat(proxy.output("err", "crash")).noneMatch(line -> line.contains("cfk-share-mem-proxy"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void runsAFunctionOfThePreloadedApplication(Language language) throws Exception {
        try (ProxyProcess proxy = withApplication(language)) {
            proxy.startService("s", language.function("serve") + " a b");

            assertThat(proxy.awaitStatus("stopped", "s").exitStatus()).isEqualTo(7 << 8);
            proxy.awaitOutput("s", "served with 1");
        }
    }

    @Test
    void runsAModuleAsMain() throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(Language.PYTHON, "--preload", "json.tool")) {
            proxy.startService("m", "python3 -u -m json.tool nowhere.json");

            assertThat(proxy.awaitStatus("stopped", "m").exitStatus()).isEqualTo(512);
            proxy.awaitOutput("err", "m", "nowhere.json");
        }
    }

    @Test
    void runsACodeReferenceThatAPreloadedFileReturned() throws Exception {
        try (ProxyProcess proxy = withApplication(Language.PERL)) {
            proxy.startService("c", "coderef:application.pl a b");

            assertThat(proxy.awaitStatus("stopped", "c").exitStatus()).isZero();
            proxy.awaitOutput("c", "coderef with 1000000 a b");
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesItsInterpreterOrAShellLine(Language language) throws Exception {
        try (ProxyProcess proxy = withApplication(language)) {
            String interpreter = language.interpreter() + " ";
            Map<String, String> facts = Facts.of(proxy, "named", Map.of("cmd", interpreter + language.script("facts")));
            assertThat(facts.get("ppid")).isEqualTo(Long.toString(proxy.pid()));

            proxy.send(Map.of(
                    "command",
                    "start",
                    "name",
                    "shell",
                    "cmd",
                    "echo \"$WHO\" | tr a-z A-Z; exit 5",
                    "env",
                    Map.of("WHO", "me")));
            assertThat(proxy.awaitStatus("stopped", "shell").exitStatus()).isEqualTo(5 << 8);
            proxy.awaitOutput("shell", "ME");

            proxy.startService("list", List.of("printf", "%s\n", "$HOME; *"));
            proxy.awaitOutput("list", "$HOME; *");
        }
    }

    @Test
    void endsTheThreadsAndKeepsTheFilesOfARubyWorker() throws Exception {
        Path file = folder.resolve("unfinished.txt");
        try (ProxyProcess proxy = withApplication(Language.RUBY)) {
            proxy.startService("s", List.of("unfinished.rb", file.toString()));

            assertThat(proxy.awaitStatus("stopped", "s").exitStatus()).isZero();
            assertThat(file).hasContent("never closed");
            proxy.awaitOutput("s", "the thread was ended");
        }
    }

    private static ProxyProcess withApplication(Language language) throws Exception {
        return ProxyProcess.start(language, "--preload", language.script("application"))
                .awaitReady();
    }
}
