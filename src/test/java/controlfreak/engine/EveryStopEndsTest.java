package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Command;
import controlfreak.model.ExitStatus;
import controlfreak.model.ProxySpec;
import controlfreak.model.Signal;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.process.ChildStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a process or its proxy does, a stop and a start come to an end, and say which. */
class EveryStopEndsTest {
    private static final String KILL = "{\"command\":\"stop\",\"name\":\"web\",\"signal\":\"KILL\"}\n";
    private static final String STOP = "{\"command\":\"stop\",\"name\":\"web\"}\n";
    private static final String READY = "{'status':'ready','pid':9,'protocol':2}";

    @TempDir
    Path folder;

    private EngineFixture engine;
    private Proxy shop;
    private Service web;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
        shop = engine.proxy(
                ProxySpec.of("shop", new Command.Text("proxy.py")).withServices(List.of(spec("web"), spec("api"))));
        web = engine.find("web");
    }

    private FakeProcess asked() {
        web.start();
        engine.loop.settle();
        return engine.system.last();
    }

    /** A proxy that says it runs web, in a process that is not its child. */
    private FakeProcess withStranger(boolean version2) {
        FakeProcess proxy = asked();
        if (version2) {
            proxy.says(READY);
        }
        proxy.says("{'status':'started','name':'web','pid':" + strangersPid() + "}");
        engine.advance(1);
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
        return proxy;
    }

    private long strangersPid() {
        return engine.system.strangersPid();
    }

    private <T> CompletableFuture<T> asked(CompletionStage<T> stage) {
        engine.loop.settle();
        return stage.toCompletableFuture();
    }

    @Test
    void aProxyIsAskedToKillWhatNobodyElseMay() {
        FakeProcess proxy = withStranger(true);
        CompletableFuture<ServiceStatus> down = asked(web.stop());
        assertThat(proxy.commands).last().isEqualTo(STOP);
        assertThat(web.status().killAt()).isPresent();
        engine.advance(2.1);
        assertThat(proxy.commands).last().isEqualTo(KILL);
        proxy.says("{'status':'stopped','name':'web','pid':" + strangersPid() + ",'exit_status':9}");
        engine.loop.settle();
        assertThat(down).isCompleted();
        assertThat(engine.status(web).cause()).isEqualTo("did not end in 2 s and was killed");
        assertThat(engine.system.process(strangersPid()).signals).isEmpty();
    }

    @Test
    void aKillIsNotWaitedWith() {
        FakeProcess proxy = withStranger(true);
        web.kill();
        engine.loop.settle();
        assertThat(proxy.commands).last().isEqualTo(KILL);
    }

    @Test
    void aKillCutsAStopShort() {
        FakeProcess proxy = withStranger(true);
        web.stop();
        web.kill();
        engine.loop.settle();
        assertThat(proxy.commands).last().isEqualTo(KILL);
    }

    @Test
    void aStopThatIsNeverAnsweredEndsAndNamesWhatMayLiveOn() {
        withStranger(false);
        CompletableFuture<ServiceStatus> down = asked(web.stop());
        engine.advance(30);
        String words = "pid " + strangersPid() + " does not end, and may live on; end it by hand";
        assertThat(engine.reason(down)).isEqualTo("web: " + words + ".");
        assertThat(engine.status(web).state()).isEqualTo(ServiceState.FAIL);
        assertThat(engine.status(web).cause()).isEqualTo(words);
    }

    @Test
    void noSecondProcessIsStartedBesideOneThatDoesNotEnd() {
        FakeProcess proxy = withStranger(false);
        CompletableFuture<ServiceStatus> up = asked(web.restart());
        engine.advance(30);
        assertThat(up).isCompletedExceptionally();
        assertThat(proxy.commands)
                .filteredOn(line -> line.contains("\"start\""))
                .hasSize(1);
        assertThat(engine.state(web)).isEqualTo(ServiceState.FAIL);
    }

    @Test
    void stoppingAllEndsThoughOneDoesNot() {
        withStranger(false);
        CompletableFuture<Void> all = asked(engine.controller.stopAll());
        CompletableFuture<ProxyStatus> down = asked(shop.shutdown());
        engine.advance(60);
        assertThat(all).isCompleted();
        assertThat(down).isCompleted();
        assertThat(shop.status().state()).isEqualTo(ProxyState.DOWN);
    }

    @Test
    void aStartThatIsNeverAnsweredFailsAndIsStoppedWhenItComesLate() {
        FakeProcess proxy = asked();
        proxy.says(READY);
        engine.find("api").start();
        engine.loop.settle();
        proxy.says("{'status':'started','name':'api','pid':"
                + engine.system.forkedBy(proxy).pid() + "}");
        engine.advance(59);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STARTING);
        engine.advance(2);
        assertThat(engine.status(web).state()).isEqualTo(ServiceState.FAIL);
        assertThat(engine.status(web).cause())
                .isEqualTo("its proxy has not answered; should it start late, it is stopped");
        FakeProcess child = engine.system.forkedBy(proxy);
        proxy.says("{'status':'started','name':'web','pid':" + child.pid() + "}");
        engine.loop.settle();
        assertThat(proxy.commands).last().isEqualTo(STOP);
        engine.advance(6);
        assertThat(proxy.commands).last().isEqualTo(KILL);
        assertThat(engine.state(web)).isEqualTo(ServiceState.FAIL);
    }

    @Test
    void aLongPreloadIsNoSilence() {
        FakeProcess proxy = asked();
        engine.advance(600);
        proxy.says(READY);
        engine.advance(59);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STARTING);
        FakeProcess child = engine.system.forkedBy(proxy);
        proxy.says("{'status':'started','name':'web','pid':" + child.pid() + "}");
        engine.advance(1);
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void aStopOfAStartThatIsNeverAnsweredEnds() {
        FakeProcess proxy = asked();
        proxy.says(READY);
        engine.loop.settle();
        CompletableFuture<ServiceStatus> down = asked(web.stop());
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPING);
        engine.advance(13);
        assertThat(down).isCompleted();
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
        FakeProcess child = engine.system.forkedBy(proxy);
        proxy.says("{'status':'started','name':'web','pid':" + child.pid() + "}");
        engine.loop.settle();
        assertThat(proxy.commands).contains(STOP);
    }

    @Test
    void theFirstLinesOfAServiceFollowItsStart() {
        FakeProcess proxy = asked();
        proxy.says(READY);
        FakeProcess child = engine.system.forkedBy(proxy);
        proxy.writes(ChildStream.LOG, "out:web:hello\n");
        engine.loop.settle();
        assertThat(engine.log(web)).noneMatch(line -> line.contains("hello"));
        proxy.says("{'status':'started','name':'web','pid':" + child.pid() + "}");
        engine.loop.settle();
        assertThat(engine.log(web))
                .filteredOn(line -> line.matches("started.*|hello"))
                .containsExactly("started, pid " + child.pid(), "hello");
    }

    @Test
    void noLineIsLostWhereAStartFails() {
        FakeProcess proxy = asked();
        proxy.says(READY);
        proxy.writes(ChildStream.LOG, "out:web:no such module\n");
        proxy.says("{'status':'failed','name':'web','reason':'exit 1'}");
        engine.loop.settle();
        assertThat(engine.log(web)).anyMatch(line -> line.contains("no such module"));
    }

    /** A process that nobody told of may live on when its proxy has died: until it has ended, nothing is over. */
    @Test
    void whatWasNeverAnsweredIsOverOnceNobodyOfItIsLeft() {
        FakeProcess proxy = asked();
        proxy.says(READY);
        engine.loop.settle();
        CompletableFuture<?> down = asked(web.stop());
        engine.advance(10);
        FakeProcess child = engine.system.forkedBy(proxy);
        child.mark = proxy.commands.get(0).replaceFirst("(?s).*CONTROL_FREAK_RUN\":\"(\\w+).*", "$1");
        child.immortal = true;
        proxy.exits(ExitStatus.killedBy(Signal.KILL));
        engine.advance(4);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPING);
        assertThat(down).isNotDone();
        child.alive = false;
        engine.advance(1);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
        assertThat(down).isCompleted();
    }
}
