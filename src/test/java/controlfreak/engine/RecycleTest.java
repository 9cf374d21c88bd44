package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeProxies.FakeProxy;
import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.model.status.ChangeoverStatus;
import controlfreak.model.status.ChangeoverStatus.Kind;
import controlfreak.model.status.ChangeoverStatus.Phase;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.RollingStatus;
import controlfreak.model.status.ServiceState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecycleTest {
    @TempDir
    Path folder;

    private EngineFixture engine;
    private FakeProxies proxies;
    private Proxy shop;
    private FakeProxy old;

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

    private void startAll() {
        shop.services().forEach(Service::start);
        engine.loop.settle();
    }

    private CompletableFuture<ProxyStatus> recycle() {
        CompletableFuture<ProxyStatus> stage = shop.recycle().toCompletableFuture();
        proxies.answer();
        return stage;
    }

    private Phase phase() {
        return shop.status().changeover().map(ChangeoverStatus::phase).orElse(null);
    }

    private ServiceState state(String name) {
        return engine.find(name).status().state();
    }

    private String reason(CompletableFuture<?> stage) {
        engine.loop.settle();
        assertThat(stage).isDone();
        return stage.handle((value, failure) ->
                        failure == null ? "" : failure.getCause().getMessage())
                .join();
    }

    /** All services run below that process of the proxy, which is the only one left, and nothing else is under way. */
    private void assertAllRunBelow(int number, String... runners) {
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
    private void assertAllGone() {
        assertThat(engine.alive).isEmpty();
        assertThat(engine.system.launched).noneMatch(process -> process.alive);
        assertThat(engine.loop.delayedTasks()).isZero();
    }

    @Test
    void movesTheWorkersOverOneByOneAndEndsTheOldProcess() {
        CompletableFuture<ProxyStatus> recycled = recycle();
        assertThat(shop.status().changeover())
                .contains(new ChangeoverStatus(Kind.RECYCLE, Phase.PREPARING, engine.loop.now(), RollingStatus.NONE));
        assertThat(engine.alive).contains("proxy shop 100", "proxy shop 104");
        proxies.advance(60);
        assertThat(proxies.runners(shop)).containsExactly("1", "1", "1");
        proxies.get(2).isReady();
        assertThat(phase()).isEqualTo(Phase.MOVING);
        assertThat(shop.status().changeover().orElseThrow().moved())
                .isEqualTo(
                        new RollingStatus(0, 3, Optional.of(engine.find("web-1").id())));
        assertThat(proxies.runners(shop)).containsExactly("2", "1", "1");
        proxies.advance(1);
        assertThat(proxies.runners(shop)).containsExactly("2", "2", "1");
        proxies.advance(1);
        assertThat(proxies.runners(shop)).containsExactly("2", "2", "2");
        assertThat(old.process.alive).isTrue();
        assertThat(recycled).isNotDone();
        proxies.advance(1);
        assertThat(recycled.getNow(null).state()).isEqualTo(ProxyState.UP);
        assertAllRunBelow(2, "2", "2", "2");
        assertThat(engine.log(shop))
                .endsWith(
                        "recycling: pid 104 loads beside pid 100",
                        "pid 100: exit 0 after 1 min",
                        "recycled: pid 104 has taken over");
        engine.await(engine.controller.takenIn());
        engine.controller.stopAll();
        proxies.advance(1);
        assertAllGone();
    }

    @Test
    void theNewProcessGetsTheSettingsAndVariablesOfNow() {
        engine.await(shop.addEnv("SHOP_DB", "new"));
        recycle();
        assertThat(proxies.get(2).process.request.environment()).containsEntry("SHOP_DB", "new");
        assertThat(old.process.request.environment()).doesNotContainKey("SHOP_DB");
        proxies.get(2).isReady();
        proxies.advance(3);
        assertThat(shop.status().environment().orElseThrow()).containsEntry("SHOP_DB", "new");
    }

    @Test
    void aPreloadThatFailsLeavesAllAsItWas() {
        CompletableFuture<ProxyStatus> recycled = recycle();
        proxies.get(2).dies(256);
        assertThat(reason(recycled))
                .isEqualTo("The proxy shop: the new process ended: exit 1 after 0 s, before it was" + " ready.");
        assertThat(shop.status().cause())
                .isEqualTo("not recycled: the new process ended: exit 1 after 0 s, before it was ready");
        assertThat(engine.log(shop)).contains(shop.status().cause());
        assertAllRunBelow(1, "1", "1", "1");
        assertThat(shop.services()).allMatch(service -> service.status().restarts() == 0);
    }

    @Test
    void aProgramThatIsNotThereLeavesAllAsItWas() {
        engine.system.refusal = Optional.of("proxy.py is not there");
        CompletableFuture<ProxyStatus> recycled = recycle();
        assertThat(reason(recycled)).isEqualTo("proxy.py is not there");
        assertThat(shop.status().cause()).isEqualTo("not recycled: proxy.py is not there");
        assertAllRunBelow(1, "1", "1", "1");
    }

    @Test
    void goesBackWhereTheFirstWorkerDoesNotComeUp() {
        CompletableFuture<ProxyStatus> recycled = recycle();
        proxies.dying = (proxy, name) -> proxy == proxies.get(2);
        proxies.get(2).isReady();
        proxies.advance(1);
        assertThat(reason(recycled)).isEqualTo("The proxy shop: web-1: exit 1 after 0 s.");
        assertAllRunBelow(1, "1", "1", "1");
    }

    @Test
    void allGoBackOneByOneWhereALaterWorkerDoesNotComeUp() {
        CompletableFuture<ProxyStatus> recycled = recycle();
        proxies.dying = (proxy, name) -> proxy == proxies.get(2) && name.equals("web-3");
        proxies.get(2).isReady();
        proxies.advance(1.9);
        assertThat(proxies.runners(shop)).containsExactly("2", "2", "1");
        proxies.advance(0.1);
        assertThat(phase()).isEqualTo(Phase.GOING_BACK);
        assertThat(proxies.runners(shop)).containsExactly("1", "2", "1");
        proxies.advance(1);
        assertThat(proxies.runners(shop)).containsExactly("1", "1", "1");
        proxies.advance(1);
        assertThat(reason(recycled)).contains("web-3: exit 1");
        assertAllRunBelow(1, "1", "1", "1");
    }

    @Test
    void oneThatDoesNotComeUpOnItsWayBackDoesNotKeepTheOthers() {
        recycle();
        proxies.dying = (proxy, name) ->
                name.equals("web-3") && proxy == proxies.get(2) || name.equals("web-1") && proxy == old;
        proxies.get(2).isReady();
        proxies.advance(3);
        assertThat(state("web-1")).isIn(ServiceState.BACKOFF, ServiceState.STARTING);
        assertThat(proxies.runners(shop)).endsWith("1", "1");
        proxies.dying = (proxy, name) -> false;
        proxies.advance(30);
        assertAllRunBelow(1, "1", "1", "1");
    }

    @Test
    void theOldProcessTakesOverWhereTheNewOneDiesHalfway() {
        CompletableFuture<ProxyStatus> recycled = recycle();
        proxies.get(2).isReady();
        proxies.advance(1);
        assertThat(proxies.runners(shop)).containsExactly("2", "2", "1");
        proxies.get(2).dies(9);
        proxies.advance(2);
        assertThat(reason(recycled)).contains("the new process ended: killed by SIGKILL");
        assertAllRunBelow(1, "1", "1", "1");
    }

    @Test
    void theNewProcessTakesOverWhereTheOldOneDiesHalfway() {
        CompletableFuture<ProxyStatus> recycled = recycle();
        proxies.get(2).isReady();
        proxies.advance(1);
        old.dies(9);
        proxies.advance(2);
        assertThat(recycled.getNow(null).state()).isEqualTo(ProxyState.UP);
        assertAllRunBelow(2, "2", "2", "2");
    }

    @Test
    void theNewProcessTakesOverWhereTheOldOneDiesBeforeItIsReady() {
        CompletableFuture<ProxyStatus> recycled = recycle();
        old.dies(9);
        assertThat(shop.status().state()).isEqualTo(ProxyState.PRELOADING);
        assertThat(shop.status().changeover()).isEmpty();
        proxies.get(2).isReady();
        proxies.advance(1);
        assertThat(recycled.getNow(null).state()).isEqualTo(ProxyState.UP);
        assertAllRunBelow(2, "2", "2", "2");
    }

    @Test
    void whereBothDieTheProxyComesBackAsAfterAnyCrash() {
        CompletableFuture<ProxyStatus> recycled = recycle();
        old.dies(9);
        proxies.get(2).dies(9);
        assertThat(reason(recycled)).contains("The proxy shop: killed by SIGKILL");
        assertThat(shop.status().changeover()).isEmpty();
        assertThat(shop.status().state()).isEqualTo(ProxyState.FAIL);
        proxies.advance(1);
        proxies.get(3).isReady();
        proxies.advance(1);
        assertAllRunBelow(3, "3", "3", "3");
    }

    @Test
    void aWorkerThatDoesNotRespawnIsNotLostWithTheProcessThatDiesHalfway() {
        RestartPolicy never = new RestartPolicy(false, false, 0, Duration.ofSeconds(1), Duration.ofSeconds(2));
        engine.await(shop.addService(spec("job").withRestart(never)));
        engine.find("job").start();
        proxies.advance(1);
        recycle();
        proxies.get(2).isReady();
        proxies.advance(4);
        assertThat(proxies.runners(shop)).containsExactly("2", "2", "2", "2");
        recycle();
        proxies.get(3).isReady();
        proxies.advance(1);
        assertThat(proxies.runners(shop)).containsExactly("3", "3", "2", "2");
        proxies.get(2).dies(9);
        proxies.advance(2);
        assertAllRunBelow(3, "3", "3", "3", "3");
    }

    @Test
    void isRefusedTwiceAtATimeAndWhereTheProxyIsNotUp() {
        recycle();
        assertThat(reason(recycle())).isEqualTo("The proxy shop is being recycled already.");
        assertThat(proxies.launched()).isEqualTo(2);
        shop.kill();
        proxies.advance(1);
        assertThat(reason(recycle())).isEqualTo("The proxy shop is not up.");
        assertAllGone();
    }

    @Test
    void cancelledWhileItLoadsNothingHasHappened() {
        recycle();
        CompletableFuture<ProxyStatus> cancelled = shop.cancelChangeover().toCompletableFuture();
        proxies.advance(1);
        assertThat(cancelled).isCompleted();
        assertThat(shop.status().cause()).isEqualTo("not recycled: cancelled");
        assertAllRunBelow(1, "1", "1", "1");
        assertThat(reason(shop.cancelChangeover().toCompletableFuture()))
                .isEqualTo("The proxy shop is neither being recycled nor reforking.");
    }

    @Test
    void cancelledHalfwayAllGoBack() {
        CompletableFuture<ProxyStatus> recycled = recycle();
        proxies.get(2).isReady();
        proxies.advance(1.5);
        assertThat(proxies.runners(shop)).containsExactly("2", "2", "1");
        CompletableFuture<ProxyStatus> cancelled = shop.cancelChangeover().toCompletableFuture();
        proxies.answer();
        CompletableFuture<ProxyStatus> again = shop.cancelChangeover().toCompletableFuture();
        proxies.advance(3);
        assertThat(cancelled).isCompleted();
        assertThat(reason(again)).isEqualTo("The proxy shop is almost done with that.");
        assertThat(reason(recycled)).isEqualTo("The proxy shop: cancelled.");
        assertAllRunBelow(1, "1", "1", "1");
    }

    @Test
    void cancelledWhereTheNewProcessNeverAnswersTheStartIsGivenToTheOldOne() {
        recycle();
        proxies.get(2).process.says("{'status':'ready','protocol':2}");
        proxies.advance(3);
        assertThat(proxies.runners(shop)).containsExactly("-", "1", "1");
        shop.cancelChangeover();
        proxies.advance(6);
        assertAllRunBelow(1, "1", "1", "1");
    }

    @Test
    void shutdownMeanwhileEndsBothProcesses() {
        CompletableFuture<ProxyStatus> recycled = recycle();
        proxies.get(2).isReady();
        proxies.advance(1);
        CompletableFuture<ProxyStatus> down = shop.shutdown().toCompletableFuture();
        proxies.advance(1);
        assertThat(down.getNow(null).state()).isEqualTo(ProxyState.DOWN);
        assertThat(reason(recycled)).isEqualTo("The proxy shop was shut down.");
        assertThat(shop.services()).allMatch(service -> service.status().state() == ServiceState.STOPPED);
        assertAllGone();
    }

    @Test
    void killWhileItLoadsEndsBothProcesses() {
        recycle();
        shop.kill();
        proxies.advance(0.1);
        assertThat(shop.status().state()).isEqualTo(ProxyState.DOWN);
        assertThat(proxies.get(2).process.alive).isFalse();
        proxies.advance(5);
        assertAllGone();
    }

    @Test
    void downMeansThatTheOldProcessIsGoneToo() {
        recycle();
        proxies.get(2).isReady();
        proxies.advance(1);
        old.hangs();
        CompletableFuture<ProxyStatus> down = shop.shutdown().toCompletableFuture();
        proxies.advance(4);
        assertThat(proxies.get(2).process.alive).isFalse();
        assertThat(shop.status().state()).isEqualTo(ProxyState.STOPPING);
        proxies.advance(6);
        assertThat(down).isCompleted();
        assertAllGone();
    }

    @Test
    void downMeansThatTheOldProcessIsGoneTooWhereTheNewOneCrashes() {
        recycle();
        proxies.get(2).isReady();
        proxies.advance(2.9);
        old.hangs();
        proxies.advance(1);
        proxies.get(2).dies(9);
        assertThat(shop.status().state()).isEqualTo(ProxyState.FAIL);
        CompletableFuture<ProxyStatus> down = shop.shutdown().toCompletableFuture();
        proxies.answer();
        assertThat(shop.status().state()).isEqualTo(ProxyState.DOWN);
        assertThat(down).isNotDone();
        proxies.advance(6);
        assertThat(down).isCompleted();
        assertAllGone();
    }

    @Test
    void restartMeanwhileBringsAllUpBelowAThirdProcess() {
        recycle();
        proxies.get(2).isReady();
        proxies.advance(1);
        shop.restart();
        proxies.advance(1);
        proxies.get(3).isReady();
        proxies.advance(1);
        assertAllRunBelow(3, "3", "3", "3");
    }

    @Test
    void destroyMeanwhileLeavesNothing() {
        recycle();
        proxies.get(2).isReady();
        proxies.advance(1);
        CompletableFuture<Void> destroyed =
                engine.controller.destroyProxy("shop").toCompletableFuture();
        proxies.advance(1);
        assertThat(destroyed).isCompleted();
        assertThat(engine.controller.proxies()).isEmpty();
        assertAllGone();
    }

    @Test
    void stopAllMeanwhileLeavesNothing() {
        recycle();
        CompletableFuture<Void> stopped = engine.controller.stopAll().toCompletableFuture();
        proxies.advance(6);
        assertThat(stopped).isCompleted();
        assertAllGone();
    }

    @Test
    void anOperatorMayStopAndStartMeanwhile() {
        recycle();
        proxies.get(2).isReady();
        engine.find("web-2").stop();
        engine.find("web-3").stop();
        proxies.answer();
        engine.find("web-3").start();
        proxies.advance(3);
        assertThat(state("web-2")).isEqualTo(ServiceState.STOPPED);
        assertAllRunBelow(2, "2", "-", "2");
    }

    @Test
    void theOneUnderWayMayBeStopped() {
        CompletableFuture<ProxyStatus> recycled = recycle();
        proxies.get(2).isReady();
        engine.find("web-1").stop();
        proxies.advance(3);
        assertThat(recycled).isCompleted();
        assertAllRunBelow(2, "-", "2", "2");
    }

    @Test
    void aWorkerThatIsSlowToStopIsWaitedForBeforeTheOldProcessEnds() {
        recycle();
        proxies.get(2).isReady();
        proxies.advance(1.5);
        Service slow = engine.find("web-3");
        engine.system.process(slow.status().pid().orElseThrow()).obeysTerm = false;
        slow.stop();
        engine.loop.settle();
        engine.advance(1);
        assertThat(old.process.commands).noneMatch(command -> command.contains("shutdown"));
        old.childExits("web-3", 15);
        proxies.advance(1);
        assertAllRunBelow(2, "2", "2", "-");
    }

    @Test
    void instancesMayBeScaledMeanwhile() {
        recycle();
        proxies.get(2).isReady();
        ProxySpec spec = shop.spec();
        ServiceSpec web = spec.services().get(0);
        engine.controller.apply(Workspace.EMPTY.withProxy(spec.withServices(List.of(web.withInstances(2)))), folder);
        proxies.advance(1);
        engine.controller.apply(Workspace.EMPTY.withProxy(spec.withServices(List.of(web.withInstances(5)))), folder);
        proxies.answer();
        engine.find("web-5").start();
        proxies.advance(3);
        assertAllRunBelow(2, "2", "2", "-", "-", "2");
    }

    @Test
    void aServiceInBackoffComesBackBelowTheNewProcessAndHoldsNobodyUp() {
        proxies.dying = (proxy, name) -> name.equals("web-2");
        old.childExits("web-2", 256);
        proxies.answer();
        assertThat(state("web-2")).isEqualTo(ServiceState.BACKOFF);
        CompletableFuture<ProxyStatus> recycled = recycle();
        proxies.get(2).isReady();
        proxies.advance(2.1);
        assertThat(recycled).isCompleted();
        proxies.dying = (proxy, name) -> false;
        proxies.advance(30);
        assertAllRunBelow(2, "2", "2", "2");
    }

    @Test
    void aStartThatTheOldProcessNeverAnsweredIsGivenToTheNewOne() {
        engine.await(shop.addService(spec("job")));
        engine.find("job").start();
        engine.loop.settle();
        old.process.commands.remove(old.process.commands.size() - 1);
        recycle();
        proxies.get(2).isReady();
        proxies.advance(5);
        assertAllRunBelow(2, "2", "2", "2", "2");
    }

    @Test
    void anAutoProxyThatIsIdleLeavesThoughItIsBeingRecycled() {
        recycle();
        shop.services().forEach(Service::stop);
        proxies.advance(6);
        assertThat(shop.status().state()).isEqualTo(ProxyState.DOWN);
        assertAllGone();
    }

    @Test
    void theFirstWorkerIsTheProofWhereTheProxySpeaksVersionOne() {
        proxies.loading = false;
        Proxy mail = engine.proxy(ProxySpec.of("mail", new Command.Text("proxy.pl"))
                .withServices(List.of(spec("mta").withInstances(2))));
        mail.services().forEach(Service::start);
        proxies.advance(2);
        assertThat(proxies.runners(mail)).containsExactly("2", "2");
        CompletableFuture<ProxyStatus> recycled = mail.recycle().toCompletableFuture();
        proxies.advance(0.5);
        assertThat(proxies.runners(mail)).containsExactly("3", "2");
        proxies.advance(3);
        // Of version 1 it knows SIGTERM only.
        assertThat(recycled).isCompleted();
        assertThat(proxies.runners(mail)).containsExactly("3", "3");
        assertThat(mail.status().state()).isEqualTo(ProxyState.UP);
    }

    @Test
    void withoutWorkersTheNewProcessJustTakesOver() {
        Proxy idle =
                engine.proxy(ProxySpec.of("idle", new Command.Text("proxy.pl")).withAuto(false));
        idle.run();
        engine.loop.settle();
        proxies.get(2).process.says("{'status':'ready','protocol':1}");
        engine.loop.settle();
        CompletableFuture<ProxyStatus> recycled = idle.recycle().toCompletableFuture();
        proxies.answer();
        proxies.get(3).isReady();
        proxies.advance(1);
        assertThat(recycled.getNow(null).generation().number()).isEqualTo(2);
        assertThat(proxies.get(2).process.alive).isFalse();
    }
}
