package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.ExitStatus;
import controlfreak.model.Signal;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How services below a proxy, and the proxy itself, come to their end. */
class ProxyStopTest extends ProxyLifeFixture {
    @Test
    void shutdownStopsTheServicesFirst() {
        FakeProcess proxy = withRunningWeb();
        CompletableFuture<ProxyStatus> down = shop.shutdown().toCompletableFuture();
        engine.loop.settle();
        assertThat(process(101).signals).contains(Signal.TERM);
        assertThat(shop.status().cause()).isEqualTo("stopping its services");
        stopped(proxy, process(101), "web", 15);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
        assertThat(proxy.commands).last().isEqualTo("{\"command\":\"shutdown\"}\n");
        proxy.exits(ExitStatus.exited(0));
        engine.loop.settle();
        assertThat(down.join().state()).isEqualTo(ProxyState.DOWN);
    }

    @Test
    void aVersion1ProxyIsEndedBySigterm() {
        web.start();
        engine.loop.settle();
        FakeProcess proxy = engine.system.last();
        FakeProcess child = started(proxy, "web");
        assertThat(state()).isEqualTo(ProxyState.UP);
        engine.advance(1);
        shop.shutdown();
        engine.loop.settle();
        stopped(proxy, child, "web", 15);
        assertThat(proxy.signals).containsExactly(Signal.TERM);
        assertThat(state()).isEqualTo(ProxyState.DOWN);
    }

    @Test
    void aStopOfAVersion1ProxyIsHeldBackUntilTheChildLeadsItsGroup() {
        web.start();
        engine.loop.settle();
        FakeProcess proxy = engine.system.last();
        FakeProcess child = engine.system.forkedBy(proxy);
        child.group = proxy.pid();
        proxy.says("{'status':'started','name':'web','pid':" + child.pid() + "}");
        engine.loop.settle();
        web.stop();
        engine.advance(0.02);
        assertThat(child.signals).doesNotContain(Signal.TERM);
        child.group = child.pid();
        engine.advance(0.02);
        assertThat(child.signals).contains(Signal.TERM);
        assertThat(proxy.commands).hasSize(1);
    }

    @Test
    void aStopBeforeTheAnswerFollowsTheAnswer() {
        web.start();
        engine.loop.settle();
        FakeProcess proxy = engine.system.last();
        proxy.says(READY);
        engine.loop.settle();
        CompletableFuture<ServiceStatus> down = web.stop().toCompletableFuture();
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPING);
        FakeProcess child = started(proxy, "web");
        assertThat(child.signals).contains(Signal.TERM);
        stopped(proxy, child, "web", 15);
        assertThat(down.join().state()).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void aServiceThatIgnoresTheStopIsKilledByTheEngineItself() {
        FakeProcess proxy = withRunningWeb();
        FakeProcess child = process(101);
        child.obeysTerm = false;
        web.stop();
        engine.loop.settle();
        engine.advance(2.1);
        assertThat(child.signals).containsExactly(Signal.TERM, Signal.CONT, Signal.KILL);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPING);
        stopped(proxy, child, "web", 9);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void aProxyThatHangsDoesNotHoldUpAStop() {
        withRunningWeb();
        web.stop();
        engine.advance(2.1);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPING);
        engine.advance(1.5);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void stoppingAllThatWaitsForAComebackCallsItOff() {
        withRunningWeb().exits(ExitStatus.exited(1));
        engine.loop.settle();
        engine.await(web.stop());
        engine.advance(60);
        assertThat(engine.system.launched).hasSize(1);
        assertThat(shop.status().retry()).isEmpty();
    }

    @Test
    void aStartWhileTheProxyLeavesRunsItAgain() {
        FakeProcess first = withRunningWeb();
        shop.shutdown();
        engine.loop.settle();
        stopped(first, process(101), "web", 15);
        api.start();
        engine.loop.settle();
        assertThat(engine.status(api).cause()).isEqualTo("waits for shop to stop");
        first.exits(ExitStatus.exited(0));
        engine.loop.settle();
        assertThat(engine.system.last()).isNotSameAs(first);
        assertThat(engine.system.last().commands).singleElement().asString().contains("\"name\":\"api\"");
    }

    @Test
    void killEndsEverythingAtOnce() {
        FakeProcess proxy = withRunningWeb();
        FakeProcess child = process(101);
        proxy.obeysTerm = false;
        child.obeysTerm = false;
        CompletableFuture<ProxyStatus> down = shop.kill().toCompletableFuture();
        engine.advance(0.2);
        assertThat(proxy.signals).contains(Signal.KILL);
        assertThat(child.signals).contains(Signal.KILL);
        assertThat(down.join().state()).isEqualTo(ProxyState.DOWN);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void aPidThatIsNotTheProxysChildIsNeverSignalled() {
        Service other = engine.service(spec("other"));
        FakeProcess bystander = engine.running(other);
        web.start();
        engine.loop.settle();
        FakeProcess proxy = engine.system.last();
        proxy.says(READY);
        proxy.says("{'status':'started','name':'web','pid':" + bystander.pid() + "}");
        engine.loop.settle();
        web.kill();
        engine.advance(5);
        assertThat(bystander.signals).isEmpty();
        assertThat(engine.log(shop)).anyMatch(line -> line.contains("which is not its child"));
    }

    @Test
    void aServiceThatIsSaidToBeAnothersProcessIsNotStoppedByThat() {
        FakeProcess proxy = withRunningWeb();
        long pid = web.status().pid().orElseThrow();
        api.start();
        proxy.says("{'status':'started','name':'api','pid':" + pid + "}");
        engine.advance(1);
        api.kill();
        engine.advance(20);
        assertThat(engine.system.process(pid).signals).isEmpty();
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
        assertThat(engine.log(shop)).anyMatch(line -> line.contains("which is not its child, or another's."));
    }

    @Test
    void whoOfItCannotBeEndedIsNamedOnItsRow() {
        FakeProcess proxy = withRunningWeb();
        FakeProcess helper = engine.system.forkedBy(proxy);
        helper.program = "helper";
        helper.immortal = true;
        CompletableFuture<ProxyStatus> down = shop.shutdown().toCompletableFuture();
        engine.loop.settle();
        stopped(proxy, process(101), "web", 15);
        proxy.exits(ExitStatus.exited(0));
        engine.advance(60);
        assertThat(state()).isEqualTo(ProxyState.DOWN);
        assertThat(shop.status().cause()).isEqualTo("could not be ended: helper, pid " + helper.pid());
        assertThat(down).isCompleted();
    }
}
