package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static controlfreak.engine.Healths.PORT;
import static controlfreak.engine.Healths.liveBy;
import static controlfreak.engine.Healths.readyBy;
import static controlfreak.model.status.ServiceState.BACKOFF;
import static controlfreak.model.status.ServiceState.FAIL;
import static controlfreak.model.status.ServiceState.RUNNING;
import static controlfreak.model.status.ServiceState.STARTING;
import static controlfreak.model.status.ServiceState.STOPPED;
import static controlfreak.model.status.ServiceState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Check;
import controlfreak.model.ExitStatus;
import controlfreak.model.Liveness;
import controlfreak.model.Readiness.Sign;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.Workspace;
import controlfreak.process.ChildStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that stops answering has failed. */
class ServiceLivenessTest {
    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    @Test
    void oneThatStopsAnsweringIsEndedAndComesBack() {
        Service web = engine.watched(liveBy(PORT));
        engine.ports.open(8080);
        FakeProcess process = engine.running(web);
        engine.ports.close(8080);
        engine.advance(10);
        assertThat(engine.cause(web)).isEqualTo("port 8080 is closed, 1 of 3");
        assertThat(engine.isReady(web)).isTrue();
        engine.advance(10);
        engine.ports.open(8080);
        engine.advance(10);
        assertThat(engine.cause(web)).isEmpty();
        engine.ports.close(8080);
        process.obeysTerm = false;
        engine.advance(30);
        assertThat(engine.state(web)).isEqualTo(STOPPING);
        assertThat(process.signals).containsExactly(Signal.TERM, Signal.CONT);
        engine.advance(2);
        assertThat(engine.state(web)).isEqualTo(STARTING);
        assertThat(web.status().restarts()).isEqualTo(1);
    }

    @Test
    void itIsAFailureThoughItEndsWell() {
        RestartPolicy never = new RestartPolicy(false, false, 8, Duration.ofSeconds(1), Duration.ofSeconds(2));
        Service web = engine.service(spec("web").withHealth(liveBy(PORT)).withRestart(never));
        engine.ports.close(8080);
        FakeProcess process = engine.running(web);
        process.obeysTerm = false;
        engine.advance(20);
        assertThat(engine.state(web)).isEqualTo(STOPPING);
        assertThat(engine.cause(web)).isEqualTo("port 8080 is closed");
        process.exits(ExitStatus.exited(0));
        assertThat(engine.state(web)).isEqualTo(FAIL);
        assertThat(engine.cause(web)).isEqualTo("port 8080 is closed");
        assertThat(web.status().lastExit()).hasValue(ExitStatus.exited(0));
    }

    @Test
    void aStopWinsOverItsEnd() {
        Service web = engine.watched(liveBy(PORT));
        engine.ports.close(8080);
        FakeProcess process = engine.running(web);
        process.obeysTerm = false;
        engine.advance(20);
        assertThat(engine.state(web)).isEqualTo(STOPPING);
        web.stop();
        engine.advance(3);
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(engine.system.launched).hasSize(1);
    }

    @Test
    void nobodyAsksWhileItStops() {
        Service web = engine.watched(liveBy(PORT));
        engine.ports.close(8080);
        FakeProcess process = engine.running(web);
        process.obeysTerm = false;
        engine.advance(10);
        web.stop();
        engine.loop.settle();
        int tries = engine.ports.tried.size();
        engine.advance(1.9);
        assertThat(engine.ports.tried).hasSize(tries);
        assertThat(process.signals).containsExactly(Signal.TERM, Signal.CONT);
    }

    @Test
    void whetherItLivesIsAskedOnceItIsReady() {
        Service web = engine.watched(readyBy(new Sign.Line("go")).withLive(Liveness.of(PORT)));
        engine.ports.close(8080);
        FakeProcess process = engine.running(web);
        engine.advance(100);
        assertThat(engine.ports.tried).isEmpty();
        process.writes(ChildStream.STDOUT, "go\n");
        engine.advance(0.1);
        assertThat(engine.ports.tried).hasSize(1);
    }

    @Test
    void aCrashWhileItIsNotReadyIsACrash() {
        Service web = engine.watched(readyBy(PORT));
        web.start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(7));
        assertThat(engine.state(web)).isEqualTo(BACKOFF);
        assertThat(engine.cause(web)).isEqualTo("exit 7 after 0 s");
        engine.ports.held.get(0).accept(Optional.empty());
        engine.loop.settle();
        assertThat(engine.isReady(web)).isFalse();
    }

    @Test
    void newSettingsHoldFromTheNextStart() {
        Service web = engine.watched(readyBy(PORT));
        engine.ports.close(8080);
        engine.running(web);
        ServiceSpec unwatched = spec("web");
        engine.await(engine.controller.apply(Workspace.EMPTY.withService(Optional.empty(), unwatched), folder));
        engine.advance(1);
        assertThat(engine.isReady(web)).isFalse();
        web.restart();
        engine.advance(1);
        assertThat(engine.isReady(web)).isTrue();
    }

    private Service beating() {
        return engine.watched(liveBy(new Check.Heartbeat()));
    }

    private void says(String words) {
        engine.notices.listeners.get("web").accept(words);
        engine.loop.settle();
    }

    @Test
    void whatGoesOnSayingThatItWorksGoesOn() {
        Service web = beating();
        engine.running(web);
        for (int beat = 0; beat < 10; beat++) {
            engine.advance(9);
            says("WATCHDOG=1");
        }
        assertThat(engine.state(web)).isEqualTo(RUNNING);
        assertThat(web.status().environment().orElseThrow())
                .containsEntry("NOTIFY_SOCKET", "/run/notify/web")
                .containsEntry("WATCHDOG_USEC", "10000000");
        assertThat(engine.system.last().request.prelude().pidVariables()).containsExactly("WATCHDOG_PID");
    }

    @Test
    void whatSaysNothingIsEndedAfterSoManyTimes() {
        Service web = beating();
        engine.running(web);
        says("WATCHDOG=1");
        engine.advance(10);
        assertThat(engine.cause(web)).isEqualTo("has not said for 10 s that it works, 1 of 3");
        says("WATCHDOG=1");
        assertThat(engine.cause(web)).isEmpty();
        engine.advance(30);
        assertThat(engine.log(web)).contains("has not said for 10 s that it works; ending it");
        assertThat(engine.status(web).restarts()).isEqualTo(1);
    }

    @Test
    void itChoosesTheTimeItself() {
        Service web = beating();
        engine.running(web);
        says("WATCHDOG_USEC=60000000");
        engine.advance(59);
        assertThat(engine.cause(web)).isEmpty();
        engine.advance(1);
        assertThat(engine.cause(web)).isEqualTo("has not said for 1 min that it works, 1 of 3");
        says("WATCHDOG_USEC=0\nWATCHDOG_USEC=-1\nWATCHDOG_USEC=soon");
        assertThat(engine.state(web)).isEqualTo(RUNNING);
    }

    @Test
    void whatSaysThatItHasFailedIsEndedAtOnce() {
        Service web = beating();
        engine.running(web);
        says("WATCHDOG=trigger\nWATCHDOG=1");
        assertThat(engine.log(web)).contains("says itself that it does not work; ending it");
        assertThat(engine.status(web).restarts()).isEqualTo(1);
    }

    @Test
    void whatStopsByItselfNeedNotSayThatItWorks() {
        Service web = beating();
        engine.running(web);
        says("STOPPING=1");
        engine.advance(100);
        assertThat(engine.state(web)).isEqualTo(RUNNING);
        assertThat(engine.cause(web)).isEqualTo("stopping by itself");
    }

    @Test
    void whoNeedNotSayThatItWorksMaySoAllTheSame() {
        Service web = engine.watched(readyBy(new Sign.Notified()));
        engine.running(web);
        says("READY=1\nWATCHDOG=1\nWATCHDOG=trigger");
        engine.advance(100);
        assertThat(engine.state(web)).isEqualTo(RUNNING);
        assertThat(web.status().environment().orElseThrow()).doesNotContainKey("WATCHDOG_USEC");
    }
}
