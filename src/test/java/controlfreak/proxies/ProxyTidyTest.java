package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a proxy does to its own memory before it forks, and its children to theirs. */
class ProxyTidyTest {
    @ParameterizedTest
    @EnumSource
    void copiesNoHugePages(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language).awaitReady()) {
            Map<String, String> facts = Facts.of(proxy, "s", Map.of("cmd", language.script("facts")));

            assertThat(facts.get("THP_enabled")).isEqualTo("0");
        }
    }

    /** It sets its arenas by a call, which nothing outside can see. */
    @Test
    void pythonKeepsTheMemoryOfAllThreadsInOneArena() throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(Language.PYTHON).awaitReady()) {
            proxy.startService("s", "arenas.py");
            proxy.awaitOutput("s", "</malloc>");

            assertThat(proxy.output("out", "s"))
                    .filteredOn(line -> line.startsWith("<heap nr="))
                    .hasSize(1);
        }
    }

    @Test
    void pythonLoadsWithoutTheCollectorAndWithoutThreadsOfLibraries() throws Exception {
        try (ProxyProcess proxy =
                ProxyProcess.start(Language.PYTHON, "--preload", "loading.py").awaitReady()) {
            assertThat(proxy.ownOutput()).contains("collector=off", "OPENBLAS_NUM_THREADS=1", "OMP_NUM_THREADS=1");
        }
    }

    @Test
    void rubyLoadsBeforeTheWarmUpWhatWouldBeLoadedLate() throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(
                        Language.RUBY, "--preload", "lazy.rb", "application.rb", "--warm", "Application.warm")
                .awaitReady()) {
            assertThat(proxy.ownOutput()).containsSubsequence("all of it is loaded\n", "warm\n");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PERL", "RUBY"})
    void isLoadedWithOneArenaUnlessTheOperatorWantsMore(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language).awaitReady()) {
            assertThat(environmentOf(proxy))
                    .containsEntry("MALLOC_ARENA_MAX", "1")
                    .containsEntry("OPENBLAS_NUM_THREADS", "1");
        }
        try (ProxyProcess proxy = ProxyProcess.start(
                        language.program(), builder -> builder.environment().put("MALLOC_ARENA_MAX", "3"), true)
                .awaitReady()) {
            Map<String, String> facts = Facts.of(proxy, "s", Map.of("cmd", language.script("facts")));

            assertThat(environmentOf(proxy)).containsEntry("MALLOC_ARENA_MAX", "3");
            assertThat(facts).containsEntry("env.MALLOC_ARENA_MAX", "3");
        }
    }

    @Test
    void theHeapOfRubyGrowsInSmallSteps() throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(
                        Language.RUBY.program(),
                        builder -> builder.environment().put("RUBY_GC_MALLOC_LIMIT", "5000000"),
                        true)
                .awaitReady()) {
            assertThat(environmentOf(proxy))
                    .containsEntry("RUBY_GC_HEAP_GROWTH_FACTOR", "1.1")
                    .containsEntry("RUBY_GC_MALLOC_LIMIT", "5000000");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PYTHON", "RUBY"})
    void collectsAgainWhatTheProxyHasNotTidied(Language language) throws Exception {
        try (ProxyProcess proxy = withApplication(language)) {
            proxy.startService("s", language.script("collector"));
            proxy.awaitOutput("s", "tidied");
            Map<String, String> facts = Facts.parse(proxy.output("out", "s"));

            assertThat(facts).containsEntry("collector", "on");
            assertThat(Integer.parseInt(facts.get("tidied"))).isPositive();
        }
    }

    @Test
    void countsNoRubyThreadThatHasEnded() throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(Language.RUBY, "--preload", "finished.rb")) {
            proxy.startService("s", "exit.rb 0");

            assertThat(proxy.awaitStatus("stopped", "s").exitStatus()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void sharesThePreloadedMemory(Language language) throws Exception {
        try (ProxyProcess proxy = withApplication(language)) {
            proxy.startService("m", language.script("memory"));
            proxy.awaitOutput("m", "done");
            Map<String, String> facts = Facts.parse(proxy.output("out", "m"));
            long own = Long.parseLong(facts.get("Private_Clean")) + Long.parseLong(facts.get("Private_Dirty"));
            long all = Long.parseLong(facts.get("Rss"));

            assertThat(all).as("kB in memory").isGreaterThan(40_000);
            assertThat(own).as("kB of its own").isLessThan(all / 10);
        }
    }

    private static ProxyProcess withApplication(Language language) throws Exception {
        return ProxyProcess.start(language, "--preload", language.script("application"))
                .awaitReady();
    }

    private static Map<String, String> environmentOf(ProxyProcess proxy) throws Exception {
        return Facts.parse(List.of(
                Files.readString(Path.of("/proc/" + proxy.pid() + "/environ")).split("\0")));
    }
}
