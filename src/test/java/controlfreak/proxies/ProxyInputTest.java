package controlfreak.proxies;

import static controlfreak.proxies.WarmProxy.refork;
import static controlfreak.proxies.WarmProxy.withWarmWorker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service whose standard input is to stay open has one that is silent and open, as long as the proxy lives. */
class ProxyInputTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aWorkerThatReadsItsInputStaysWithIt(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            OpenInput.assertStaysWithIt(proxy, language.script("reader"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void soDoesAProgramOfItsOwn(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            OpenInput.assertStaysWithIt(proxy, "echo up; cat; echo the input has ended");
        }
    }

    @ParameterizedTest
    @EnumSource
    void soDoesAWorkerOfTheTemplate(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            long template = refork(proxy, "web").pid();
            OpenInput.assertStaysWithIt(proxy, language.script("reader"));
            proxy.startWithOpenInput("later", List.of("sleep", "600"));

            String input = OpenInput.inputOf(proxy, "later");
            await().until(() -> !ProxyProcess.targets(template).contains(input));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProxyOnStandardPipesGivesNoneOfThemAway(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.startOnStandardPipes(language)) {
            OpenInput.assertStaysWithIt(proxy, language.script("reader"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEndThatLoadingHasSeenIsNotThatOfAWorker(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language, "--preload", language.script("reader"))) {
            OpenInput.assertStaysWithIt(proxy, language.script("reader"));
            assertThat(proxy.ownOutput()).contains("the input has ended");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTypedReachesIt(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            OpenInput.assertIsRead(proxy, language.script("reader"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void alsoAWorkerOfTheTemplate(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            refork(proxy, "web");
            OpenInput.assertIsRead(proxy, language.script("reader"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void itMayReadSlowly(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            OpenInput.assertWaitsForASlowReader(proxy);
        }
    }

    @Test
    void whatRubyCollectsTakesNoInputAlong() throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(Language.RUBY)) {
            OpenInput.assertIsRead(proxy, "collecting.rb");
        }
    }

    @ParameterizedTest
    @EnumSource
    void itHasSocketsAllTheSame(Language language) throws Exception {
        Path passing = Files.writeString(
                folder.resolve("passing"),
                "#!/bin/sh\n_CFK_SOCK_web=6 exec \"" + language.program() + "\" \"$@\" 6</etc/passwd\n");
        assertThat(passing.toFile().setExecutable(true)).isTrue();
        try (ProxyProcess proxy =
                ProxyProcess.start(passing, builder -> {}, true, "--preload", language.script("tally"))) {
            start(proxy, "web", language.script("warm"));
            proxy.awaitOutput("web", "up");
            assertHasBoth(proxy, "web");
            refork(proxy, "web");
            start(proxy, "later", language.script("reader"));
            proxy.awaitOutput("later", "up");
            assertHasBoth(proxy, "later");
            proxy.type("later", "hello\n");
            proxy.awaitOutput("later", "read hello");
        }
    }

    private static void start(ProxyProcess proxy, String name, String script) throws IOException {
        proxy.send(Map.of("command", "start", "name", name, "cmd", script, "stdin", "open", "sockets", List.of("web")));
    }

    private static void assertHasBoth(ProxyProcess proxy, String name) throws IOException {
        assertThat(OpenInput.inputOf(proxy, name)).startsWith("pipe:");
        assertThat(OpenInput.target(proxy, name, 3)).isEqualTo("/etc/passwd");
    }

    @ParameterizedTest
    @EnumSource
    void howItWaitsIsItsOwnConcern(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            OpenInput.assertItsModeIsItsOwn(proxy);
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsInputEndsWithTheProxy(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            OpenInput.assertEndsWithTheProxy(proxy, folder);
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsInputEndsWithTheProxyAlsoWhereTheTemplateForks(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language)) {
            refork(proxy, "web");
            OpenInput.assertEndsWithTheProxy(proxy, folder);
        }
    }
}
