package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static controlfreak.model.status.ServiceState.BACKOFF;
import static controlfreak.model.status.ServiceState.FAIL;
import static controlfreak.model.status.ServiceState.FATAL;
import static controlfreak.model.status.ServiceState.RUNNING;
import static controlfreak.model.status.ServiceState.STARTING;
import static controlfreak.model.status.ServiceState.STOPPED;
import static controlfreak.model.status.ServiceState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.ExitStatus;
import controlfreak.model.RestartPolicy;
import controlfreak.model.Signal;
import controlfreak.model.status.Retry;
import controlfreak.model.status.ServiceStatus;
import controlfreak.process.ChildStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

    private static RestartPolicy policy(boolean onFail, boolean onStop, int retries) {
        return new RestartPolicy(onFail, onStop, retries, Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    private static String reason(CompletableFuture<?> stage) {
        return stage.handle((value, failure) ->
                        failure == null ? "" : failure.getCause().getMessage())
                .join();
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
        assertThat(reason(stopped)).isEqualTo("web is not up.");
        engine.running(web);
        CompletableFuture<ServiceStatus> started = web.start().toCompletableFuture();
        engine.loop.settle();
        assertThat(reason(started)).isEqualTo("web is already up.");
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
    void isStoppedOnlyWhenItsWholeGroupIsGone() {
        FakeProcess process = engine.running(web);
        process.obeysTerm = false;
        process.othersInGroup = true;
        web.stop();
        engine.loop.settle();
        process.exits(ExitStatus.exited(0));
        engine.advance(1);
        assertThat(engine.state(web)).isEqualTo(STOPPING);
        engine.advance(1.1);
        assertThat(process.signals).containsExactly(Signal.TERM, Signal.CONT, Signal.KILL);
        assertThat(engine.state(web)).isEqualTo(STOPPED);
    }

    @Test
    void whatACrashLeavesBehindIsEndedBeforeTheRestart() {
        FakeProcess process = engine.running(web);
        process.othersInGroup = true;
        process.obeysTerm = false;
        process.exits(ExitStatus.exited(1));
        engine.advance(0.1);
        assertThat(engine.state(web)).isEqualTo(STOPPING);
        assertThat(web.status().cause())
                .isEqualTo("exit 1 after 1 s; ending what it left behind: program, pid 1000100");
        assertThat(engine.system.launched).hasSize(1);
        engine.advance(2.1);
        assertThat(engine.system.launched).hasSize(2);
        assertThat(engine.state(web)).isEqualTo(STARTING);
    }

    @Test
    void aCrashWhileStartingIsRetriedWithBackoffAndGivenUp() {
        CompletableFuture<ServiceStatus> started = web.start().toCompletableFuture();
        engine.loop.settle();
        engine.advance(0.4);
        engine.system.last().exits(ExitStatus.exited(1));
        assertThat(engine.state(web)).isEqualTo(BACKOFF);
        assertThat(reason(started)).isEqualTo("web: exit 1 after 0.4 s.");
        assertThat(web.status().retry())
                .hasValue(new Retry(1, 8, engine.loop.now().plusMillis(300)));
        for (int retry = 1; retry <= 8; retry++) {
            engine.advance(0.3);
            assertThat(engine.state(web)).isEqualTo(STARTING);
            engine.system.last().exits(ExitStatus.exited(1));
            engine.loop.settle();
        }
        assertThat(engine.state(web)).isEqualTo(FATAL);
        assertThat(web.status().cause()).isEqualTo("exit 1 after 0 s, gave up after 8 tries");
        assertThat(web.status().restarts()).isEqualTo(8);
        engine.advance(60);
        assertThat(engine.system.launched).hasSize(9);
    }

    @Test
    void aProgramThatIsNotThereIsAFailedStart() {
        engine.system.refusal = java.util.Optional.of("web is not there.");
        CompletableFuture<ServiceStatus> started = web.start().toCompletableFuture();
        assertThat(engine.state(web)).isEqualTo(BACKOFF);
        assertThat(reason(started)).contains("web is not there.");
    }

    @Test
    void stopInBackoffIsImmediate() {
        web.start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(1));
        engine.loop.settle();
        assertThat(engine.await(web.stop()).state()).isEqualTo(STOPPED);
        engine.advance(60);
        assertThat(engine.system.launched).hasSize(1);
        assertThat(engine.loop.delayedTasks()).isZero();
    }

    @Test
    void startInBackoffRetriesAtOnce() {
        web.start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(1));
        engine.loop.settle();
        web.start();
        assertThat(engine.state(web)).isEqualTo(STARTING);
        engine.advance(10);
        assertThat(engine.system.launched).hasSize(2);
    }

    @Test
    void aCrashWhileRunningIsRestartedOnce() {
        engine.running(web).exits(ExitStatus.killedBy(Signal.SEGV));
        assertThat(engine.state(web)).isEqualTo(STARTING);
        assertThat(web.status().restarts()).isEqualTo(1);
        assertThat(web.status().lastExit()).hasValue(ExitStatus.killedBy(Signal.SEGV));
        engine.advance(1);
        assertThat(engine.state(web)).isEqualTo(RUNNING);
    }

    @Test
    void aCrashIsLeftAloneWhereThePolicySaysSo() {
        Service once = engine.service(spec("once").withRestart(policy(false, false, 8)));
        engine.running(once).exits(ExitStatus.exited(3));
        assertThat(engine.state(once)).isEqualTo(FAIL);
        assertThat(once.status().cause()).isEqualTo("exit 3 after 1 s");
        assertThat(engine.system.launched).hasSize(1);
    }

    @Test
    void aNormalExitIsAStopUnlessThePolicyRespawns() {
        engine.running(web).exits(ExitStatus.exited(0));
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(web.status().cause()).isEqualTo("exit 0 after 1 s, its standard input was empty");
        Service loop = engine.service(spec("loop").withRestart(policy(true, true, 8)));
        engine.running(loop).exits(ExitStatus.exited(0));
        assertThat(engine.state(loop)).isEqualTo(STARTING);
    }

    @Test
    void aNormalExitAtOnceThatRespawnsBacksOffRatherThanSpin() {
        Service loop = engine.service(spec("loop").withRestart(policy(true, true, 8)));
        loop.start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(0));
        assertThat(engine.state(loop)).isEqualTo(BACKOFF);
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
        assertThat(reason(sent)).isEqualTo("web has no process to send a signal to.");
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

    @Test
    void noZeroRetriesMeansFatalAtOnce() {
        Service fragile = engine.service(spec("fragile").withRestart(policy(true, false, 0)));
        fragile.start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(2));
        assertThat(engine.state(fragile)).isEqualTo(FATAL);
        assertThat(fragile.status().cause()).isEqualTo("exit 2 after 0 s");
    }

    @Test
    void whatGoesToTheBackgroundIsEndedAndNotTriedAgain() {
        for (String program : List.of("nginx", "poold", "php-fpm8.2")) {
            web.start();
            engine.loop.settle();
            FakeProcess process = engine.system.last();
            int launched = engine.system.launched.size();
            process.program = program;
            process.othersInGroup = true;
            process.exits(ExitStatus.exited(0));
            engine.advance(60);
            assertThat(engine.state(web)).isEqualTo(FAIL);
            assertThat(web.status().cause())
                    .startsWith("went to the background (" + program + ", pid ")
                    .endsWith(
                            switch (program) {
                                case "nginx" -> "); run it in the foreground: nginx -g 'daemon off;'";
                                case "poold" -> "); run it in the foreground";
                                default -> "); run it in the foreground: php-fpm -F";
                            });
            assertThat(process.signals).containsExactly(Signal.TERM);
            assertThat(engine.system.launched).hasSize(launched);
        }
    }

    @Test
    void whoLivesOnInTheBackgroundIsNamedAndNotWhoEndsOnTheWayThere() {
        web.start();
        engine.loop.settle();
        FakeProcess leader = engine.system.last();
        FakeProcess between = engine.system.forkedBy(leader);
        FakeProcess daemon = engine.system.forkedBy(between);
        between.mark = leader.mark;
        daemon.mark = leader.mark;
        leader.exits(ExitStatus.exited(0));
        engine.loop.settle();
        between.exits(ExitStatus.exited(0));
        daemon.parent = 1;
        engine.advance(1);
        assertThat(web.status().cause())
                .isEqualTo("went to the background (program, pid " + daemon.pid() + "); run it in the foreground");
        assertThat(daemon.signals).startsWith(Signal.TERM);
        assertThat(between.signals).isEmpty();
    }

    @Test
    void whatKeepsChangingInTheBackgroundIsEndedAllTheSame() {
        web.start();
        engine.loop.settle();
        FakeProcess leader = engine.system.last();
        FakeProcess restless = engine.system.forkedBy(leader);
        restless.mark = leader.mark;
        leader.exits(ExitStatus.exited(0));
        engine.loop.settle();
        for (int i = 0; i < 100 && restless.signals.isEmpty(); i++) {
            FakeProcess next = engine.system.forkedBy(restless);
            next.mark = leader.mark;
            next.parent = 1;
            restless.exits(ExitStatus.exited(0));
            restless = next;
            engine.advance(0.05);
        }
        assertThat(restless.signals).startsWith(Signal.TERM);
        engine.advance(5);
        assertThat(engine.state(web)).isEqualTo(FAIL);
    }

    @Test
    void whatWentToTheBackgroundLaterIsToldOfOnTheRow() {
        FakeProcess process = engine.running(web);
        process.program = "poold";
        process.othersInGroup = true;
        process.exits(ExitStatus.exited(0));
        engine.advance(60);
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(web.status().cause()).contains("exit 0 after ").contains("; ended what it left behind: poold, pid ");
    }

    @Test
    void aRefusalThatCannotChangeIsFinalUntilItIsStartedAnew() {
        engine.system.refusal = Optional.of("No program named wbe is in the PATH.");
        engine.system.isRefusedForGood = true;
        CompletableFuture<ServiceStatus> started = web.start().toCompletableFuture();
        engine.advance(600);
        assertThat(started).isCompletedExceptionally();
        assertThat(engine.state(web)).isEqualTo(FAIL);
        assertThat(web.status().retry()).isEmpty();
        assertThat(web.status().restarts()).isZero();
        assertThat(web.status().cause())
                .isEqualTo("No program named wbe is in the PATH. It is not tried again by itself.");
        engine.system.refusal = Optional.empty();
        engine.running(web);
    }

    @Test
    void aJobMayLeaveAHelperBehind() {
        FakeProcess process = engine.running(web);
        process.program = "gradle";
        process.othersInGroup = true;
        process.exits(ExitStatus.exited(0));
        engine.advance(1);
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(web.status().cause()).startsWith("exit 0 after 1 s, its standard input was empty; ended what");
        assertThat(engine.log(web)).anyMatch(line -> line.startsWith("left behind: gradle, pid "));
    }

    @Test
    void whoCannotBeEndedIsNamed() {
        FakeProcess process = engine.running(web);
        FakeProcess helper = engine.system.forkedBy(process);
        helper.program = "helper";
        helper.immortal = true;
        web.stop();
        engine.advance(60);
        assertThat(helper.signals).contains(Signal.TERM, Signal.KILL);
        assertThat(engine.state(web)).isEqualTo(FAIL);
        assertThat(web.status().cause()).isEqualTo("could not be ended: helper, pid " + helper.pid());
    }

    @Test
    void whatIsLeftIsNamedWithItsPortsAndMarkedInTheLogOfTheNextRun() {
        FakeProcess process = engine.running(web);
        FakeProcess helper = engine.system.forkedBy(process);
        helper.program = "helper";
        helper.immortal = true;
        engine.system.listens(helper, 8080);
        process.writes(ChildStream.STDOUT, "serves\n");
        web.stop();
        engine.advance(60);
        assertThat(web.status().cause()).isEqualTo("could not be ended: helper, pid " + helper.pid() + ", port 8080");
        process.writes(ChildStream.STDOUT, "nobody else writes yet\n");
        engine.running(web).writes(ChildStream.STDOUT, "of now\n");
        process.writes(ChildStream.STDOUT, "still serves\n");
        assertThat(engine.log(web))
                .contains(
                        "serves",
                        "nobody else writes yet",
                        "of now",
                        "said by what is left of the run before, pid " + process.pid() + ": still serves")
                .doesNotContain("still serves");
    }
}
