package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.ExitStatus;
import controlfreak.model.Health;
import controlfreak.model.Readiness.Sign;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.RollingStatus;
import controlfreak.model.status.ServiceState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services whose main process is another than the one that was started. */
class MainProcessTest {
    private static final ServiceSpec WEB = spec("web").withHealth(Health.UNWATCHED.withReady(new Sign.Notified()));

    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    private long pid(Service service) {
        return engine.status(service).pid().orElse(0);
    }

    /** What was started has forked another, says that this is the main process, and ends. */
    private FakeProcess daemon(Service service, boolean leaves) {
        FakeProcess first = engine.system.last();
        FakeProcess other = engine.system.forkedBy(first);
        engine.notices.listeners.get(service.id().name()).accept("MAINPID=" + other.pid() + "\nREADY=1");
        engine.loop.settle();
        if (leaves) {
            other.parent = 1;
            first.exits(ExitStatus.exited(0));
        }
        engine.advance(2);
        assertThat(engine.state(service)).isEqualTo(ServiceState.RUNNING);
        assertThat(pid(service)).isEqualTo(other.pid());
        return other;
    }

    private FakeProcess started(Service service) {
        service.start();
        engine.loop.settle();
        return daemon(service, true);
    }

    @Test
    void aStopEndsItAndSaysNothingFalse() {
        Service web = engine.service(WEB);
        web.start();
        engine.loop.settle();
        FakeProcess first = engine.system.last();
        FakeProcess other = daemon(web, false);
        first.obeysTerm = false;
        CompletableFuture<?> stopped = web.stop().toCompletableFuture();
        engine.advance(1);
        assertThat(other.signals).startsWith(Signal.TERM);
        assertThat(other.alive).isFalse();
        first.exits(ExitStatus.exited(0));
        engine.advance(1);
        assertThat(stopped).isCompleted();
        assertThat(engine.log(web))
                .contains("the process that it began with has ended, exit 0")
                .noneMatch(line -> line.endsWith("goes on"));
    }

    @Test
    void aRollingRestartEndsEachInItsTurn() {
        engine.await(engine.controller.addService(WEB.withInstances(2)));
        List<Service> both = engine.controller.services();
        List<FakeProcess> before = new ArrayList<>();
        both.forEach(service -> before.add(started(service)));
        CompletableFuture<RollingStatus> all = engine.controller
                .restartRolling(both.stream().map(Service::id).toList(), status -> {})
                .outcome()
                .toCompletableFuture();
        engine.advance(1);
        assertThat(before.get(0).alive).isFalse();
        assertThat(before.get(1).alive).isTrue();
        daemon(both.get(0), true);
        engine.advance(1);
        assertThat(before.get(1).alive).isFalse();
        daemon(both.get(1), true);
        assertThat(all.join().done()).isEqualTo(2);
        assertThat(both).allSatisfy(service -> assertThat(pid(service)).isNotZero());
    }

    @Test
    void leavingThePanelEndsIt() {
        FakeProcess main = started(engine.service(WEB));
        CompletableFuture<Void> left = engine.controller.stopAll().toCompletableFuture();
        engine.advance(3);
        assertThat(left).isCompleted();
        assertThat(main.signals).startsWith(Signal.TERM);
        assertThat(main.alive).isFalse();
        assertThat(engine.alive).isEmpty();
        assertThat(engine.loop.delayedTasks()).isZero();
    }
}
