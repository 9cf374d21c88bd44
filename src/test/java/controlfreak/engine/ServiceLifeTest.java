package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static controlfreak.model.status.ServiceState.RUNNING;
import static controlfreak.model.status.ServiceState.STARTING;
import static controlfreak.model.status.ServiceState.STOPPED;
import static controlfreak.model.status.ServiceState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.ExitStatus;
import controlfreak.model.Signal;
import controlfreak.model.status.ServiceStatus;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceLifeTest {
    @TempDir
    Path folder;

    private EngineFixture engine;
    private Service web;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
        web = engine.service(spec("web"));
    }

    @Test
    void countsAsRunningOnceItHasLivedLongEnough() {
        CompletableFuture<ServiceStatus> started = web.start().toCompletableFuture();
        assertThat(engine.state(web)).isEqualTo(STARTING);
        assertThat(web.status().pid()).hasValue(100);
        engine.advance(0.9);
        assertThat(started).isNotDone();
        engine.advance(0.2);
        assertThat(engine.state(web)).isEqualTo(RUNNING);
        assertThat(started.join().state()).isEqualTo(RUNNING);
        assertThat(engine.alive).containsExactly("web 100");
        assertThat(web.statusAsText()).isEqualTo("web\tup\t100");
    }

    @Test
    void refusesToStartWhatIsUpAndToStopWhatIsNot() {
        CompletableFuture<ServiceStatus> stopped = web.stop().toCompletableFuture();
        engine.loop.settle();
        assertThat(engine.reason(stopped)).isEqualTo("web is not up.");
        engine.running(web);
        CompletableFuture<ServiceStatus> started = web.start().toCompletableFuture();
        engine.loop.settle();
        assertThat(engine.reason(started)).isEqualTo("web is already up.");
        assertThat(engine.await(web.up()).state()).isEqualTo(RUNNING);
        web.stop();
        engine.loop.settle();
        assertThat(engine.await(web.down()).state()).isEqualTo(STOPPED);
    }

    @Test
    void anExitByOurSigtermIsANormalStop() {
        FakeProcess process = engine.running(web);
        assertThat(engine.await(web.stop()).state()).isEqualTo(STOPPED);
        assertThat(process.signals).containsExactly(Signal.TERM);
        assertThat(web.status().cause()).isEmpty();
        assertThat(web.status().pid()).isEmpty();
        assertThat(engine.alive).isEmpty();
        assertThat(engine.loop.delayedTasks()).isZero();
    }

    @Test
    void isKilledWhereItDoesNotEndInTime() {
        FakeProcess process = engine.running(web);
        process.obeysTerm = false;
        CompletableFuture<ServiceStatus> stopped = web.stop().toCompletableFuture();
        assertThat(engine.state(web)).isEqualTo(STOPPING);
        assertThat(web.status().killAt()).hasValue(engine.loop.now().plusSeconds(2));
        engine.advance(1.9);
        assertThat(stopped).isNotDone();
        engine.advance(0.2);
        assertThat(process.signals).containsExactly(Signal.TERM, Signal.CONT, Signal.KILL);
        assertThat(stopped.join().state()).isEqualTo(STOPPED);
        assertThat(web.status().cause()).isEqualTo("did not end in 2 s and was killed");
    }

    @Test
    void theWaitBeforeTheKillCanBeCutShort() {
        FakeProcess process = engine.running(web);
        process.obeysTerm = false;
        web.stop();
        engine.loop.settle();
        assertThat(engine.await(web.kill()).state()).isEqualTo(STOPPED);
        assertThat(web.status().cause()).isEmpty();
    }

    @Test
    void restartStopsThenStarts() {
        FakeProcess first = engine.running(web);
        CompletableFuture<ServiceStatus> restarted = web.restart().toCompletableFuture();
        engine.advance(1);
        assertThat(first.signals).containsExactly(Signal.TERM);
        assertThat(restarted.join().pid()).hasValue(101);
        assertThat(web.status().restarts()).isZero();
    }

    @Test
    void aStopWinsOverARestartInFlight() {
        FakeProcess first = engine.running(web);
        first.obeysTerm = false;
        CompletableFuture<ServiceStatus> restarted = web.restart().toCompletableFuture();
        engine.loop.settle();
        CompletableFuture<ServiceStatus> stopped = web.stop().toCompletableFuture();
        engine.advance(3);
        assertThat(stopped.join().state()).isEqualTo(STOPPED);
        assertThat(restarted).isCompletedExceptionally();
        assertThat(engine.system.launched).hasSize(1);
    }

    @Test
    void aStartWhileStoppingFollowsTheStop() {
        FakeProcess first = engine.running(web);
        first.obeysTerm = false;
        web.stop();
        engine.loop.settle();
        CompletableFuture<ServiceStatus> started = web.start().toCompletableFuture();
        engine.advance(3.1);
        assertThat(started.join().pid()).hasValue(101);
    }

    @Test
    void aSignalGoesToALivingProcess() {
        FakeProcess process = engine.running(web);
        engine.await(web.signal(Signal.HUP));
        assertThat(process.signals).containsExactly(Signal.HUP);
        process.exits(ExitStatus.exited(0));
        engine.loop.settle();
        CompletableFuture<String> sent = web.signal(Signal.HUP).toCompletableFuture();
        engine.loop.settle();
        assertThat(engine.reason(sent)).isEqualTo("web has no process to send a signal to.");
    }

    @Test
    void theExitOfAFormerProcessDoesNotDisturbTheNext() {
        FakeProcess first = engine.running(web);
        web.restart();
        engine.advance(1);
        first.exits(ExitStatus.exited(1));
        assertThat(engine.state(web)).isEqualTo(RUNNING);
        assertThat(web.status().lastExit()).hasValue(ExitStatus.killedBy(Signal.TERM));
    }
}
