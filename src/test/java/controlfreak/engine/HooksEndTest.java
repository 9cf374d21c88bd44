package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static controlfreak.model.status.ServiceState.STARTING;
import static controlfreak.model.status.ServiceState.STOPPED;
import static controlfreak.model.status.ServiceState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Command;
import controlfreak.model.Dependency;
import controlfreak.model.ExitStatus;
import controlfreak.model.Hooks.Hook;
import controlfreak.model.ProxySpec;
import controlfreak.model.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Commands around a run that overrun their time, and stops that come meanwhile. */
class HooksEndTest extends HooksFixture {
    @Test
    void whatOverrunsItsTimeBeforeARunIsEndedWithItsGroupAndHasFailed() {
        web(List.of(new Hook(new Command.Words(List.of("prepare")), Duration.ofSeconds(5), Map.of())), List.of());
        starts();
        FakeProcess prepare = now("prepare");
        prepare.obeysTerm = false;
        FakeProcess helper = engine.system.forkedBy(prepare);
        helper.group = prepare.pid();
        helper.obeysTerm = false;
        engine.advance(4);
        assertThat(prepare.signals).isEmpty();
        engine.advance(1.5);
        assertThat(prepare.signals).contains(Signal.TERM).doesNotContain(Signal.KILL);
        engine.advance(3);
        assertThat(prepare.alive || helper.alive).isFalse();
        assertThat(engine.state(web)).isEqualTo(STARTING);
        assertThat(engine.log(web))
                .contains("Its before command (prepare) failed: not ended in 5 s, killed by SIGKILL")
                .anyMatch(line -> line.startsWith("before: not ended in 5 s, SIGKILL sent to all that is left"));
    }

    @Test
    void whatOverrunsItsTimeAfterARunHoldsUpNoStop() {
        web(List.of(), List.of(new Hook(new Command.Words(List.of("tidy")), Duration.ofSeconds(5), Map.of())));
        starts();
        runs();
        CompletableFuture<Void> left = engine.controller.stopAll().toCompletableFuture();
        engine.advance(0.2);
        now("tidy").obeysTerm = false;
        assertThat(engine.status(web).killAt()).isPresent();
        engine.advance(6);
        assertThat(left).isNotDone();
        engine.advance(2);
        assertThat(left).isCompleted();
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(cause()).isEqualTo("Its after command (tidy) failed: not ended in 5 s, killed by SIGKILL");
    }

    @Test
    void aStopEndsWhatIsRunBeforeAndNothingIsStarted() {
        web(PREPARE, TIDY);
        starts();
        FakeProcess prepare = now("prepare");
        web.stop();
        engine.loop.settle();
        assertThat(prepare.signals).startsWith(Signal.TERM);
        engine.advance(0.2);
        assertThat(now("tidy").request.environment()).containsEntry("CONTROL_FREAK_RESULT", "stopped");
        exits("tidy", 0);
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        engine.advance(600);
        assertThat(launched()).containsExactly("prepare", "tidy");
        assertThat(engine.loop.delayedTasks()).isZero();
    }

    @Test
    void oneThatEndsWellWhenItIsToldToEndStartsNothingEither() {
        web(PREPARE, List.of());
        starts();
        now("prepare").obeysTerm = false;
        web.stop();
        engine.loop.settle();
        assertThat(engine.state(web)).isEqualTo(STOPPING);
        exits("prepare", 0);
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(launched()).containsExactly("prepare");
    }

    @Test
    void aKillEndsAtOnceWhatIsRunBeforeAndAfter() {
        web(PREPARE, List.of(hook("tidy"), hook("tell")));
        starts();
        FakeProcess prepare = now("prepare");
        prepare.obeysTerm = false;
        web.stop();
        engine.loop.settle();
        assertThat(prepare.alive).isTrue();
        web.kill();
        engine.advance(0.2);
        assertThat(prepare.alive).isFalse();
        FakeProcess tidy = now("tidy");
        tidy.obeysTerm = false;
        web.kill();
        engine.advance(0.2);
        assertThat(tidy.alive).isFalse();
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(launched()).containsExactly("prepare", "tidy");
    }

    @Test
    void aStopWhileWhatFollowsACrashRunsWins() {
        web(List.of(), TIDY);
        starts();
        runs().exits(ExitStatus.exited(1));
        now("tidy");
        CompletableFuture<?> stopped = web.stop().toCompletableFuture();
        engine.loop.settle();
        assertThat(now("tidy").signals).isEmpty();
        exits("tidy", 0);
        assertThat(stopped).isCompleted();
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(launched()).containsExactly("/bin/web", "tidy");
    }

    @Test
    void aRestartTidiesUpBeforeItPrepares() {
        web(PREPARE, TIDY);
        starts();
        exits("prepare", 0);
        runs();
        CompletableFuture<?> restarted = web.restart().toCompletableFuture();
        engine.advance(0.2);
        exits("tidy", 0);
        exits("prepare", 0);
        runs();
        assertThat(restarted).isCompleted();
        assertThat(launched()).containsExactly("prepare", "/bin/web", "tidy", "prepare", "/bin/web");
    }

    @Test
    void whatACommandLeavesBehindIsEndedBeforeTheProcessStarts() {
        web(PREPARE, List.of());
        starts();
        FakeProcess prepare = now("prepare");
        FakeProcess helper = engine.system.forkedBy(prepare);
        helper.mark = prepare.mark;
        helper.obeysTerm = false;
        prepare.exits(ExitStatus.exited(0));
        engine.advance(0.5);
        assertThat(launched()).containsExactly("prepare");
        assertThat(helper.signals).contains(Signal.TERM);
        engine.advance(2);
        assertThat(helper.alive).isFalse();
        now("/bin/web");
        assertThat(engine.log(web)).anyMatch(line -> line.startsWith("before: left behind"));
    }

    @Test
    void whatWasPreparedForAStartThatIsTakenBackIsTidiedUp() {
        engine.proxy(ProxySpec.of("shop", new Command.Text("proxy.py"))
                .withServices(List.of(around(spec("web"), PREPARE, TIDY))));
        web = engine.find("web");
        starts();
        exits("prepare", 0);
        assertThat(cause()).isEqualTo("waits for shop to load");
        web.stop();
        engine.advance(13);
        exits("tidy", 0);
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(launched()).containsExactly("proxy.py", "prepare", "tidy");
    }

    @Test
    void whereNothingWasRunNothingIsTidiedUp() {
        engine.service(spec("redis"));
        web = engine.service(around(spec("web"), PREPARE, TIDY)
                .withDependsOn(List.of(new Dependency("redis", Dependency.Until.RUNNING))));
        starts();
        web.stop();
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(launched()).isEmpty();
    }

    @Test
    void aServiceThatIsRemovedIsGoneOnceItHasTidiedUp() {
        web(List.of(), TIDY);
        starts();
        runs();
        CompletableFuture<?> removed =
                engine.controller.destroyService(EngineFixture.id("web")).toCompletableFuture();
        engine.advance(0.2);
        assertThat(removed).isNotDone();
        exits("tidy", 0);
        assertThat(removed).isCompleted();
    }
}
