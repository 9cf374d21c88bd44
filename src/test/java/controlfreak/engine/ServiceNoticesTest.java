package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static controlfreak.engine.Healths.readyBy;
import static controlfreak.model.status.ServiceState.RUNNING;
import static controlfreak.model.status.ServiceState.STOPPED;
import static controlfreak.model.status.ServiceState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.ExitStatus;
import controlfreak.model.Readiness.Sign;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceId;
import controlfreak.model.Signal;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceStatus;
import controlfreak.process.Notice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service says of itself. */
class ServiceNoticesTest {
    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    @Test
    void whatItSaysOfItselfIsShown() {
        Service web = engine.watched(readyBy(new Sign.Notified()));
        FakeProcess process = engine.running(web);
        assertThat(process.request.environment()).containsEntry("NOTIFY_SOCKET", "/run/notify/web");
        assertThat(engine.controller.environmentOf(web.id()).orElseThrow().values())
                .isEqualTo(web.status().environment().orElseThrow());
        assertThat(engine.cause(web)).isEqualTo("it has not said yet that it is ready");
        Consumer<String> socket = engine.notices.listeners.get("web");
        socket.accept("STATUS=loading\t30 %\nX_OWN=1\nWATCHDOG=1");
        assertThat(engine.cause(web)).isEqualTo("loading 30 %");
        assertThat(engine.isReady(web)).isFalse();
        socket.accept("READY=1\nSTATUS=serves 3 clients\n");
        assertThat(engine.isReady(web)).isTrue();
        assertThat(engine.cause(web)).isEqualTo("serves 3 clients");
        socket.accept("STATUS=");
        assertThat(engine.cause(web)).isEmpty();
        engine.await(web.stop());
        socket.accept("READY=1");
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(engine.notices.listeners).isEmpty();
    }

    @Test
    void oneThatSaysThatItReloadsOrStopsIsShownSo() {
        Service web = engine.watched(readyBy(new Sign.Notified()));
        FakeProcess process = engine.running(web);
        Consumer<String> socket = engine.notices.listeners.get("web");
        socket.accept("READY=1");
        socket.accept("RELOADING=1\nMONOTONIC_USEC=12345\nSTATUS=reading");
        assertThat(engine.cause(web)).isEqualTo("reloading: reading");
        assertThat(engine.isReady(web)).isTrue();
        socket.accept("READY=1\nSTATUS=");
        assertThat(engine.cause(web)).isEmpty();
        socket.accept("STOPPING=1");
        assertThat(engine.cause(web)).isEqualTo("stopping by itself");
        assertThat(engine.isReady(web)).isFalse();
        process.exits(ExitStatus.exited(0));
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(engine.cause(web)).startsWith("exit 0 after ").doesNotContain("before it was ready");
        assertThat(engine.log(web))
                .contains(
                        "it says that it is reloading", "it says that it has reloaded", "it says that it is stopping");
    }

    @Test
    void oneThatNeedsMoreTimeToEndGetsIt() {
        Service web = engine.watched(readyBy(new Sign.Notified()));
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
        Service web = engine.watched(readyBy(new Sign.Notified()));
        FakeProcess process = engine.running(web);
        Consumer<Notice> socket = engine.notices.sockets.get("web");
        FakeProcess stranger = engine.system.stranger("nc");
        for (int i = 0; i < 100; i++) {
            socket.accept(new Notice("READY=1", engine.system.seen(stranger), true));
        }
        socket.accept(new Notice("READY=1", Optional.empty(), false));
        engine.loop.settle();
        assertThat(engine.isReady(web)).isFalse();
        assertThat(engine.log(web))
                .filteredOn(line -> line.contains("was ignored"))
                .containsExactly(
                        "What nc, pid " + stranger.pid() + " says of it was ignored: that does not belong to it.");
        FakeProcess child = engine.system.forkedBy(process);
        child.mark = "";
        socket.accept(new Notice("READY=1", engine.system.seen(child), false));
        engine.loop.settle();
        assertThat(engine.isReady(web)).isTrue();
    }

    @Test
    void oneThatTalksWithoutEndCostsOneTask() {
        Service web = engine.watched(readyBy(new Sign.Notified()));
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
        assertThat(engine.isReady(web)).isFalse();
    }

    @Test
    void aServiceWithoutASocketRunsAndSaysWhyItIsNotReady() {
        engine.notices.refusal = Optional.of("There is no socket for its messages: error 24");
        Service web = engine.watched(readyBy(new Sign.Notified()));
        engine.running(web);
        assertThat(web.status().state()).isEqualTo(RUNNING);
        assertThat(engine.cause(web)).isEqualTo("There is no socket for its messages: error 24");
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
}
