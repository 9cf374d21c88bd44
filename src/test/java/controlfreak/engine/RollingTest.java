package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Dependency;
import controlfreak.model.Environment;
import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.model.status.RollingStatus;
import controlfreak.model.status.ServiceState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollingTest {
    @TempDir
    Path folder;

    private EngineFixture engine;
    private final List<RollingStatus> told = new ArrayList<>();

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
        engine.await(engine.controller.addService(spec("web").withInstances(3)));
    }

    private List<FakeProcess> running() {
        List<FakeProcess> processes = new ArrayList<>();
        for (Service service : engine.controller.services()) {
            processes.add(engine.running(service));
        }
        return processes;
    }

    private RollingRestart restart() {
        RollingRestart restart = engine.controller.restartRolling(
                engine.controller.services().stream().map(Service::id).toList(), told::add);
        engine.loop.settle();
        return restart;
    }

    private ServiceState state(String name) {
        return engine.state(engine.find(name));
    }

    private List<Long> pids() {
        return engine.controller.services().stream()
                .map(service -> service.status().pid().orElse(0))
                .toList();
    }

    @Test
    void restartsOneAfterTheOtherAndNeverTwoAtATime() {
        List<FakeProcess> before = running();
        CompletableFuture<RollingStatus> all = restart().outcome().toCompletableFuture();
        assertThat(state("web-1")).isEqualTo(ServiceState.STARTING);
        assertThat(state("web-2")).isEqualTo(ServiceState.RUNNING);
        assertThat(before.get(1).alive).isTrue();
        engine.advance(0.9);
        assertThat(before.get(1).alive).isTrue();
        engine.advance(0.1);
        assertThat(state("web-1")).isEqualTo(ServiceState.RUNNING);
        assertThat(state("web-2")).isEqualTo(ServiceState.STARTING);
        assertThat(before.get(2).alive).isTrue();
        engine.advance(1);
        assertThat(all).isNotDone();
        engine.advance(1);
        assertThat(all.join()).isEqualTo(new RollingStatus(3, 3, Optional.empty()));
        assertThat(pids())
                .doesNotContainAnyElementsOf(
                        before.stream().map(FakeProcess::pid).toList());
        assertThat(told)
                .containsExactly(
                        new RollingStatus(0, 3, Optional.empty()),
                        new RollingStatus(0, 3, Optional.of(engine.find("web-1").id())),
                        new RollingStatus(1, 3, Optional.of(engine.find("web-2").id())),
                        new RollingStatus(2, 3, Optional.of(engine.find("web-3").id())),
                        new RollingStatus(3, 3, Optional.empty()));
    }

    @Test
    void stopsAtTheFirstThatDoesNotComeUp() {
        List<FakeProcess> before = running();
        CompletableFuture<RollingStatus> all = restart().outcome().toCompletableFuture();
        engine.system.last().exits(ExitStatus.exited(1));
        engine.advance(5);
        assertThatThrownBy(all::join).hasMessageContaining("web-1: exit 1 after 0 s.");
        assertThat(before.get(1).alive).isTrue();
        assertThat(before.get(2).alive).isTrue();
    }

    @Test
    void canBeCancelled() {
        List<FakeProcess> before = running();
        RollingRestart restart = restart();
        restart.cancel();
        engine.advance(5);
        assertThatThrownBy(restart.outcome().toCompletableFuture()::join)
                .hasMessageContaining("Stopped after 0 of 3 services.");
        assertThat(state("web-1")).isEqualTo(ServiceState.RUNNING);
        assertThat(before.get(1).alive).isTrue();
    }

    @Test
    void whoIsDownWhenItsTurnComesIsPassedOver() {
        running();
        RollingRestart restart = restart();
        engine.find("web-2").stop();
        engine.find("web-3").kill();
        engine.advance(1);
        assertThat(restart.outcome().toCompletableFuture().join().done()).isEqualTo(3);
        assertThat(state("web-2")).isEqualTo(ServiceState.STOPPED);
        assertThat(state("web-3")).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void whoWasNotRestartedIsNamed() {
        engine.await(engine.controller.addService(spec("api").withInstances(2)));
        engine.controller.services().stream()
                .filter(service -> !service.id().name().equals("api-2"))
                .forEach(engine::running);
        RollingRestart restart = restart();
        engine.find("web-1").stop();
        engine.find("web-3").stop();
        engine.advance(5);
        RollingStatus outcome = restart.outcome().toCompletableFuture().join();
        assertThat(outcome.restarted()).isEqualTo(2);
        assertThat(outcome.passedOver()).extracting(ServiceId::name).containsExactly("web-1", "web-3", "api-2");
    }

    @Test
    void aCancelledOneSaysHowManyWereRestarted() {
        running();
        engine.find("web-1").stop();
        RollingRestart restart = restart();
        engine.advance(1.5);
        restart.cancel();
        engine.advance(5);
        assertThatThrownBy(restart.outcome().toCompletableFuture()::join)
                .hasMessageContaining("Stopped after 1 of 3 services.");
    }

    @Test
    void anOperatorWhoStopsTheOneUnderWayIsNoFailure() {
        running();
        RollingRestart restart = restart();
        engine.find("web-1").stop();
        engine.advance(2);
        assertThat(restart.outcome().toCompletableFuture().join().done()).isEqualTo(3);
        assertThat(state("web-1")).isEqualTo(ServiceState.STOPPED);
        assertThat(state("web-3")).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void whoWasInTroubleBeforeItsTurnProvesNothing() {
        List<FakeProcess> before = running();
        before.get(0).exits(ExitStatus.exited(1));
        engine.advance(0.5);
        assertThat(state("web-1")).isEqualTo(ServiceState.STARTING);
        RollingRestart restart = restart();
        engine.system.last().exits(ExitStatus.exited(1));
        engine.loop.settle();
        assertThat(state("web-1")).isEqualTo(ServiceState.BACKOFF);
        engine.advance(5);
        assertThat(restart.outcome().toCompletableFuture().join().done()).isEqualTo(3);
        assertThat(before.get(2).alive).isFalse();
    }

    @Test
    void oneThatIsRemovedMeanwhileIsPassedOver() {
        running();
        RollingRestart restart = restart();
        engine.await(engine.controller.destroyService(engine.find("web-2").id()));
        engine.advance(5);
        assertThat(restart.outcome().toCompletableFuture()).isCompleted();
        assertThat(engine.controller.services()).isEmpty();
        assertThat(engine.alive).isEmpty();
    }

    @Test
    void manyThatAreDownAreNoProblem() {
        engine.await(engine.controller.addService(spec("job").withInstances(1000)));
        RollingRestart restart = restart();
        assertThat(restart.outcome().toCompletableFuture().join().done()).isEqualTo(1003);
    }

    @Test
    void whatIsUpWithoutWhatItIsToBeStartedAfterComesBackWithoutThat() {
        running();
        ServiceSpec web = spec("web").withInstances(3);
        Dependency onDb = new Dependency("db", Dependency.Until.READY);
        Workspace workspace = new Workspace(
                Environment.EMPTY, List.of(), List.of(web.withDependsOn(List.of(onDb)), spec("db")), Map.of());
        engine.await(engine.controller.apply(workspace, folder));
        CompletableFuture<RollingStatus> all = restart().outcome().toCompletableFuture();
        engine.advance(3);
        assertThat(all).isCompleted();
        assertThat(state("web-3")).isEqualTo(ServiceState.RUNNING);
    }
}
