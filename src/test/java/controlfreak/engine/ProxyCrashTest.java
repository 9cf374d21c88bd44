package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Environment;
import controlfreak.model.ExitStatus;
import controlfreak.model.ProxySpec;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.Workspace;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A proxy that dies, or cannot come up, and what becomes of its services. */
class ProxyCrashTest extends ProxyLifeFixture {
    @Test
    void aProxyThatDiesTakesNobodyElseAndComesBackWithItsServices() {
        Service other = engine.service(spec("other"));
        engine.running(other);
        FakeProcess proxy = withRunningWeb();
        FakeProcess child = process(engine.status(web).pid().getAsLong());
        proxy.exits(ExitStatus.killedBy(Signal.KILL));
        engine.loop.settle();
        assertThat(shop.status().state()).isEqualTo(ProxyState.FAIL);
        assertThat(shop.status().cause()).isEqualTo("killed by SIGKILL after 1 s");
        assertThat(child.signals).containsExactly(Signal.TERM);
        assertThat(engine.status(web).state()).isEqualTo(ServiceState.BACKOFF);
        assertThat(web.status().cause()).isEqualTo("proxy stopped: killed by SIGKILL after 1 s");
        assertThat(engine.state(api)).isEqualTo(ServiceState.STOPPED);
        assertThat(engine.state(other)).isEqualTo(ServiceState.RUNNING);
        engine.advance(0.3);
        FakeProcess second = engine.system.last();
        assertThat(second).isNotSameAs(proxy);
        second.says(READY);
        started(second, "web");
        engine.advance(1);
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
        assertThat(shop.status().restarts()).isEqualTo(1);
        assertThat(web.status().restarts()).isEqualTo(1);
    }

    @Test
    void whatADeadProxyLeftAliveIsEndedBeforeTheServiceComesBack() {
        FakeProcess proxy = withRunningWeb();
        FakeProcess child = process(101);
        child.obeysTerm = false;
        proxy.exits(ExitStatus.exited(1));
        engine.advance(1);
        FakeProcess second = engine.system.last();
        assertThat(second).isNotSameAs(proxy);
        second.says(READY);
        engine.advance(0.1);
        assertThat(engine.status(web).state()).isEqualTo(ServiceState.STOPPING);
        assertThat(second.commands).isEmpty();
        engine.advance(1);
        assertThat(child.signals).containsExactly(Signal.TERM, Signal.CONT, Signal.KILL);
        started(second, "web");
        engine.advance(1);
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void aServiceThatDoesNotRespawnFailsWithItsProxy() {
        ServiceSpec once = spec("web")
                .withRestart(new RestartPolicy(false, false, 8, Duration.ofSeconds(1), Duration.ofSeconds(2)));
        engine.await(
                engine.controller.apply(Workspace.EMPTY.withProxy(shop.spec().withServices(List.of(once))), folder));
        withRunningWeb().exits(ExitStatus.exited(1));
        assertThat(engine.state(web)).isEqualTo(ServiceState.FAIL);
        assertThat(state()).isEqualTo(ProxyState.FAIL);
        assertThat(shop.status().retry()).isEmpty();
        engine.advance(60);
        assertThat(engine.system.launched).hasSize(1);
    }

    @Test
    void aPreloadThatFailsIsGivenUpAfterEightTries() {
        CompletableFuture<ServiceStatus> started = web.start().toCompletableFuture();
        api.start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(1));
        engine.loop.settle();
        assertThat(engine.reason(started)).isEqualTo("web: proxy stopped: exit 1 after 0 s, before it was ready.");
        for (int retry = 1; retry <= 8; retry++) {
            assertThat(shop.status().retry().orElseThrow().attempt()).isEqualTo(retry);
            assertThat(engine.status(web).retry().orElseThrow().attempt()).isEqualTo(retry);
            engine.advance(0.3);
            engine.system.last().exits(ExitStatus.exited(1));
            engine.loop.settle();
        }
        assertThat(shop.status().cause()).isEqualTo("exit 1 after 0 s, before it was ready, gave up after 8 tries");
        assertThat(engine.state(web)).isEqualTo(ServiceState.FATAL);
        assertThat(engine.state(api)).isEqualTo(ServiceState.FATAL);
        assertThat(engine.system.launched).hasSize(9);
        assertThat(engine.loop.delayedTasks()).isZero();
    }

    @Test
    void aProxyThatCannotBeLaunchedIsRetriedAndSaysWhy() {
        engine.system.refusal = Optional.of("proxy.py is not there.");
        web.start();
        engine.loop.settle();
        assertThat(shop.status().state()).isEqualTo(ProxyState.FAIL);
        assertThat(shop.status().cause()).isEqualTo("proxy.py is not there.");
        assertThat(engine.state(web)).isEqualTo(ServiceState.BACKOFF);
        engine.system.refusal = Optional.empty();
        engine.advance(0.3);
        assertThat(state()).isEqualTo(ProxyState.PRELOADING);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STARTING);
    }

    @Test
    void aProxyWhoseCommandIsTakenAwayMeanwhileDoesNotComeBack() {
        FakeProcess proxy = withRunningWeb();
        engine.await(engine.controller.apply(
                new Workspace(
                        Environment.EMPTY,
                        List.of(ProxySpec.of("shop").withServices(List.of(spec("web")))),
                        List.of(),
                        Map.of()),
                folder));
        proxy.exits(new ExitStatus(9));
        engine.advance(5);
        assertThat(shop.status().state()).isEqualTo(ProxyState.FAIL);
        assertThat(shop.status().retry()).isEmpty();
        assertThat(shop.status().cause())
                .isEqualTo(
                        "The proxy shop has no command. Give it one in its settings. It is not tried again by itself.");
        assertThat(engine.state(web)).isEqualTo(ServiceState.FATAL);
    }
}
