package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static controlfreak.model.status.ServiceState.BACKOFF;
import static controlfreak.model.status.ServiceState.FAIL;
import static controlfreak.model.status.ServiceState.FATAL;
import static controlfreak.model.status.ServiceState.RUNNING;
import static controlfreak.model.status.ServiceState.STARTING;
import static controlfreak.model.status.ServiceState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.ExitStatus;
import controlfreak.model.RestartPolicy;
import controlfreak.model.RestartPolicy.StartLimit;
import controlfreak.model.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartLimitsTest {
    private static final Optional<StartLimit> THREE_A_MINUTE = Optional.of(new StartLimit(3, Duration.ofMinutes(1)));

    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    private Service service(Consumer<RestartPolicy.Draft> change) {
        return engine.service(spec("web").withRestart(RestartPolicy.DEFAULT.with(change)));
    }

    @Test
    void anExitCodeThatCountsAsSuccessIsANormalEnd() {
        Service web = service(policy -> policy.successExit = List.of(ExitStatus.exited(143)));
        engine.running(web).exits(ExitStatus.exited(143));
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(web.status().cause()).startsWith("exit 143 (a normal end) after");
        assertThat(web.status().lastExit())
                .hasValueSatisfying(end -> assertThat(end.isNormal()).isTrue());
        assertThat(engine.system.launched).hasSize(1);
    }

    @Test
    void aSignalThatCountsAsSuccessIsANormalEndAndNoOtherIs() {
        Service web = service(policy -> {
            policy.successExit = List.of(ExitStatus.killedBy(Signal.TERM));
            policy.respawnOnFail = false;
        });
        engine.running(web).exits(ExitStatus.killedBy(Signal.TERM));
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        engine.running(web).exits(ExitStatus.killedBy(Signal.SEGV));
        assertThat(engine.state(web)).isEqualTo(FAIL);
    }

    @Test
    void aSuccessIsRespawnedWhereNormalEndsAre() {
        Service web = service(policy -> {
            policy.successExit = List.of(ExitStatus.exited(3));
            policy.respawnOnFail = false;
            policy.respawnOnStop = true;
        });
        engine.running(web).exits(ExitStatus.exited(3));
        assertThat(engine.state(web)).isEqualTo(STARTING);
    }

    @Test
    void crashesWhileRunningAreGivenUpAtTheLimitOfStarts() {
        Service web = service(policy -> policy.startLimit = THREE_A_MINUTE);
        engine.running(web);
        for (int restart = 1; restart < 3; restart++) {
            engine.system.last().exits(ExitStatus.exited(1));
            assertThat(engine.state(web)).isEqualTo(STARTING);
            engine.advance(2);
            assertThat(engine.state(web)).isEqualTo(RUNNING);
        }
        engine.system.last().exits(ExitStatus.exited(1));
        assertThat(engine.state(web)).isEqualTo(FATAL);
        assertThat(web.status().cause()).isEqualTo("exit 1 after 2 s, gave up after 3 starts within 1 min");
        engine.advance(600);
        assertThat(engine.system.launched).hasSize(3);
    }

    @Test
    void startsThatFailCountToo() {
        Service web = service(policy -> policy.startLimit = THREE_A_MINUTE);
        web.start();
        engine.loop.settle();
        for (int start = 1; start < 3; start++) {
            engine.system.last().exits(ExitStatus.exited(1));
            assertThat(engine.state(web)).isEqualTo(BACKOFF);
            engine.advance(0.4);
        }
        engine.system.last().exits(ExitStatus.exited(1));
        assertThat(engine.state(web)).isEqualTo(FATAL);
    }

    @Test
    void startsOfLongAgoCountNoMore() {
        Service web = service(policy -> policy.startLimit = THREE_A_MINUTE);
        engine.running(web);
        for (int restart = 1; restart < 9; restart++) {
            engine.advance(30);
            engine.system.last().exits(ExitStatus.exited(1));
            assertThat(engine.state(web)).isEqualTo(STARTING);
        }
    }

    @Test
    void anOperatorsStartBeginsAnew() {
        Service web = service(policy -> policy.startLimit = Optional.of(new StartLimit(1, Duration.ofHours(1))));
        engine.running(web).exits(ExitStatus.exited(1));
        assertThat(engine.state(web)).isEqualTo(FATAL);
        assertThat(web.status().cause()).endsWith("gave up after 1 start within 1 h");
        engine.running(web);
        assertThat(engine.state(web)).isEqualTo(RUNNING);
        assertThat(engine.system.launched).hasSize(2);
    }

    @Test
    void aNormalEndThatIsNotToBeRespawnedIsNoFailureAtTheLimit() {
        Service web = service(policy -> policy.startLimit = Optional.of(new StartLimit(1, Duration.ofHours(1))));
        engine.running(web).exits(ExitStatus.exited(0));
        assertThat(engine.state(web)).isEqualTo(STOPPED);
    }

    @Test
    void aRetryWaitsNoLongerThanTheLongestDelay() {
        Service web = service(policy -> policy.maxDelay = Optional.of(Duration.ofMillis(100)));
        web.start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(1));
        assertThat(engine.state(web)).isEqualTo(BACKOFF);
        engine.advance(0.11);
        assertThat(engine.state(web)).isEqualTo(STARTING);
    }
}
