package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.proxies.ProxyProcess.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a proxy ends, none of its services outlives it. */
class ProxyDeathTest {

    @ParameterizedTest
    @EnumSource
    void endsWithTheCommandPipe(Language language) throws Exception {
        try (ProxyProcess proxy = withTwoServices(language)) {
            proxy.closeCommands();

            assertThat(proxy.awaitExit()).isZero();
            assertThat(proxy.statuses("stopped")).extracting(Status::exitStatus).containsExactly(15, 9);
            assertNoneAlive(proxy);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsBySigterm(Language language) throws Exception {
        try (ProxyProcess proxy = withTwoServices(language)) {
            proxy.signal("TERM");

            assertThat(proxy.awaitExit()).isZero();
            assertThat(proxy.statuses("stopped")).extracting(Status::name).containsExactly("willing", "stubborn");
            assertNoneAlive(proxy);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsByCommand(Language language) throws Exception {
        try (ProxyProcess proxy = withTwoServices(language)) {
            proxy.send(Map.of("command", "shutdown"));

            assertThat(proxy.awaitExit()).isZero();
            assertThat(proxy.statuses("stopped")).hasSize(2);
            assertNoneAlive(proxy);
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesItsServicesAlongWhenItIsKilled(Language language) throws Exception {
        try (ProxyProcess proxy = withTwoServices(language)) {
            proxy.startService("program", List.of("sleep", "600"));
            proxy.awaitStatus("started", "program");
            proxy.signal("KILL");

            await().untilAsserted(() -> assertNoneAlive(proxy));
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesWithoutServicesToo(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language).awaitReady()) {
            proxy.closeCommands();

            assertThat(proxy.awaitExit()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsWhyAPreloadFailed(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language, "--preload", language.script("broken"))) {
            assertThat(proxy.awaitExit()).isEqualTo(1);
            assertThat(proxy.ownOutput()).contains("no catalogue", language.brokenLine());
            assertThat(proxy.statuses()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMissingPreloadIsAFailureToo(Language language) throws Exception {
        try (ProxyProcess proxy =
                ProxyProcess.start(language, "--preload", "no_such_module", language.script("nowhere"))) {
            assertThat(proxy.awaitExit()).isEqualTo(1);
            assertThat(proxy.ownOutput()).contains("no_such_module");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesToForkWhileItHasThreads(Language language) throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(language, "--preload", language.script("threaded"))) {
            proxy.startService("s", language.script("exit") + " 0");

            assertThat(proxy.awaitStatus("failed", "s").reason())
                    .startsWith("The proxy has 2 threads and a child would have one: ")
                    .contains(language == Language.PERL ? "perl" : "refresher");
        }
    }

    private static ProxyProcess withTwoServices(Language language) throws Exception {
        ProxyProcess proxy = ProxyProcess.start(language).awaitReady();
        proxy.startService("willing", language.script("sleep"));
        proxy.startService("stubborn", language.script("stubborn"));
        proxy.awaitOutput("willing", "up");
        proxy.awaitOutput("stubborn", "up");
        return proxy;
    }

    private static void assertNoneAlive(ProxyProcess proxy) {
        assertThat(proxy.statuses("started")).isNotEmpty().noneMatch(started -> ProxyProcess.isAlive(started.pid()));
    }
}
