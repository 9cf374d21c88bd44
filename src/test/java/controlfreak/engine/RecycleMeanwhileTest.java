package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the operator asks for while a proxy is being replaced. */
class RecycleMeanwhileTest extends RecycleFixture {
    @Test
    void isRefusedTwiceAtATimeAndWhereTheProxyIsNotUp() {
        recycle();
        assertThat(engine.reason(recycle())).isEqualTo("The proxy shop is being recycled already.");
        assertThat(proxies.launched()).isEqualTo(2);
        shop.kill();
        proxies.advance(1);
        assertThat(engine.reason(recycle())).isEqualTo("The proxy shop is not up.");
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
        assertThat(engine.reason(shop.cancelChangeover().toCompletableFuture()))
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
        assertThat(engine.reason(again)).isEqualTo("The proxy shop is almost done with that.");
        assertThat(engine.reason(recycled)).isEqualTo("The proxy shop: cancelled.");
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
        assertThat(engine.reason(recycled)).isEqualTo("The proxy shop was shut down.");
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
}
