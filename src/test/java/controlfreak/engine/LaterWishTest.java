package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeProxies.FakeProxy;
import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Command;
import controlfreak.model.ExitStatus;
import controlfreak.model.ProxySpec;
import controlfreak.model.Signal;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A later wish replaces the one before; each is answered for itself. */
class LaterWishTest {
    @TempDir
    Path folder;

    private EngineFixture engine;
    private FakeProxies proxies;
    private Proxy shop;
    private Service web;
    private Service api;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
        proxies = new FakeProxies(engine);
        proxies.loading = false;
        shop = engine.proxy(
                ProxySpec.of("shop", new Command.Text("proxy.py")).withServices(List.of(spec("web"), spec("api"))));
        web = engine.find("web");
        api = engine.find("api");
    }

    private ProxyState state() {
        engine.loop.settle();
        return shop.status().state();
    }

    private <T> CompletableFuture<T> asked(CompletionStage<T> stage) {
        proxies.answer();
        return stage.toCompletableFuture();
    }

    private FakeProxy withRunningWeb() {
        web.start();
        proxies.advance(1.1);
        FakeProxy proxy = proxies.get(1);
        proxy.isReady();
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
        return proxy;
    }

    /** A proxy that was killed while a service of its still ends. */
    private CompletableFuture<ProxyStatus> restartThatIsCutShort() {
        FakeProxy proxy = withRunningWeb();
        proxy.hangs();
        FakeProcess child = engine.system.process(web.status().pid().orElseThrow());
        child.obeysTerm = false;
        CompletableFuture<ProxyStatus> restarted = asked(shop.restart());
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPING);
        proxy.process.exits(ExitStatus.killedBy(Signal.KILL));
        engine.loop.settle();
        return restarted;
    }

    @Test
    void aRestartIsMadeThoughTheProxyIsKilledMeanwhile() {
        CompletableFuture<ProxyStatus> restarted = restartThatIsCutShort();
        proxies.get(2).isReady();
        proxies.advance(5);
        assertThat(restarted).isCompleted();
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void nothingRunsAgainAfterAllWasStopped() {
        restartThatIsCutShort();
        api.start();
        proxies.advance(5);
        CompletableFuture<Void> stopped = asked(engine.controller.stopAll());
        proxies.advance(10);
        assertThat(stopped).isCompleted();
        assertThat(state()).isEqualTo(ProxyState.DOWN);
        int launched = proxies.launched();
        proxies.advance(60);
        assertThat(proxies.launched()).isEqualTo(launched);
        assertThat(state()).isEqualTo(ProxyState.DOWN);
    }

    @Test
    void aShutdownTakesBackTheRestartBeforeIt() {
        FakeProxy proxy = withRunningWeb();
        proxy.hangs();
        CompletableFuture<ProxyStatus> restarted = asked(shop.restart());
        CompletableFuture<ProxyStatus> down = asked(shop.shutdown());
        assertThat(engine.reason(restarted)).isEqualTo("The proxy shop was shut down.");
        proxies.advance(10);
        assertThat(down).isCompleted();
        assertThat(state()).isEqualTo(ProxyState.DOWN);
        assertThat(proxies.launched()).isEqualTo(1);
    }

    @Test
    void aRestartTakesBackTheShutdownBeforeIt() {
        FakeProxy proxy = withRunningWeb();
        proxy.hangs();
        CompletableFuture<ProxyStatus> down = asked(shop.shutdown());
        CompletableFuture<ProxyStatus> restarted = asked(shop.restart());
        assertThat(engine.reason(down)).isEqualTo("The proxy shop is to run again.");
        proxies.advance(10);
        proxies.get(2).isReady();
        assertThat(restarted).isCompleted();
    }

    @Test
    void whatIsStoppedWhileItsProxyRestartsDoesNotComeBack() {
        withRunningWeb().hangs();
        engine.system.process(web.status().pid().orElseThrow()).obeysTerm = false;
        CompletableFuture<ProxyStatus> restarted = asked(shop.restart());
        asked(web.stop());
        proxies.advance(10);
        proxies.get(2).isReady();
        proxies.advance(2);
        assertThat(restarted).isCompleted();
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void whatHasStoppedForARestartOfItsProxyCanStillBeStopped() {
        FakeProxy proxy = withRunningWeb();
        api.start();
        proxies.advance(1.1);
        engine.system.process(api.status().pid().orElseThrow()).obeysTerm = false;
        CompletableFuture<ProxyStatus> restarted = asked(shop.restart());
        assertThat(engine.state(api)).isEqualTo(ServiceState.STOPPING);
        assertThat(engine.status(web).state()).isEqualTo(ServiceState.STARTING);
        assertThat(engine.cause(web)).isEqualTo("waits for shop to stop");
        asked(web.stop());
        asked(api.stop());
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
        proxies.advance(10);
        assertThat(proxy.process.alive).isFalse();
        proxies.get(2).isReady();
        proxies.advance(2);
        assertThat(restarted).isCompleted();
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
        assertThat(engine.state(api)).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void whatIsBeingStoppedWhenItsProxyRestartsDoesNotComeBack() {
        withRunningWeb().hangs();
        engine.system.process(web.status().pid().orElseThrow()).obeysTerm = false;
        asked(web.stop());
        CompletableFuture<ProxyStatus> restarted = asked(shop.restart());
        proxies.advance(10);
        proxies.get(2).isReady();
        proxies.advance(2);
        assertThat(restarted).isCompleted();
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void whatWasShutDownWithItsProxyComesBackWithARestartOfThat() {
        withRunningWeb().hangs();
        asked(shop.shutdown());
        CompletableFuture<ProxyStatus> restarted = asked(shop.restart());
        proxies.advance(10);
        proxies.get(2).isReady();
        proxies.advance(2);
        assertThat(restarted).isCompleted();
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void aProxyRestartsThoughItsLastServiceIsStartedWhileThatStops() {
        FakeProxy proxy = withRunningWeb();
        FakeProcess child = engine.system.process(web.status().pid().orElseThrow());
        child.obeysTerm = false;
        CompletableFuture<ProxyStatus> restarted = asked(shop.restart());
        CompletableFuture<ServiceStatus> started = asked(web.start());
        proxy.childExits("web", 15);
        proxies.advance(1);
        proxies.get(2).isReady();
        proxies.advance(2);
        assertThat(restarted).isCompleted();
        assertThat(started).isCompleted();
    }

    @Test
    void whoRestartsTwiceIsAnsweredTwice() {
        FakeProxy proxy = withRunningWeb();
        proxy.hangs();
        CompletableFuture<ProxyStatus> first = asked(shop.restart());
        CompletableFuture<ProxyStatus> second = asked(shop.restart());
        proxies.advance(10);
        proxies.get(2).isReady();
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        proxies.advance(2);
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
        assertThat(proxies.launched()).isEqualTo(2);
    }

    @Test
    void aStartWhileTheProxyRestartsSpoilsNoAnswer() {
        FakeProxy proxy = withRunningWeb();
        proxy.hangs();
        CompletableFuture<ProxyStatus> restarted = asked(shop.restart());
        CompletableFuture<ServiceStatus> started = asked(api.start());
        proxies.advance(10);
        proxies.get(2).isReady();
        proxies.advance(2);
        assertThat(restarted).isCompleted();
        assertThat(started).isCompleted();
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void aProxyThatIsRunWhileItStopsRunsAgain() {
        FakeProxy proxy = withRunningWeb();
        proxy.hangs();
        CompletableFuture<ProxyStatus> down = asked(shop.shutdown());
        CompletableFuture<ProxyStatus> up = asked(shop.run());
        assertThat(engine.reason(down)).isEqualTo("The proxy shop is to run again.");
        proxies.advance(10);
        proxies.get(2).isReady();
        assertThat(up).isCompleted();
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void aRunInsteadOfARetryIsAnsweredByItself() {
        withRunningWeb();
        proxies.loading = true;
        proxies.get(1).dies(7 << 8);
        assertThat(shop.status().retry()).isPresent();
        CompletableFuture<ProxyStatus> up = asked(shop.run());
        assertThat(up).isNotDone();
        proxies.get(2).isReady();
        assertThat(up).isCompleted();
    }

    @Test
    void aRunThatCannotBeLaunchedSaysWhy() {
        withRunningWeb().dies(7 << 8);
        engine.system.refusal = Optional.of("No such program.");
        assertThat(engine.reason(asked(shop.run()))).isEqualTo("The proxy shop: No such program.");
    }

    @Test
    void aServiceThatIsStartedWhileItStopsIsNotStoppedByThat() {
        Service alone = engine.service(spec("alone"));
        engine.running(alone).obeysTerm = false;
        CompletableFuture<ServiceStatus> down = asked(alone.stop());
        CompletableFuture<ServiceStatus> up = asked(alone.start());
        assertThat(engine.reason(down)).isEqualTo("alone is to run again.");
        engine.advance(5);
        assertThat(up).isCompleted();
        assertThat(engine.state(alone)).isEqualTo(ServiceState.RUNNING);
    }
}
