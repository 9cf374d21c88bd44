package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeProxies.FakeProxy;
import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.status.ChangeoverStatus;
import controlfreak.model.status.ChangeoverStatus.Phase;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A proxy with workers that is to be replaced by a process of its own kind. */
abstract class RecycleFixture {
    @TempDir
    Path folder;

    EngineFixture engine;
    FakeProxies proxies;
    Proxy shop;
    FakeProxy old;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
        proxies = new FakeProxies(engine);
        shop = engine.proxy(ProxySpec.of("shop", new Command.Text("proxy.py"))
                .withServices(List.of(spec("web").withInstances(3))));
        startAll();
        old = proxies.get(1);
        old.isReady();
        proxies.advance(1);
        assertThat(proxies.runners(shop)).containsExactly("1", "1", "1");
    }

    void startAll() {
        shop.services().forEach(Service::start);
        engine.loop.settle();
    }

    CompletableFuture<ProxyStatus> recycle() {
        CompletableFuture<ProxyStatus> stage = shop.recycle().toCompletableFuture();
        proxies.answer();
        return stage;
    }

    Phase phase() {
        return shop.status().changeover().map(ChangeoverStatus::phase).orElse(null);
    }

    ServiceState state(String name) {
        return engine.find(name).status().state();
    }

    /** All services run below that process of the proxy, which is the only one left, and nothing else is under way. */
    void assertAllRunBelow(int number, String... runners) {
        assertThat(shop.status().state()).isEqualTo(ProxyState.UP);
        assertThat(shop.status().generation().number()).isEqualTo(number);
        assertThat(shop.status().changeover()).isEmpty();
        assertThat(proxies.runners(shop)).containsExactly(runners);
        assertThat(engine.alive.stream().filter(entry -> entry.startsWith("proxy")))
                .containsExactly(
                        "proxy shop " + proxies.get(number).process.identity().pid());
        assertThat(engine.alive)
                .hasSize(1
                        + (int) List.of(runners).stream()
                                .filter(runner -> !runner.equals("-"))
                                .count());
        for (int other = 1; other <= proxies.launched(); other++) {
            assertThat(proxies.get(other).process.alive).isEqualTo(other == number);
        }
    }

    /** Nothing of it is left, nor anything to happen. */
    void assertAllGone() {
        assertThat(engine.alive).isEmpty();
        assertThat(engine.system.launched).noneMatch(process -> process.alive);
        assertThat(engine.loop.delayedTasks()).isZero();
    }
}
