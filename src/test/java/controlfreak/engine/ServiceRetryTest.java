package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static controlfreak.model.status.ServiceState.BACKOFF;
import static controlfreak.model.status.ServiceState.FAIL;
import static controlfreak.model.status.ServiceState.FATAL;
import static controlfreak.model.status.ServiceState.RUNNING;
import static controlfreak.model.status.ServiceState.STARTING;
import static controlfreak.model.status.ServiceState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.ExitStatus;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.Stdin;
import controlfreak.model.Streams;
import controlfreak.model.status.Retry;
import controlfreak.model.status.ServiceStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is tried again after a failure, how often, and what is not. */
class ServiceRetryTest {
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

    @Test
    void aCrashWhileStartingIsRetriedWithBackoffAndGivenUp() {
        CompletableFuture<ServiceStatus> started = web.start().toCompletableFuture();
        engine.loop.settle();
        engine.advance(0.4);
        engine.system.last().exits(ExitStatus.exited(1));
        assertThat(engine.state(web)).isEqualTo(BACKOFF);
        assertThat(engine.reason(started)).isEqualTo("web: exit 1 after 0.4 s.");
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
        assertThat(engine.reason(started)).contains("web is not there.");
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
        assertThat(web.status().cause()).isEqualTo("exit 0 after 1 s");
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
    void whatIsMeantToStayAndEndsSoonIsToldThatItsInputIsEmpty() {
        ServiceSpec watcher = spec("watcher").withRestart(policy(true, true, 8));
        Service service = engine.service(watcher);
        FakeProcess process = engine.running(service);
        engine.advance(20);
        process.exits(ExitStatus.exited(0));
        engine.loop.settle();
        assertThat(engine.log(service))
                .contains(
                        "exit 0 after 21 s",
                        "if it reads its standard input, which is empty, keep that open (\"stdin\": \"open\")");
        engine.advance(100);
        engine.system.last().exits(ExitStatus.exited(0));
        engine.loop.settle();
        assertThat(engine.log(service).stream().filter(line -> line.contains("standard input")))
                .as("after so long it was something else")
                .hasSize(1);
        Service open = engine.service(spec("open")
                .withRestart(policy(true, true, 8))
                .with(draft -> draft.streams = Streams.DEFAULT.withStdin(new Stdin.Open())));
        engine.running(open).exits(ExitStatus.exited(0));
        engine.loop.settle();
        assertThat(engine.log(open)).contains("exit 0 after 1 s");
        Service failing = engine.service(spec("failing").withRestart(policy(true, true, 8)));
        engine.running(failing).exits(ExitStatus.exited(1));
        engine.loop.settle();
        assertThat(engine.log(failing)).contains("exit 1 after 1 s");
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
}
