package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Command;
import controlfreak.model.ExitStatus;
import controlfreak.model.Health;
import controlfreak.model.ProxySpec;
import controlfreak.model.Readiness.Sign;
import controlfreak.model.Signal;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services of a proxy whose main process is another than the one that the proxy has forked. */
class MainProcessBelowProxyTest {
    @TempDir
    Path folder;

    private EngineFixture engine;
    private FakeProxies proxies;
    private Proxy shop;
    private Service web;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
        proxies = new FakeProxies(engine);
        proxies.loading = false;
        shop = engine.proxy(ProxySpec.of("shop", new Command.Text("proxy.py"))
                .withServices(List.of(spec("web").withHealth(Health.UNWATCHED.withReady(new Sign.Notified())))));
        web = engine.find("web");
        web.start();
        proxies.answer();
    }

    /** What the proxy has forked has forked another, and says that this is the main process. */
    private FakeProcess daemon() {
        FakeProcess child = engine.system.process(pid());
        FakeProcess other = engine.system.forkedBy(child);
        engine.notices.listeners.get("web").accept("MAINPID=" + other.pid() + "\nREADY=1");
        engine.loop.settle();
        return other;
    }

    /** And the first one ends. */
    private FakeProcess alone(int proxy) {
        FakeProcess other = daemon();
        other.parent = 1;
        proxies.get(proxy).childExits("web", 0);
        proxies.advance(2);
        assertThat(state()).isEqualTo(ServiceState.RUNNING);
        assertThat(pid()).isEqualTo(other.pid());
        assertThat(engine.log(web))
                .contains("the process that it began with has ended, exit 0; pid " + other.pid() + " goes on");
        return other;
    }

    private ServiceState state() {
        return engine.state(web);
    }

    private long pid() {
        return engine.status(web).pid().orElse(0);
    }

    @Test
    void itsEndIsTheServices() {
        FakeProcess main = alone(1);
        main.exits(ExitStatus.exited(3));
        proxies.advance(0.5);
        assertThat(engine.log(web)).anyMatch(line -> line.startsWith("exit 3 after "));
        assertThat(web.status().restarts()).isEqualTo(1);
    }

    @Test
    void itsEndIsTheServicesWhereTheProxyHasNotSaidThatTheFirstIsGone() {
        FakeProcess main = daemon();
        FakeProcess child = engine.system.process(main.parent);
        child.alive = false;
        proxies.advance(2);
        main.exits(ExitStatus.killedBy(Signal.KILL));
        proxies.get(1).childExits("web", 0);
        proxies.advance(0.5);
        assertThat(engine.log(web))
                .anyMatch(line -> line.startsWith("killed by SIGKILL after "))
                .noneMatch(line -> line.contains("again"));
    }

    @Test
    void aStopEndsIt() {
        FakeProcess main = alone(1);
        CompletableFuture<?> stopped = web.stop().toCompletableFuture();
        proxies.advance(1);
        assertThat(main.signals).startsWith(Signal.TERM);
        assertThat(stopped).isCompleted();
        assertThat(state()).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void recyclingMovesItToTheNewProcess() {
        FakeProcess main = alone(1);
        CompletableFuture<ProxyStatus> recycled = shop.recycle().toCompletableFuture();
        proxies.answer();
        proxies.get(2).isReady();
        proxies.advance(1);
        assertThat(main.alive).isFalse();
        alone(2);
        proxies.advance(2);
        assertThat(recycled).isCompleted();
        assertThat(proxies.get(1).process.alive).isFalse();
        assertThat(state()).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void itIsEndedAndComesBackWithAProxyThatDies() {
        FakeProcess main = alone(1);
        proxies.get(1).dies(9);
        proxies.advance(3);
        assertThat(main.alive).isFalse();
        assertThat(proxies.runners(shop)).containsExactly("2");
    }

    @Test
    void leavingThePanelEndsIt() {
        FakeProcess main = alone(1);
        CompletableFuture<Void> left = engine.controller.stopAll().toCompletableFuture();
        proxies.advance(3);
        assertThat(left).isCompleted();
        assertThat(main.alive).isFalse();
        assertThat(engine.alive).isEmpty();
    }
}
