package controlfreak.engine;

import static controlfreak.engine.EngineFixture.after;
import static controlfreak.engine.EngineFixture.spec;
import static controlfreak.model.status.ServiceState.FAIL;
import static controlfreak.model.status.ServiceState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Command;
import controlfreak.model.Dependency;
import controlfreak.model.Dependency.Until;
import controlfreak.model.ExitStatus;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ServiceStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proxies that are waited for, services of proxies that wait, and stops in reverse. */
class ProxyOrderTest {
    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    @Test
    void aProxyCanBeWaitedFor() {
        ProxySpec shop = ProxySpec.of("shop", new Command.Text("proxy"));
        engine.apply(
                List.of(shop),
                after(spec("web"), "shop"),
                spec("api").withDependsOn(List.of(new Dependency("shop", Until.RUNNING))));
        engine.find("web").start();
        engine.find("api").start();
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for shop, which is down");
        engine.controller.proxy("shop").orElseThrow().run();
        engine.loop.settle();
        FakeProcess proxy = engine.system.launched.get(0);
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for shop to load");
        assertThat(engine.system.launched).hasSize(2);
        proxy.says("{'status':'ready','protocol':2}");
        engine.loop.settle();
        assertThat(engine.system.launched).hasSize(3);
    }

    @Test
    void aServiceOfAProxyWaitsBeforeItsProxyIsRun() {
        ProxySpec shop =
                ProxySpec.of("shop", new Command.Text("proxy")).withServices(List.of(after(spec("worker"), "db")));
        engine.apply(List.of(shop), spec("db"));
        engine.find("worker").start();
        engine.loop.settle();
        Proxy proxy = engine.controller.proxy("shop").orElseThrow();
        assertThat(proxy.status().state()).isEqualTo(ProxyState.DOWN);
        engine.running(engine.find("db"));
        assertThat(proxy.status().state()).isEqualTo(ProxyState.PRELOADING);
        assertThat(engine.cause(engine.find("worker"))).isEqualTo("waits for shop to load");
    }

    @Test
    void aProxyThatGoesDownMeanwhileRefusesWhoWaited() {
        ProxySpec shop = ProxySpec.of("shop", new Command.Text("proxy"))
                .withAuto(false)
                .withServices(List.of(after(spec("worker"), "db")));
        engine.apply(List.of(shop), spec("db"));
        Proxy proxy = engine.controller.proxy("shop").orElseThrow();
        proxy.run();
        engine.loop.settle();
        CompletionStage<ServiceStatus> started = engine.find("worker").start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(1));
        engine.running(engine.find("db"));
        assertThat(engine.state(engine.find("worker"))).isEqualTo(FAIL);
        assertThat(engine.reason(started)).isEqualTo("worker: The proxy shop is down. Run it first.");
        engine.find("worker").startWithNeeds();
        engine.loop.settle();
        assertThat(proxy.status().state()).isEqualTo(ProxyState.PRELOADING);
    }

    @Test
    void whoWaitsIsNotMissedByAProxyThatLeaves() {
        ProxySpec shop = ProxySpec.of("shop", new Command.Text("proxy"))
                .withServices(List.of(spec("first"), after(spec("worker"), "db")));
        engine.apply(List.of(shop), spec("db"));
        engine.find("first").start();
        engine.find("worker").start();
        engine.loop.settle();
        Proxy proxy = engine.controller.proxy("shop").orElseThrow();
        CompletableFuture<?> down = proxy.shutdown().toCompletableFuture();
        engine.advance(10);
        assertThat(down).isCompleted();
        assertThat(engine.state(engine.find("worker"))).isEqualTo(STOPPED);
    }

    @Test
    void everythingStopsInReverse() {
        engine.apply(spec("redis"), after(spec("db"), "redis"), after(spec("web"), "db"), spec("alone"));
        FakeProcess redis = engine.running(engine.find("redis"));
        FakeProcess db = engine.running(engine.find("db"));
        FakeProcess web = engine.running(engine.find("web"));
        FakeProcess alone = engine.running(engine.find("alone"));
        web.obeysTerm = false;
        CompletableFuture<Void> stopped = engine.controller.stopAll().toCompletableFuture();
        engine.loop.settle();
        assertThat(web.signals).isNotEmpty();
        assertThat(alone.alive).isFalse();
        assertThat(db.signals).isEmpty();
        engine.advance(2.1);
        assertThat(web.alive).isFalse();
        assertThat(db.alive).isFalse();
        assertThat(redis.alive).isFalse();
        assertThat(stopped).isCompleted();
    }

    @Test
    void someStopInReverseToo() {
        engine.apply(spec("db"), after(spec("web"), "db"));
        FakeProcess db = engine.running(engine.find("db"));
        FakeProcess web = engine.running(engine.find("web"));
        web.obeysTerm = false;
        Map<ServiceId, CompletionStage<ServiceStatus>> stages = engine.controller.stop(
                List.of(new ServiceId("db", 0), new ServiceId("web", 0), new ServiceId("gone", 0)));
        engine.loop.settle();
        assertThat(db.signals).isEmpty();
        assertThat(engine.reason(stages.get(new ServiceId("gone", 0)))).isEqualTo("There is no service named gone.");
        engine.advance(3);
        assertThat(engine.reason(stages.get(new ServiceId("db", 0)))).isEmpty();
        assertThat(db.alive).isFalse();
    }

    @Test
    void whatWaitsIsStoppedWithTheRest() {
        engine.apply(spec("db"), after(spec("web"), "db"));
        engine.find("web").start();
        engine.loop.settle();
        CompletableFuture<Void> stopped = engine.controller.stopAll().toCompletableFuture();
        engine.loop.settle();
        assertThat(stopped).isCompleted();
        assertThat(engine.state(engine.find("web"))).isEqualTo(STOPPED);
    }
}
