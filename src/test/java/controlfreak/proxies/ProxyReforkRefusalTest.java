package controlfreak.proxies;

import static controlfreak.proxies.WarmProxy.awaitRefused;
import static controlfreak.proxies.WarmProxy.hook;
import static controlfreak.proxies.WarmProxy.refork;
import static controlfreak.proxies.WarmProxy.refusal;
import static controlfreak.proxies.WarmProxy.wasInLaterService;
import static controlfreak.proxies.WarmProxy.withApplication;
import static controlfreak.proxies.WarmProxy.withWarmWorker;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A refork that is refused or fails leaves everything as it was. */
class ProxyReforkRefusalTest {

    @ParameterizedTest
    @EnumSource
    void refusesWhatCannotBeCopied(Language language) throws Exception {
        try (ProxyProcess proxy = withApplication(language, "--refork-secs", "60")) {
            for (String how : List.of("threaded", "else")) {
                proxy.startService(how, language.script("warm") + " " + how);
                proxy.awaitOutput(how, "up");
            }
            proxy.startService("program", List.of("sleep", "600"));
            proxy.awaitStatus("started", "program");

            assertThat(refusal(proxy, "nobody")).isEqualTo("nobody does not run");
            assertThat(refusal(proxy, "program")).isEqualTo("program is a program of its own and shares nothing");
            assertThat(refusal(proxy, "else")).startsWith("else does not listen to signal 50");
            assertThat(refusal(proxy, "threaded"))
                    .startsWith("threaded cannot be copied: It has 2 threads")
                    .contains(language == Language.PERL ? "warm.pl" : "refresher");
            assertThat(wasInLaterService(proxy, language, "later")).startsWith("was 0 ");
            assertThat(proxy.statuses("reforked")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitsForNobodyWhoDoesNotAnswer(Language language) throws Exception {
        try (ProxyProcess proxy = withApplication(language, "--refork-secs", "0.5")) {
            proxy.startService("deaf", language.script("warm") + " deaf");
            proxy.awaitOutput("deaf", "up");

            assertThat(refusal(proxy, "deaf")).isEqualTo("deaf did not answer within 0.5 s");
            assertThat(wasInLaterService(proxy, language, "later")).startsWith("was 0 ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksNobodyWhoIsInTheMidstOfWork(Language language) throws Exception {
        try (ProxyProcess proxy = withApplication(language, "--refork-secs", "0.5")) {
            proxy.startService("busy", language.script("warm") + " busy");
            proxy.awaitOutput("busy", "up");

            assertThat(refusal(proxy, "busy")).isEqualTo("busy did not pause within 0.5 s");
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsItsTemplateWhenAnotherWorkerIsRefused(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language, "--refork-secs", "60")) {
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
    @EnumSource
    void refusesACopyThatCannotBeTidied(Language language) throws Exception {
        try (ProxyProcess proxy = withWarmWorker(language, "--before-fork", hook(language, "fail_later"))) {
            assertThat(refusal(proxy, "web")).contains("could not be prepared", "the tidying broke");
            assertThat(wasInLaterService(proxy, language, "later")).startsWith("was 0 ");
        }
    }
}
