package controlfreak.engine;

import static controlfreak.engine.Healths.COMMAND;
import static controlfreak.engine.Healths.PORT;
import static controlfreak.engine.Healths.readyBy;
import static controlfreak.model.status.ServiceState.RUNNING;
import static controlfreak.model.status.ServiceState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Check;
import controlfreak.model.ExitStatus;
import controlfreak.model.Health;
import controlfreak.model.Readiness.Sign;
import controlfreak.model.Signal;
import controlfreak.model.status.ServiceState;
import controlfreak.process.ChildStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes a service ready: a port, a line, a command. */
class ServiceReadinessTest {
    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    @Test
    void whatNothingIsSaidOfIsReadyAsItRuns() {
        Service web = engine.watched(Health.UNWATCHED);
        web.start();
        engine.loop.settle();
        assertThat(engine.isReady(web)).isFalse();
        engine.advance(1);
        assertThat(engine.isReady(web)).isTrue();
        engine.await(web.stop());
        assertThat(engine.isReady(web)).isFalse();
    }

    @Test
    void whatEndsBeforeItIsReadyHasFailed() {
        engine.ports.close(8080);
        Service web = engine.watched(readyBy(PORT));
        engine.running(web).exits(ExitStatus.exited(0));
        engine.loop.settle();
        assertThat(web.status().restarts()).isEqualTo(1);
        web.stop();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(0));
        engine.advance(1);
        assertThat(engine.status(web).state()).as("as it was asked to").isEqualTo(ServiceState.STOPPED);
        web.start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(0));
        engine.loop.settle();
        assertThat(engine.cause(web)).contains(", before it was ready; if it reads its standard input, which is empty");
        assertThat(engine.status(web).state()).isEqualTo(ServiceState.BACKOFF);
    }

    @Test
    void anotherServiceThatHasThePortIsNamed() {
        Service other = engine.service(EngineFixture.spec("other"));
        FakeSystem.FakeProcess holder = engine.running(other);
        engine.system.sockets.listens(holder, 8080);
        engine.ports.open(8080);
        Service web = engine.watched(readyBy(PORT));
        engine.running(web);
        engine.advance(5);
        assertThat(engine.cause(web)).isEqualTo("port 8080 is held by other (program, pid " + holder.pid() + ")");
    }

    @Test
    void thePortOfAnotherMakesNobodyReady() {
        Service web = engine.watched(readyBy(PORT));
        FakeSystem.FakeProcess stranger = engine.system.stranger("nginx");
        engine.system.sockets.listens(stranger, 8080);
        engine.ports.open(8080);
        FakeSystem.FakeProcess process = engine.running(web);
        engine.advance(5);
        assertThat(engine.isReady(web)).isFalse();
        assertThat(engine.cause(web)).isEqualTo("port 8080 is held by nginx, pid " + stranger.pid());
        engine.system.sockets.listens(engine.system.forkedBy(process), 8080);
        engine.advance(1);
        assertThat(engine.isReady(web)).isTrue();
    }

    @Test
    void aPortThatIsForwardedOrWhoseHolderIsHiddenCounts() {
        engine.ports.open(8080);
        FakeSystem.FakeProcess hidden = engine.system.stranger("nginx");
        hidden.alive = false;
        for (FakeSystem.FakeProcess holder : List.of(hidden, engine.system.stranger("docker-proxy"))) {
            Service web = engine.watched(readyBy(PORT));
            engine.system.sockets.listens(holder, 8080);
            engine.running(web);
            engine.advance(1);
            assertThat(engine.isReady(web)).isTrue();
            engine.await(engine.controller.destroyService(web.id()));
        }
    }

    @Test
    void itRunsAndIsNotReadyUntilItsPortIsOpen() {
        Service web = engine.watched(readyBy(PORT));
        engine.ports.close(8080);
        engine.running(web);
        assertThat(web.status().state()).isEqualTo(RUNNING);
        assertThat(engine.isReady(web)).isFalse();
        assertThat(engine.cause(web)).isEqualTo("port 8080 is closed");
        engine.ports.open(8080);
        engine.advance(1);
        assertThat(engine.isReady(web)).isTrue();
        assertThat(engine.cause(web)).isEmpty();
        int tries = engine.ports.tried.size();
        engine.advance(10);
        assertThat(engine.ports.tried).hasSize(tries);
        assertThat(engine.log(web)).contains("port 8080 is closed", "ready");
    }

    @Test
    void beforeTheFirstAnswerItSaysWhatItWaitsFor() {
        Service web = engine.watched(readyBy(new Check.Port("db.test", 8080)));
        engine.running(web);
        assertThat(engine.cause(web)).isEqualTo("port 8080 of db.test is not open yet");
        engine.advance(4);
        assertThat(engine.cause(web)).isEqualTo("port 8080 of db.test gives no answer in 5 s");
        assertThat(engine.ports.cancelled).isEqualTo(1);
        engine.advance(1);
        assertThat(engine.ports.tried).hasSize(2);
    }

    @Test
    void anAnswerThatComesTooLateIsNobodys() {
        Service web = engine.watched(readyBy(PORT));
        engine.running(web);
        engine.advance(4.5);
        engine.ports.held.get(0).accept(Optional.empty());
        assertThat(engine.isReady(web)).isFalse();
        engine.advance(1);
        engine.await(web.stop());
        engine.ports.held.get(1).accept(Optional.empty());
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        web.start();
        engine.advance(1);
        engine.ports.held.get(1).accept(Optional.empty());
        assertThat(engine.isReady(web)).isFalse();
        engine.ports.held.get(2).accept(Optional.empty());
        assertThat(engine.isReady(web)).isTrue();
    }

    @Test
    void whatIsReadyBeforeItCountsAsRunningIsReadyAtOnceThen() {
        Service web = engine.watched(readyBy(PORT));
        engine.ports.open(8080);
        web.start();
        engine.advance(0.5);
        assertThat(engine.isReady(web)).isFalse();
        engine.advance(0.5);
        assertThat(engine.isReady(web)).isTrue();
        assertThat(engine.cause(web)).isEmpty();
    }

    @Test
    void aLineOfThisRunMakesItReady() {
        Service web = engine.watched(readyBy(new Sign.Line("ready to accept .* connections")));
        FakeProcess process = engine.running(web);
        assertThat(engine.cause(web)).isEqualTo("no line matched yet");
        process.writes(ChildStream.STDERR, "not ready to accept\nready to accept new ");
        engine.advance(1);
        assertThat(engine.isReady(web)).isFalse();
        process.writes(ChildStream.STDERR, "connections\n");
        engine.advance(0.1);
        assertThat(engine.isReady(web)).isTrue();
        web.restart();
        engine.advance(1);
        assertThat(web.status().state()).isEqualTo(RUNNING);
        assertThat(engine.isReady(web)).isFalse();
    }

    @Test
    void aLineAfterAFloodIsFoundWhereTheLogStillHasIt() {
        Service web = engine.watched(readyBy(new Sign.Line("^ready$")));
        FakeProcess process = engine.running(web);
        process.writes(ChildStream.STDOUT, "noise\n".repeat(25_000) + "ready\n");
        engine.advance(0.1);
        assertThat(engine.isReady(web)).isTrue();
    }

    @Test
    void ownNotesAreNoLines() {
        Service web = engine.watched(readyBy(new Sign.Line("started")));
        engine.running(web);
        assertThat(engine.log(web)).anyMatch(line -> line.contains("started"));
        assertThat(engine.isReady(web)).isFalse();
    }

    @Test
    void anExpressionThatTakesForEverSaysSo() {
        Service web = engine.watched(readyBy(new Sign.Line("(a*)*b")));
        FakeProcess process = engine.running(web);
        process.writes(ChildStream.STDOUT, "a".repeat(50_000) + "\n");
        engine.advance(0.1);
        assertThat(engine.cause(web)).isEqualTo("its expression takes too long; simplify it");
        process.writes(ChildStream.STDOUT, "b\n");
        engine.advance(0.1);
        assertThat(engine.isReady(web)).isTrue();
    }

    @Test
    void aLineWithoutAnEndMakesItReady() {
        Service web = engine.watched(readyBy(new Sign.Line("Ready\\.")));
        FakeProcess process = engine.running(web);
        process.writes(ChildStream.STDOUT, "....");
        engine.advance(1);
        assertThat(engine.isReady(web)).isFalse();
        process.writes(ChildStream.STDOUT, " Ready.");
        engine.advance(0.3);
        assertThat(engine.isReady(web)).isTrue();
    }

    @Test
    void whatIsMatchedIsWhatIsShown() {
        Service web = engine.watched(readyBy(new Sign.Line("^ready in \\d+ ms$")));
        FakeProcess process = engine.running(web);
        process.writes(
                ChildStream.STDOUT,
                "building...\r\u001b[32m\u001b[1mready\u001b[22m in \u001b[1m412\u001b[22m ms\u001b[39m\r\n");
        engine.advance(0.1);
        assertThat(engine.isReady(web)).isTrue();
    }

    @Test
    void manyLinesThatTakeLongHoldUpNobodyElse() {
        Queue<Runnable> matching = new ArrayDeque<>();
        engine.matching = matching::add;
        Service web = engine.watched(readyBy(new Sign.Line("(.*)(.*)(.*)x")));
        FakeProcess process = engine.running(web);
        matching.remove().run();
        engine.advance(0.1);
        process.writes(ChildStream.STDOUT, ("a".repeat(150) + "\n").repeat(60));
        Service other = engine.service(EngineFixture.spec("other"));
        engine.running(other);
        assertThat(engine.state(other)).isEqualTo(RUNNING);

        matching.remove().run();
        engine.advance(0);
        assertThat(engine.cause(web)).isEqualTo("its expression takes too long; simplify it");
        process.writes(ChildStream.STDOUT, "x\n");
        for (int i = 0; i < 60 && !engine.isReady(web); i++) {
            engine.advance(0.1);
            matching.remove().run();
            engine.advance(0);
        }
        assertThat(engine.isReady(web)).isTrue();
    }

    @Test
    void aCommandThatEndsWellMakesItReady() {
        Service web = engine.watched(readyBy(COMMAND));
        FakeProcess process = engine.running(web);
        FakeProcess check = engine.system.last();
        assertThat(check).isNotSameAs(process);
        assertThat(check.request.command()).containsExactly("/bin/ping-it", "-q");
        assertThat(check.request.environment()).containsEntry("CONTROL_FREAK_SERVICE", "web");
        assertThat(check.request.folder()).isEqualTo(folder);
        check.writes(ChildStream.STDERR, "no route\nrefused by db " + "x".repeat(500) + "\n");
        check.exits(ExitStatus.exited(3));
        assertThat(engine.cause(web))
                .startsWith("its check ended with exit 3: refused by db xxx")
                .hasSizeLessThan(250);
        assertThat(engine.alive)
                .as("by the first check, whoever checks left behind is found")
                .containsExactly("web 100", "run beside web 101");
        engine.advance(1);
        engine.system.last().exits(ExitStatus.exited(0));
        assertThat(engine.isReady(web)).isTrue();
        assertThat(engine.log(web)).noneMatch(line -> line.contains("no route"));
    }

    @Test
    void aCommandThatHangsIsKilledWithAllItForked() {
        Service web = engine.watched(readyBy(COMMAND));
        web.start();
        engine.loop.settle();
        FakeProcess check = engine.system.last();
        check.obeysTerm = false;
        check.othersInGroup = true;
        engine.advance(5);
        assertThat(check.alive).isFalse();
        assertThat(check.signals).containsExactly(Signal.KILL);
        assertThat(engine.cause(web)).isEqualTo("its check gives no answer in 5 s");
    }

    @Test
    void aCommandThatCannotBeRunSaysWhy() {
        Service web = engine.watched(readyBy(COMMAND));
        web.start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(1));
        engine.system.refusal = Optional.of("/bin/ping-it is not there.");
        engine.advance(1);
        assertThat(engine.cause(web)).isEqualTo("its check cannot be run: /bin/ping-it is not there.");
    }

    @Test
    void aCheckEndsWithItsService() {
        Service web = engine.watched(readyBy(COMMAND));
        FakeProcess process = engine.running(web);
        FakeProcess check = engine.system.last();
        web.stop();
        engine.loop.settle();
        process.exits(ExitStatus.exited(0));
        engine.loop.settle();
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(check.alive).isFalse();
        engine.advance(100);
        assertThat(engine.loop.delayedTasks()).isZero();
    }
}
