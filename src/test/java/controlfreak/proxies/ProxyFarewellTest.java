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

/** A service ends with what it has registered and made itself, and leaves the rest to the proxy. */
class ProxyFarewellTest {
    @TempDir
    Path folder;

    private Heirs heirs;

    @BeforeEach
    void makeFiles() throws IOException {
        heirs = Heirs.in(folder);
    }

    @ParameterizedTest
    @EnumSource
    void runsItsOwnExitHandlersHoweverItEnds(Language language) throws Exception {
        try (ProxyProcess proxy = heirs.start(language)) {
            for (String end : List.of("return", "exit", "raise")) {
                assertThat(Heirs.run(proxy, language, end, end)).containsEntry("farewell", "own");
            }
            assertThat(proxy.awaitStatus("stopped", "exit").exitStatus()).isEqualTo(3 << 8);
            assertThat(proxy.awaitStatus("stopped", "raise").exitStatus()).isEqualTo(language.crashCode() << 8);
            assertThat(folder.resolve("farewells.txt")).doesNotExist();
            Heirs.end(proxy);
            assertThat(Files.readAllLines(folder.resolve("farewells.txt"))).hasSize(2);
        }
    }

    /** As a program of its own: Ruby makes an exception of the signal, the others just end. */
    @ParameterizedTest
    @EnumSource
    void runsExitHandlersAtASignalWhereTheInterpreterDoes(Language language) throws Exception {
        try (ProxyProcess proxy = heirs.start(language)) {
            proxy.startService("one", language.script("heir") + " wait");
            proxy.awaitOutput("one", "up");
            proxy.stopService("one");

            assertThat(proxy.awaitStatus("stopped", "one").exitStatus()).isEqualTo(15);
            proxy.startService("two", language.script("exit") + " 0");
            proxy.awaitOutput("two", "leaving");
            assertThat(proxy.output("out", "one").contains("farewell=own")).isEqualTo(language == Language.RUBY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void runsTheExitHandlersOfTheLoadWhereThatIsAskedFor(Language language) throws Exception {
        try (ProxyProcess proxy = heirs.start(language, "--keep-exit-handlers")) {
            Heirs.run(proxy, language, "one", "return");
            Heirs.run(proxy, language, "two", "exit");

            // Finalizers and destructors of the load are none of them.
            assertThat(Files.readAllLines(folder.resolve("farewells.txt"))).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void removesItsOwnTemporaryFilesAndLeavesThoseOfTheLoadToTheProxy(Language language) throws Exception {
        try (ProxyProcess proxy = heirs.start(language)) {
            proxy.startService("waits", language.script("heir") + " wait");
            proxy.awaitOutput("waits", "up");
            assertThat(heirs.files("own-")).isNotEmpty();
            proxy.stopService("waits");
            proxy.awaitStatus("stopped", "waits");
            heirs.files("own-")
                    .forEach(file -> assertThat(file.toFile().delete()).isTrue());
            List<Path> ofLoad = heirs.files("load-");
            for (String end : List.of("return", "exit", "raise")) {
                Heirs.run(proxy, language, end, end);
                assertThat(heirs.files("own-")).isEmpty();
            }
            assertThat(heirs.files("load-")).isNotEmpty().isEqualTo(ofLoad);
            Heirs.end(proxy);
            assertThat(heirs.files("load-")).isEmpty();
        }
    }

    /** Of the load and of the worker that has become the template, which goes on. */
    @ParameterizedTest
    @EnumSource
    void aServiceOfATemplateLeavesToOthersWhatIsTheirs(Language language) throws Exception {
        try (ProxyProcess proxy = heirs.start(language)) {
            proxy.startService("warm", language.script("heir") + " wait");
            proxy.awaitOutput("warm", "up");
            List<Path> ofOthers = heirs.files("");
            WarmProxy.refork(proxy, "warm");
            Map<String, String> one = Heirs.run(proxy, language, "one", "return");
            Map<String, String> two = Heirs.run(proxy, language, "two", "exit");

            assertThat(one.get("random")).isNotEqualTo(two.get("random"));
            assertThat(one.get("generator"))
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            number -> assertThat(number).isNotEqualTo(two.get("generator")));
            assertThat(proxy.output("out", "one")).containsOnlyOnce("farewell=own");
            assertThat(heirs.files("")).isEqualTo(ofOthers);
            assertThat(folder.resolve("farewells.txt")).doesNotExist();
        }
    }

    @Test
    void runsTheFinalizersOfARubyServiceButTheWithdrawnOnes() throws Exception {
        try (ProxyProcess proxy = heirs.start(Language.RUBY)) {
            assertThat(Heirs.run(proxy, Language.RUBY, "one", "return"))
                    .containsEntry("finalizer", "own")
                    .doesNotContainKey("freed");
        }
    }
}
