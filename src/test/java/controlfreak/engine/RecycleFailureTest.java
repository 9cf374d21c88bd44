package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.ExitStatus;
import controlfreak.model.RestartPolicy;
import controlfreak.model.Signal;
import controlfreak.model.status.ChangeoverStatus.Phase;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A replacement of a proxy in which a process does not come up, or dies. */
class RecycleFailureTest extends RecycleFixture {
    @Test
    void aPreloadThatFailsLeavesAllAsItWas() {
        CompletableFuture<ProxyStatus> recycled = recycle();
        proxies.get(2).dies(256);
        assertThat(engine.reason(recycled))
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
        assertThat(engine.reason(recycled)).isEqualTo("proxy.py is not there");
        assertThat(shop.status().cause()).isEqualTo("not recycled: proxy.py is not there");
        assertAllRunBelow(1, "1", "1", "1");
    }

    @Test
    void goesBackWhereTheFirstWorkerDoesNotComeUp() {
        CompletableFuture<ProxyStatus> recycled = recycle();
        proxies.dying = (proxy, name) -> proxy == proxies.get(2);
        proxies.get(2).isReady();
        proxies.advance(1);
        assertThat(engine.reason(recycled)).isEqualTo("The proxy shop: web-1: exit 1 after 0 s.");
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
        assertThat(engine.reason(recycled)).contains("web-3: exit 1");
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
        assertThat(engine.reason(recycled)).contains("the new process ended: killed by SIGKILL");
        assertAllRunBelow(1, "1", "1", "1");
    }

    @Test
    void theNewProcessTakesOverWhereTheOldOneDiesHalfway() {
        CompletableFuture<ProxyStatus> recycled = recycle();
        proxies.get(2).isReady();
        proxies.advance(1);
        assertThat(proxies.runners(shop)).containsExactly("2", "2", "1");
        old.dies(9);
        proxies.advance(0.5);
        assertThat(recycled).as("while what died with it does not run again").isNotDone();
        proxies.advance(2);
        assertThat(recycled.getNow(null).state()).isEqualTo(ProxyState.UP);
        assertAllRunBelow(2, "2", "2", "2");
        ServiceStatus last = engine.status(engine.find("web-3"));
        assertThat(last.restarts()).isEqualTo(1);
        assertThat(last.lastExit()).contains(ExitStatus.killedBy(Signal.KILL));
    }

    @Test
    void theNewProcessTakesOverWhereTheOldOneDiesBeforeItIsReady() {
        CompletableFuture<ProxyStatus> recycled = recycle();
        old.dies(9);
        assertThat(shop.status().state()).isEqualTo(ProxyState.PRELOADING);
        assertThat(recycled).isNotDone();
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
        assertThat(engine.reason(recycled)).contains("The proxy shop: killed by SIGKILL");
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
    void oneThatHasDiedIsNotUpAgainOnceTheNewProcessIsGone() {
        recycle();
        FakeProcess next = proxies.get(2).process;
        next.obeysTerm = false;
        shop.cancelChangeover();
        proxies.advance(1);
        old.process.othersInGroup = true;
        old.process.obeysTerm = false;
        old.dies(9);
        boolean isSeen = false;
        for (int i = 0; i < 100 && old.process.othersInGroup; i++) {
            assertThat(shop.status().state()).isNotIn(ProxyState.UP, ProxyState.PRELOADING);
            isSeen |= shop.status().changeover().isEmpty();
            proxies.advance(0.1);
        }
        assertThat(isSeen).as("the changeover is over first").isTrue();
        proxies.advance(1);
        proxies.get(3).isReady();
        proxies.advance(1);
        assertAllRunBelow(3, "3", "3", "3");
    }
}
