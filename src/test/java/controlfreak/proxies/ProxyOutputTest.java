package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What services print arrives whole, in order, and under their own name. */
class ProxyOutputTest {

    @ParameterizedTest
    @EnumSource
    void keepsBytesAsTheyAre(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            proxy.startService("b", language.script("bytes"));
            proxy.awaitOutput("b", "no end");

            List<String> lines = proxy.output("out", "b");
            assertThat(lines.subList(0, 5))
                    .containsExactly("a:b::c", "\u00ff\u00fe\u0080 broken", "nul \u0000 inside", "", "cr\r");
            assertThat(lines.get(lines.size() - 1)).isEqualTo("no end");
            proxy.awaitOutput("err", "b", "an error");
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutsALineOfMoreThan64KibIntoPieces(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            proxy.startService("b", language.script("bytes"));
            proxy.awaitOutput("b", "no end");

            List<String> pieces = proxy.output("out", "b").stream()
                    .filter(line -> line.startsWith("x"))
                    .toList();
            assertThat(pieces).extracting(String::length).containsExactly(65536, 65536, 65536, 200_000 - 3 * 65536);
        }
    }

    @ParameterizedTest
    @EnumSource
    void losesNoneOfAHundredThousandLines(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            proxy.startService("a", language.script("lines") + " 50000");
            proxy.startService("b", language.script("lines") + " 50000");
            proxy.awaitStatus("stopped", "a");
            proxy.awaitStatus("stopped", "b");

            List<String> expected = IntStream.range(0, 50_000)
                    .mapToObj(number -> "line " + number)
                    .toList();
            for (String name : List.of("a", "b")) {
                proxy.awaitOutput(name, "line 49999");
                assertThat(proxy.output("out", name)).isEqualTo(expected);
            }
            assertThat(proxy.log()).hasSize(100_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void obeysWhileNobodyReadsTheLog(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.startWithUnreadLog(language)) {
            proxy.startService("flood", language.script("lines") + " 500000");
            proxy.awaitStatus("started", "flood");
            proxy.startService("other", language.script("exit") + " 1");
            proxy.awaitStatus("stopped", "other");
            assertThat(proxy.statuses("stopped")).hasSize(1);

            proxy.letLogBeRead();
            proxy.awaitStatus("stopped", "flood");
            await().untilAsserted(() -> assertThat(proxy.log()).hasSize(500_001));
            assertThat(proxy.output("out", "flood").get(499_999)).isEqualTo("line 499999");
        }
    }

    @ParameterizedTest
    @EnumSource
    void stopsAFloodThatNobodyReads(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.startWithUnreadLog(language)) {
            proxy.startService("flood", language.script("lines") + " 5000000");
            proxy.awaitStatus("started", "flood");
            proxy.send(Map.of("command", "shutdown"));

            proxy.awaitStatus("stopped", "flood");
            assertThat(proxy.awaitExit()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void dropsWhatIsToBeIgnored(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language)) {
            proxy.send(Map.of(
                    "command",
                    "start",
                    "name",
                    "out",
                    "cmd",
                    language.script("facts"),
                    "ignore_stdout",
                    1,
                    "ignore_stderr",
                    0));
            proxy.send(Map.of(
                    "command",
                    "start",
                    "name",
                    "err",
                    "cmd",
                    language.script("facts"),
                    "ignore_stderr",
                    true,
                    "ignore_stdout",
                    false));

            proxy.awaitOutput("err", "out", "done");
            proxy.awaitOutput("err", "pid=");
            proxy.awaitStatus("stopped", "err");
            assertThat(proxy.output("out", "out")).isEmpty();
            assertThat(proxy.output("err", "err")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotRepeatWhatTheProxyPrintedBeforeTheFork(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language, "--preload", language.script("application"))) {
            proxy.startService("s", language.script("exit") + " 0");
            proxy.awaitStatus("stopped", "s");
            proxy.awaitOutput("s", "leaving");

            assertThat(proxy.output("out", "s")).containsExactly("leaving with 0");
            assertThat(proxy.ownOutput()).containsOnlyOnce("printed before the fork");
        }
    }
}
