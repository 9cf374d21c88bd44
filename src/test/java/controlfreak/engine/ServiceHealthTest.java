package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static controlfreak.model.status.ServiceState.BACKOFF;
import static controlfreak.model.status.ServiceState.FAIL;
import static controlfreak.model.status.ServiceState.RUNNING;
import static controlfreak.model.status.ServiceState.STARTING;
import static controlfreak.model.status.ServiceState.STOPPED;
import static controlfreak.model.status.ServiceState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.ExitStatus;
import controlfreak.model.Health;
import controlfreak.model.Liveness;
import controlfreak.model.Probe;
import controlfreak.model.Readiness;
import controlfreak.model.Readiness.Sign;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.Workspace;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.process.ChildStream;
import controlfreak.process.Notice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceHealthTest {
    private static final Check PORT = new Check.Port(Check.LOCAL, 8080);
    private static final Check COMMAND = new Check.Run(new Command.Words(List.of("/bin/ping-it", "-q")));

    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    private Service service(Health health) {
        return engine.service(spec("web").withHealth(health));
    }

    private static Health readyBy(Check check) {
        return readyBy(new Sign.Probed(new Probe(check, Readiness.DEFAULT_EVERY, Probe.DEFAULT_TIMEOUT)));
    }

    private static Health readyBy(Sign sign) {
        return Health.UNWATCHED.withReady(sign);
    }

    private static Health liveBy(Check check) {
        return Health.UNWATCHED.withLive(Liveness.of(check));
    }

    private String cause(Service service) {
        return engine.status(service).cause();
    }

    private boolean isReady(Service service) {
        return engine.status(service).ready();
    }

    @Test
    void whatNothingIsSaidOfIsReadyAsItRuns() {
        Service web = service(Health.UNWATCHED);
        web.start();
        engine.loop.settle();
        assertThat(isReady(web)).isFalse();
        engine.advance(1);
        assertThat(isReady(web)).isTrue();
        engine.await(web.stop());
        assertThat(isReady(web)).isFalse();
    }

    @Test
    void whatEndsBeforeItIsReadyHasFailed() {
        engine.ports.close(8080);
        Service web = service(readyBy(PORT));
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
        assertThat(cause(web)).endsWith(", before it was ready");
        assertThat(engine.status(web).state()).isEqualTo(ServiceState.BACKOFF);
    }

    @Test
    void thePortOfAnotherMakesNobodyReady() {
        Service web = service(readyBy(PORT));
        FakeSystem.FakeProcess stranger = engine.system.stranger("nginx");
        engine.system.listens(stranger, 8080);
        engine.ports.open(8080);
        FakeSystem.FakeProcess process = engine.running(web);
        engine.advance(5);
        assertThat(isReady(web)).isFalse();
        assertThat(cause(web)).isEqualTo("port 8080 is held by nginx, pid " + stranger.pid());
        engine.system.listens(engine.system.forkedBy(process), 8080);
        engine.advance(1);
        assertThat(isReady(web)).isTrue();
    }

    @Test
    void aPortThatIsForwardedOrWhoseHolderIsHiddenCounts() {
        engine.ports.open(8080);
        FakeSystem.FakeProcess hidden = engine.system.stranger("nginx");
        hidden.alive = false;
        for (FakeSystem.FakeProcess holder : List.of(hidden, engine.system.stranger("docker-proxy"))) {
            Service web = service(readyBy(PORT));
            engine.system.listens(holder, 8080);
            engine.running(web);
            engine.advance(1);
            assertThat(isReady(web)).isTrue();
            engine.await(engine.controller.destroyService(web.id()));
        }
    }

    @Test
    void itRunsAndIsNotReadyUntilItsPortIsOpen() {
        Service web = service(readyBy(PORT));
        engine.ports.close(8080);
        engine.running(web);
        assertThat(web.status().state()).isEqualTo(RUNNING);
        assertThat(isReady(web)).isFalse();
        assertThat(cause(web)).isEqualTo("port 8080 is closed");
        engine.ports.open(8080);
        engine.advance(1);
        assertThat(isReady(web)).isTrue();
        assertThat(cause(web)).isEmpty();
        int tries = engine.ports.tried.size();
        engine.advance(10);
        assertThat(engine.ports.tried).hasSize(tries);
        assertThat(engine.log(web)).contains("port 8080 is closed", "ready");
    }

    @Test
    void beforeTheFirstAnswerItSaysWhatItWaitsFor() {
        Service web = service(readyBy(new Check.Port("db.test", 8080)));
        engine.running(web);
        assertThat(cause(web)).isEqualTo("port 8080 of db.test is not open yet");
        engine.advance(4);
        assertThat(cause(web)).isEqualTo("port 8080 of db.test gives no answer in 5 s");
        assertThat(engine.ports.cancelled).isEqualTo(1);
        engine.advance(1);
        assertThat(engine.ports.tried).hasSize(2);
    }

    @Test
    void anAnswerThatComesTooLateIsNobodys() {
        Service web = service(readyBy(PORT));
        engine.running(web);
        engine.advance(4.5);
        engine.ports.held.get(0).accept(Optional.empty());
        assertThat(isReady(web)).isFalse();
        engine.advance(1);
        engine.await(web.stop());
        engine.ports.held.get(1).accept(Optional.empty());
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        web.start();
        engine.advance(1);
        engine.ports.held.get(1).accept(Optional.empty());
        assertThat(isReady(web)).isFalse();
        engine.ports.held.get(2).accept(Optional.empty());
        assertThat(isReady(web)).isTrue();
    }

    @Test
    void whatIsReadyBeforeItCountsAsRunningIsReadyAtOnceThen() {
        Service web = service(readyBy(PORT));
        engine.ports.open(8080);
        web.start();
        engine.advance(0.5);
        assertThat(isReady(web)).isFalse();
        engine.advance(0.5);
        assertThat(isReady(web)).isTrue();
        assertThat(cause(web)).isEmpty();
    }

    @Test
    void aLineOfThisRunMakesItReady() {
        Service web = service(readyBy(new Sign.Line("ready to accept .* connections")));
        FakeProcess process = engine.running(web);
        assertThat(cause(web)).isEqualTo("no line matched yet");
        process.writes(ChildStream.STDERR, "not ready to accept\nready to accept new ");
        engine.advance(1);
        assertThat(isReady(web)).isFalse();
        process.writes(ChildStream.STDERR, "connections\n");
        engine.advance(0.1);
        assertThat(isReady(web)).isTrue();
        web.restart();
        engine.advance(1);
        assertThat(web.status().state()).isEqualTo(RUNNING);
        assertThat(isReady(web)).isFalse();
    }

    @Test
    void aLineAfterAFloodIsFoundWhereTheLogStillHasIt() {
        Service web = service(readyBy(new Sign.Line("^ready$")));
        FakeProcess process = engine.running(web);
        process.writes(ChildStream.STDOUT, "noise\n".repeat(25_000) + "ready\n");
        engine.advance(0.1);
        assertThat(isReady(web)).isTrue();
    }

    @Test
    void ownNotesAreNoLines() {
        Service web = service(readyBy(new Sign.Line("started")));
        engine.running(web);
        assertThat(engine.log(web)).anyMatch(line -> line.contains("started"));
        assertThat(isReady(web)).isFalse();
    }

    @Test
    void anExpressionThatTakesForEverSaysSo() {
        Service web = service(readyBy(new Sign.Line("(a*)*b")));
        FakeProcess process = engine.running(web);
        process.writes(ChildStream.STDOUT, "a".repeat(50_000) + "\n");
        engine.advance(0.1);
        assertThat(cause(web)).isEqualTo("its expression takes too long; simplify it");
        process.writes(ChildStream.STDOUT, "b\n");
        engine.advance(0.1);
        assertThat(isReady(web)).isTrue();
    }

    @Test
    void aLineWithoutAnEndMakesItReady() {
        Service web = service(readyBy(new Sign.Line("Ready\\.")));
        FakeProcess process = engine.running(web);
        process.writes(ChildStream.STDOUT, "....");
        engine.advance(1);
        assertThat(isReady(web)).isFalse();
        process.writes(ChildStream.STDOUT, " Ready.");
        engine.advance(0.3);
        assertThat(isReady(web)).isTrue();
    }

    @Test
    void whatIsMatchedIsWhatIsShown() {
        Service web = service(readyBy(new Sign.Line("^ready in \\d+ ms$")));
        FakeProcess process = engine.running(web);
        process.writes(
                ChildStream.STDOUT,
                "building...\r\u001b[32m\u001b[1mready\u001b[22m in \u001b[1m412\u001b[22m ms\u001b[39m\r\n");
        engine.advance(0.1);
        assertThat(isReady(web)).isTrue();
    }

    @Test
    void manyLinesThatTakeLongHoldUpNobodyElse() {
        Queue<Runnable> matching = new ArrayDeque<>();
        engine.matching = matching::add;
        Service web = service(readyBy(new Sign.Line("(.*)(.*)(.*)x")));
        FakeProcess process = engine.running(web);
        matching.remove().run();
        engine.advance(0.1);
        process.writes(ChildStream.STDOUT, ("a".repeat(150) + "\n").repeat(60));
        Service other = engine.service(EngineFixture.spec("other"));
        engine.running(other);
        assertThat(engine.state(other)).isEqualTo(RUNNING);

        matching.remove().run();
        engine.advance(0);
        assertThat(cause(web)).isEqualTo("its expression takes too long; simplify it");
        process.writes(ChildStream.STDOUT, "x\n");
        for (int i = 0; i < 60 && !isReady(web); i++) {
            engine.advance(0.1);
            matching.remove().run();
            engine.advance(0);
        }
        assertThat(isReady(web)).isTrue();
    }

    @Test
    void aCommandThatEndsWellMakesItReady() {
        Service web = service(readyBy(COMMAND));
        FakeProcess process = engine.running(web);
        FakeProcess check = engine.system.last();
        assertThat(check).isNotSameAs(process);
        assertThat(check.request.command()).containsExactly("/bin/ping-it", "-q");
        assertThat(check.request.environment()).containsEntry("CONTROL_FREAK_SERVICE", "web");
        assertThat(check.request.folder()).isEqualTo(folder);
        check.writes(ChildStream.STDERR, "no route\nrefused by db " + "x".repeat(500) + "\n");
        check.exits(ExitStatus.exited(3));
        assertThat(cause(web))
                .startsWith("its check ended with exit 3: refused by db xxx")
                .hasSizeLessThan(250);
        assertThat(engine.alive).containsExactly("web 100");
        engine.advance(1);
        engine.system.last().exits(ExitStatus.exited(0));
        assertThat(isReady(web)).isTrue();
        assertThat(engine.log(web)).noneMatch(line -> line.contains("no route"));
    }

    @Test
    void aCommandThatHangsIsKilledWithAllItForked() {
        Service web = service(readyBy(COMMAND));
        web.start();
        engine.loop.settle();
        FakeProcess check = engine.system.last();
        check.obeysTerm = false;
        check.othersInGroup = true;
        engine.advance(5);
        assertThat(check.alive).isFalse();
        assertThat(check.signals).containsExactly(Signal.KILL);
        assertThat(cause(web)).isEqualTo("its check gives no answer in 5 s");
    }

    @Test
    void aCommandThatCannotBeRunSaysWhy() {
        Service web = service(readyBy(COMMAND));
        web.start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(1));
        engine.system.refusal = Optional.of("/bin/ping-it is not there.");
        engine.advance(1);
        assertThat(cause(web)).isEqualTo("its check cannot be run: /bin/ping-it is not there.");
    }

    @Test
    void aCheckEndsWithItsService() {
        Service web = service(readyBy(COMMAND));
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

    @Test
    void whatItSaysOfItselfIsShown() {
        Service web = service(readyBy(new Sign.Notified()));
        FakeProcess process = engine.running(web);
        assertThat(process.request.environment()).containsEntry("NOTIFY_SOCKET", "/run/notify/web");
        assertThat(engine.controller.environmentOf(web.id()).orElseThrow().values())
                .isEqualTo(web.status().environment().orElseThrow());
        assertThat(cause(web)).isEqualTo("it has not said yet that it is ready");
        Consumer<String> socket = engine.notices.listeners.get("web");
        socket.accept("STATUS=loading\t30 %\nX_OWN=1\nWATCHDOG=1");
        assertThat(cause(web)).isEqualTo("loading 30 %");
        assertThat(isReady(web)).isFalse();
        socket.accept("READY=1\nSTATUS=serves 3 clients\n");
        assertThat(isReady(web)).isTrue();
        assertThat(cause(web)).isEqualTo("serves 3 clients");
        socket.accept("STATUS=");
        assertThat(cause(web)).isEmpty();
        engine.await(web.stop());
        socket.accept("READY=1");
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(engine.notices.listeners).isEmpty();
    }

    @Test
    void oneThatSaysThatItReloadsOrStopsIsShownSo() {
        Service web = service(readyBy(new Sign.Notified()));
        FakeProcess process = engine.running(web);
        Consumer<String> socket = engine.notices.listeners.get("web");
        socket.accept("READY=1");
        socket.accept("RELOADING=1\nMONOTONIC_USEC=12345\nSTATUS=reading");
        assertThat(cause(web)).isEqualTo("reloading: reading");
        assertThat(isReady(web)).isTrue();
        socket.accept("READY=1\nSTATUS=");
        assertThat(cause(web)).isEmpty();
        socket.accept("STOPPING=1");
        assertThat(cause(web)).isEqualTo("stopping by itself");
        assertThat(isReady(web)).isFalse();
        process.exits(ExitStatus.exited(0));
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(cause(web)).startsWith("exit 0 after ").doesNotContain("before it was ready");
        assertThat(engine.log(web))
                .contains(
                        "it says that it is reloading", "it says that it has reloaded", "it says that it is stopping");
    }

    @Test
    void oneThatNeedsMoreTimeToEndGetsIt() {
        Service web = service(readyBy(new Sign.Notified()));
        FakeProcess process = engine.running(web);
        process.obeysTerm = false;
        Consumer<String> socket = engine.notices.listeners.get("web");
        socket.accept("READY=1\nEXTEND_TIMEOUT_USEC=5000000");
        web.stop();
        engine.loop.settle();
        Instant first = killAt(web);
        for (String nothing : List.of("", "x", "-1", "0", "1", "1e9", "9".repeat(40), "30000000 ")) {
            socket.accept("EXTEND_TIMEOUT_USEC=" + nothing);
            engine.loop.settle();
            assertThat(killAt(web)).as(nothing).isEqualTo(first);
        }
        socket.accept("READY=1\nSTATUS=saving\nEXTEND_TIMEOUT_USEC=60000000");
        engine.loop.settle();
        assertThat(killAt(web)).isEqualTo(engine.loop.now().plusSeconds(60));
        engine.advance(59);
        assertThat(engine.state(web)).isEqualTo(STOPPING);
        assertThat(process.signals).doesNotContain(Signal.KILL);
        socket.accept("EXTEND_TIMEOUT_USEC=" + "9".repeat(18));
        engine.loop.settle();
        assertThat(killAt(web)).isEqualTo(engine.loop.now().plusSeconds(3600 - 59));
        engine.advance(3600 - 59 + 1);
        assertThat(process.signals).contains(Signal.KILL);
        socket.accept("EXTEND_TIMEOUT_USEC=60000000");
        engine.loop.settle();
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(engine.log(web))
                .containsOnlyOnce("it says that it needs more time to end; SIGKILL waits for that")
                .containsOnlyOnce("ready");
    }

    private Instant killAt(Service service) {
        return engine.status(service).killAt().orElseThrow();
    }

    @Test
    void onlyItsOwnProcessesMaySpeakForIt() {
        Service web = service(readyBy(new Sign.Notified()));
        FakeProcess process = engine.running(web);
        Consumer<Notice> socket = engine.notices.sockets.get("web");
        FakeProcess stranger = engine.system.stranger("nc");
        for (int i = 0; i < 100; i++) {
            socket.accept(new Notice("READY=1", engine.system.seen(stranger), true));
        }
        socket.accept(new Notice("READY=1", Optional.empty(), false));
        engine.loop.settle();
        assertThat(isReady(web)).isFalse();
        assertThat(engine.log(web))
                .filteredOn(line -> line.contains("was ignored"))
                .containsExactly(
                        "What nc, pid " + stranger.pid() + " says of it was ignored: that does not belong to it.");
        FakeProcess child = engine.system.forkedBy(process);
        child.mark = "";
        socket.accept(new Notice("READY=1", engine.system.seen(child), false));
        engine.loop.settle();
        assertThat(isReady(web)).isTrue();
    }

    @Test
    void oneThatTalksWithoutEndCostsOneTask() {
        Service web = service(readyBy(new Sign.Notified()));
        engine.running(web);
        Consumer<String> socket = engine.notices.listeners.get("web");
        List<String> seen = new ArrayList<>();
        engine.controller.subscribe(new StatusListener() {
            @Override
            public void serviceChanged(ServiceStatus status) {
                seen.add(status.cause());
            }

            @Override
            public void serviceRemoved(ServiceId id) {}

            @Override
            public void proxyChanged(ProxyStatus status) {}

            @Override
            public void proxyRemoved(String name) {}
        });
        engine.loop.settle();
        seen.clear();
        for (int i = 0; i <= 100_000; i++) {
            socket.accept("STATUS=" + i + " " + "x".repeat(i == 100_000 ? 60_000 : 0));
        }
        socket.accept("\u0000garbage");
        socket.accept("READY=0");
        engine.loop.settle();
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0)).startsWith("100000 xxx").hasSizeLessThan(210);
        assertThat(isReady(web)).isFalse();
    }

    @Test
    void aServiceWithoutASocketRunsAndSaysWhyItIsNotReady() {
        engine.notices.refusal = Optional.of("There is no socket for its messages: error 24");
        Service web = service(readyBy(new Sign.Notified()));
        engine.running(web);
        assertThat(web.status().state()).isEqualTo(RUNNING);
        assertThat(cause(web)).isEqualTo("There is no socket for its messages: error 24");
    }

    @Test
    void aProcessThatNeverStartsIsWatchedNoMore() {
        engine.system.refusal = Optional.of("/bin/web is not there.");
        Service web = engine.service(spec("web")
                .withHealth(readyBy(new Sign.Line("x")))
                .withRestart(new RestartPolicy(true, false, 0, Duration.ofSeconds(1), Duration.ofSeconds(2))));
        web.start();
        engine.advance(10);
        assertThat(engine.loop.delayedTasks()).isZero();
        Service second = engine.service(spec("second")
                .withHealth(readyBy(new Sign.Notified()))
                .withRestart(new RestartPolicy(true, false, 0, Duration.ofSeconds(1), Duration.ofSeconds(2))));
        second.start();
        engine.loop.settle();
        assertThat(engine.notices.listeners).isEmpty();
    }

    @Test
    void oneThatStopsAnsweringIsEndedAndComesBack() {
        Service web = service(liveBy(PORT));
        engine.ports.open(8080);
        FakeProcess process = engine.running(web);
        engine.ports.close(8080);
        engine.advance(10);
        assertThat(cause(web)).isEqualTo("port 8080 is closed, 1 of 3");
        assertThat(isReady(web)).isTrue();
        engine.advance(10);
        engine.ports.open(8080);
        engine.advance(10);
        assertThat(cause(web)).isEmpty();
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
        assertThat(cause(web)).isEqualTo("port 8080 is closed");
        process.exits(ExitStatus.exited(0));
        assertThat(engine.state(web)).isEqualTo(FAIL);
        assertThat(cause(web)).isEqualTo("port 8080 is closed");
        assertThat(web.status().lastExit()).hasValue(ExitStatus.exited(0));
    }

    @Test
    void aStopWinsOverItsEnd() {
        Service web = service(liveBy(PORT));
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
        Service web = service(liveBy(PORT));
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
        Service web = service(readyBy(new Sign.Line("go")).withLive(Liveness.of(PORT)));
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
        Service web = service(readyBy(PORT));
        web.start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(7));
        assertThat(engine.state(web)).isEqualTo(BACKOFF);
        assertThat(cause(web)).isEqualTo("exit 7 after 0 s");
        engine.ports.held.get(0).accept(Optional.empty());
        engine.loop.settle();
        assertThat(isReady(web)).isFalse();
    }

    @Test
    void newSettingsHoldFromTheNextStart() {
        Service web = service(readyBy(PORT));
        engine.ports.close(8080);
        engine.running(web);
        ServiceSpec unwatched = spec("web");
        engine.await(engine.controller.apply(Workspace.EMPTY.withService(Optional.empty(), unwatched), folder));
        engine.advance(1);
        assertThat(isReady(web)).isFalse();
        web.restart();
        engine.advance(1);
        assertThat(isReady(web)).isTrue();
    }
}
