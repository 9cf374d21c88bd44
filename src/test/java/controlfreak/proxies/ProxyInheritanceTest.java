package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was registered or opened while loading belongs to the load; a service begins with its own. */
class ProxyInheritanceTest {
    @TempDir
    Path folder;

    private Heirs heirs;

    @BeforeEach
    void makeFiles() throws IOException {
        heirs = Heirs.in(folder);
    }

    @ParameterizedTest
    @EnumSource
    void drawsNumbersOfItsOwn(Language language) throws Exception {
        try (ProxyProcess proxy = heirs.start(language)) {
            Map<String, String> one = Heirs.run(proxy, language, "one", "return");
            Map<String, String> two = Heirs.run(proxy, language, "two", "return");

            assertThat(one.get("random")).isNotEqualTo(two.get("random"));
            assertThat(one).containsEntry("urandom", "8");
            if (language != Language.PERL) {
                assertThat(one.get("generator")).isNotNull().isNotEqualTo(two.get("generator"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsOnFromWhereLoadingStopped(Language language) throws Exception {
        try (ProxyProcess proxy = heirs.start(language)) {
            assertThat(Heirs.run(proxy, language, "one", "return")).containsEntry("read", "two");
            assertThat(Heirs.run(proxy, language, "two", "return")).containsEntry("read", "two");
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesOnInTheFilesThatLoadingOpenedForWriting(Language language) throws Exception {
        try (ProxyProcess proxy = heirs.start(language)) {
            Heirs.run(proxy, language, "one", "return");
            Heirs.run(proxy, language, "two", "exit");

            assertThat(folder.resolve("appended.txt")).hasContent("load,heir,heir,");
            assertThat(folder.resolve("written.txt")).hasContent("load,heir,heir,");
            assertThat(folder.resolve("unclosed.txt")).hasContent("never closed,never closed,");
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasNothingOfDatabasesAndSocketsAndIsTold(Language language) throws Exception {
        try (ProxyProcess proxy = heirs.start(language)) {
            Map<String, String> facts = Heirs.run(proxy, language, "one", "return");

            assertThat(facts.get("database")).contains("failed: ");
            assertThat(facts.get("socket")).contains("failed: Broken pipe");
            assertThat(folder.resolve("shop.db")).hasContent("data");
            String lost = "the database " + folder.resolve("shop.db") + " (descriptor ";
            proxy.awaitOutput("err", "one", "Open since loading, and leading nowhere here: " + lost);
            proxy.awaitOutput("err", "one", "a connection to another process (descriptor ");
            proxy.awaitOutput("err", "-", "leading nowhere in children: " + lost);
            assertThat(String.join("\n", proxy.output("err", "one")))
                    .doesNotContain("read.txt", "appended.txt", "load-", "urandom");
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasAnEmptyEventLoopAndIsTold(Language language) throws Exception {
        try (ProxyProcess proxy = heirs.start(language)) {
            assertThat(Heirs.run(proxy, language, "one", "return").get("loop")).matches("ran|anon_inode:\\[eventpoll]");
            proxy.awaitOutput("err", "one", "An event loop was made while loading (descriptor ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void beginsInTheFolderOfTheProxyWithItsOwnName(Language language) throws Exception {
        try (ProxyProcess proxy = heirs.start(language)) {
            Map<String, String> facts = Heirs.run(proxy, language, "one", "return");

            assertThat(facts)
                    .containsEntry("folder", ProxyProcess.scripts().toRealPath().toString());
            assertThat(facts.get("program")).endsWith(language.script("heir"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasTheUmaskOfTheLoadAndATimeZoneAndLocaleOfItsOwn(Language language) throws Exception {
        try (ProxyProcess proxy = heirs.start(language)) {
            Map<String, String> variables = Map.of("TZ", "XYZ-9", "LC_ALL", "C");
            proxy.send(Map.of("command", "start", "name", "one", "cmd", language.script("heir"), "env", variables));
            proxy.awaitStatus("stopped", "one");
            proxy.awaitOutput("one", "farewell=own");

            assertThat(Facts.parse(proxy.output("out", "one")))
                    .containsEntry("umask", "37")
                    .containsEntry("zone", "+0900")
                    .hasEntrySatisfying(
                            "codeset", codeset -> assertThat(codeset).containsPattern("ASCII|ANSI_X3"));
            assertThat(Heirs.run(proxy, language, "two", "return")).doesNotContainEntry("zone", "+0900");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatLoadingDidToTheEnvironment(Language language) throws Exception {
        try (ProxyProcess proxy = heirs.start(language)) {
            assertThat(proxy.awaitStatus("ready", null).json().path("environment"))
                    .hasToString("{\"LOADED\":\"while loading\",\"TAKEN\":null}");
            assertThat(Heirs.run(proxy, language, "one", "return")).containsEntry("loaded", "while loading");
            proxy.send(Map.of(
                    "command", "start", "name", "two", "cmd", language.script("heir"), "env", Map.of("LOADED", "own")));
            proxy.awaitOutput("two", "loaded=own");
        }
    }

    @ParameterizedTest
    @EnumSource
    void callsAFunctionInEachChildFirst(Language language) throws Exception {
        String function = language.function("greet").replace("application", "inherited");
        try (ProxyProcess proxy = heirs.start(language, "--after-fork", function.replace("Application", "Inherited"))) {
            assertThat(Heirs.run(proxy, language, "one", "return")).containsEntry("greeting", "one");
            assertThat(Heirs.run(proxy, language, "two", "return")).containsEntry("greeting", "two");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionThatFailsInTheChildIsTheReasonOfItsFailure(Language language) throws Exception {
        String function = language.function("fail").replace("application", "inherited");
        try (ProxyProcess proxy = heirs.start(language, "--after-fork", function.replace("Application", "Inherited"))) {
            proxy.startService("one", language.script("heir"));

            assertThat(proxy.awaitStatus("failed", "one").reason()).contains("cannot connect");
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsModulesWhereItsOwnVariableSays(Language language) throws Exception {
        String variable = Map.of(Language.PYTHON, "PYTHONPATH", Language.PERL, "PERL5LIB", Language.RUBY, "RUBYLIB")
                .get(language);
        try (ProxyProcess proxy = ProxyProcess.start(language).awaitReady()) {
            proxy.send(Map.of(
                    "command",
                    "start",
                    "name",
                    "one",
                    "cmd",
                    language.script("extra"),
                    "env",
                    Map.of(variable, "inheritance/extra")));
            proxy.awaitOutput("one", "found extra");
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysAllThisWhereHelpIsAskedFor(Language language) throws Exception {
        Process help = new ProcessBuilder(language.program().toString(), "--help").start();

        assertThat(new String(help.getInputStream().readAllBytes()))
                .contains("what a child inherits, and what it does not:", "--keep-exit-handlers", "--after-fork");
    }

    @Test
    void renewsWhatTheLibrariesOfPythonHoldForOneProcess() throws Exception {
        try (ProxyProcess proxy = heirs.start(Language.PYTHON)) {
            assertThat(Heirs.run(proxy, Language.PYTHON, "one", "return"))
                    .containsEntry("process", "MainProcess")
                    .containsEntry("key", "True")
                    .containsEntry("children", "0")
                    .containsEntry("subprocesses", "0")
                    .containsEntry("clock", "None")
                    .containsEntry("command", "heir.py");
            proxy.send(Map.of(
                    "command",
                    "start",
                    "name",
                    "two",
                    "cmd",
                    "heir.py",
                    "env",
                    Map.of("TMPDIR", folder.toString(), "PYTHONIOENCODING", "latin-1")));
            proxy.awaitOutput("two", "temporary=" + folder);
            assertThat(proxy.output("err", "one")).noneMatch(line -> line.contains("could not be renewed"));
        }
    }

    @Test
    void rubyFindsALibraryBeforeAFileOfTheSameName() throws Exception {
        Files.writeString(folder.resolve("set.rb"), "raise 'the file of the folder'");
        Files.writeString(folder.resolve("shop.rb"), "$stderr.puts 'shop of the folder'");
        try (ProxyProcess proxy = ProxyProcess.start(
                        Language.RUBY.program(),
                        builder -> builder.directory(folder.toFile()),
                        true,
                        "--preload",
                        "set",
                        "shop")
                .awaitReady()) {
            assertThat(proxy.ownOutput()).contains("shop of the folder");
        }
    }

    @Test
    void perlKnowsWhenItStartedAndWhereItsProgramIs() throws Exception {
        try (ProxyProcess proxy = heirs.start(Language.PERL)) {
            Map<String, String> facts = Heirs.run(proxy, Language.PERL, "one", "return");
            String scripts = ProxyProcess.scripts().toRealPath().toString();

            assertThat(facts).containsEntry("bin", scripts).containsEntry("bin_of_load", scripts);
            assertThat(Long.parseLong(facts.get("since_start"))).isGreaterThanOrEqualTo(1000);
        }
    }

    @Test
    void perlWarnsOfGeneratorsThatNobodyCanRenew() throws Exception {
        Path module = Files.createDirectories(folder.resolve("Math/Random")).resolve("Sample.pm");
        Files.writeString(module, "package Math::Random::Sample; 1;");
        try (ProxyProcess proxy = ProxyProcess.start(
                        Language.PERL.program(),
                        builder -> builder.environment().put("PERL5LIB", folder.toString()),
                        true,
                        "--preload",
                        "Math::Random::Sample")
                .awaitReady()) {
            proxy.startService("one", "exit.pl 0");
            for (String name : List.of("-", "one")) {
                proxy.awaitOutput("err", name, "WARNING: random generators of Math::Random::Sample");
            }
        }
    }
}
