package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.RestartPolicy;
import controlfreak.model.RestartPolicy.StartLimit;
import controlfreak.model.status.ServiceState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which starts of a proxy's services count for their limit. */
class StartLimitBelowProxiesTest {
    private static final int EXIT_1 = 256;

    @TempDir
    Path folder;

    private EngineFixture engine;
    private FakeProxies proxies;
    private Proxy shop;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
        proxies = new FakeProxies(engine);
        proxies.loading = false;
    }

    private void start(int limit) {
        StartLimit starts = new StartLimit(limit, Duration.ofHours(1));
        shop = engine.proxy(ProxySpec.of("shop", new Command.Text("proxy.py"))
                .withServices(List.of(spec("web")
                        .withRestart(RestartPolicy.DEFAULT.with(policy -> policy.startLimit = Optional.of(starts))))));
        engine.find("web").start();
        proxies.advance(2);
    }

    private ServiceState state() {
        return engine.find("web").status().state();
    }

    private void crashes(int number) {
        proxies.get(number).childExits("web", EXIT_1);
        proxies.advance(2);
    }

    private void recycle() {
        shop.recycle();
        proxies.answer();
        proxies.get(2).isReady();
        proxies.advance(5);
    }

    @Test
    void whatCrashedBeforeARecyclingSaysNothingOfWhatRunsThen() {
        start(2);
        crashes(1);
        assertThat(state()).isEqualTo(ServiceState.RUNNING);
        recycle();
        assertThat(proxies.runners(shop)).containsExactly("2");
        crashes(2);
        assertThat(state()).isEqualTo(ServiceState.RUNNING);
        crashes(2);
        assertThat(state()).isEqualTo(ServiceState.FATAL);
    }

    @Test
    void whatWasGivenUpBelowANewProcessComesBackBelowTheOldOne() {
        start(2);
        proxies.dying = (proxy, name) -> proxy == proxies.get(2);
        recycle();
        assertThat(proxies.runners(shop)).containsExactly("1");
        assertThat(state()).isEqualTo(ServiceState.RUNNING);
        crashes(1);
        assertThat(state()).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void aStartThatFollowsTheProxysCrashCounts() {
        start(2);
        proxies.get(1).dies(9);
        proxies.advance(5);
        assertThat(proxies.runners(shop)).containsExactly("2");
        crashes(2);
        assertThat(state()).isEqualTo(ServiceState.FATAL);
    }
}
