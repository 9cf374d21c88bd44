package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.status.ChangeoverStatus;
import controlfreak.model.status.ChangeoverStatus.Kind;
import controlfreak.model.status.ChangeoverStatus.Phase;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.RollingStatus;
import controlfreak.model.status.ServiceState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RecycleTest extends RecycleFixture {
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
