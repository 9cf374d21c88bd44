package controlfreak.engine;

import static controlfreak.engine.EngineFixture.after;
import static controlfreak.engine.EngineFixture.spec;
import static controlfreak.model.status.ServiceState.RUNNING;
import static controlfreak.model.status.ServiceState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Dependency;
import controlfreak.model.Dependency.Until;
import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ServiceStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for a job that has to end well. */
class JobOrderTest {
    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    private static ServiceSpec completed(ServiceSpec spec, String job) {
        return spec.withDependsOn(List.of(new Dependency(job, Until.COMPLETED)));
    }

    @Test
    void aJobIsWaitedForUntilItHasEndedWell() {
        engine.apply(spec("migrate"), completed(spec("web"), "migrate"));
        engine.find("web").start();
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for migrate, which is stopped");
        engine.find("migrate").start();
        engine.advance(2);
        assertThat(engine.state(engine.find("migrate"))).isEqualTo(RUNNING);
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for migrate (to end)");
        engine.system.launched.get(0).exits(ExitStatus.exited(0));
        engine.advance(2);
        assertThat(engine.state(engine.find("web"))).isEqualTo(RUNNING);
        assertThat(engine.launched()).containsExactly("migrate", "web");
    }

    @Test
    void aJobThatAnOperatorCutShortIsNotDone() {
        engine.apply(spec("migrate"), completed(spec("web"), "migrate"));
        engine.find("web").start();
        engine.find("migrate").start();
        engine.advance(2);
        engine.system.launched.get(0).obeysTerm = false;
        engine.find("migrate").stop();
        engine.loop.settle();
        engine.system.launched.get(0).exits(ExitStatus.exited(0));
        engine.advance(2);
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for migrate, which is stopped");
        engine.find("web").stop();
        engine.loop.settle();
        engine.find("web").startWithNeeds();
        engine.loop.settle();
        assertThat(engine.launched()).containsExactly("migrate", "migrate");
    }

    @Test
    void aJobThatEndsBeforeItCountsAsRunningIsDoneToo() {
        engine.apply(spec("migrate"), completed(spec("web"), "migrate"));
        engine.find("web").start();
        engine.find("migrate").start();
        engine.advance(0.1);
        engine.system.launched.get(0).exits(ExitStatus.exited(0));
        engine.advance(2);
        assertThat(engine.state(engine.find("web"))).isEqualTo(RUNNING);
    }

    @Test
    void aJobThatFailsHoldsUpThoseWhoWaitForIt() {
        engine.apply(spec("migrate"), completed(spec("web"), "migrate"));
        engine.find("web").start();
        engine.find("migrate").start();
        engine.advance(2);
        engine.system.launched.get(0).exits(ExitStatus.exited(3));
        engine.advance(0.1);
        assertThat(engine.cause(engine.find("web"))).startsWith("waits for migrate");
        assertThat(engine.launched()).doesNotContain("web");
    }

    @Test
    void aJobThatWasDoneIsNotDoneAgainForTheSakeOfAnother() {
        engine.apply(spec("migrate"), completed(spec("web"), "migrate"), completed(spec("api"), "migrate"));
        engine.find("web").startWithNeeds();
        engine.advance(2);
        engine.system.launched.get(0).exits(ExitStatus.exited(0));
        engine.advance(2);
        engine.find("api").startWithNeeds();
        engine.advance(2);
        assertThat(engine.state(engine.find("api"))).isEqualTo(RUNNING);
        assertThat(engine.launched()).containsExactly("migrate", "web", "api");
    }

    private void withDoneJob() {
        engine.apply(completed(spec("web"), "migrate"), spec("migrate"));
        engine.running(engine.find("migrate"));
        engine.system.last().exits(ExitStatus.exited(0));
        engine.advance(1);
        assertThat(engine.state(engine.find("migrate"))).isEqualTo(STOPPED);
    }

    private void assertThatWebWaitsForTheNewRun() {
        engine.advance(2);
        assertThat(engine.launched()).containsExactly("migrate", "migrate");
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for migrate (to end)");
        engine.system.last().exits(ExitStatus.exited(0));
        engine.advance(2);
        assertThat(engine.launched()).containsExactly("migrate", "migrate", "web");
        assertThat(engine.state(engine.find("web"))).isEqualTo(RUNNING);
    }

    @Test
    void whatIsStartedTogetherWithItsJobWaitsForTheNewRunInEitherOrder() {
        for (List<String> order : List.of(List.of("web", "migrate"), List.of("migrate", "web"))) {
            engine = new EngineFixture(folder);
            withDoneJob();
            Map<ServiceId, CompletionStage<ServiceStatus>> stages = engine.controller.start(
                    order.stream().map(EngineFixture::id).toList());
            assertThatWebWaitsForTheNewRun();
            assertThat(stages.get(EngineFixture.id("web"))).isCompleted();
        }
    }

    @Test
    void whatIsStartedWithItsNeedsTogetherWithItsJobWaitsForTheNewRun() {
        withDoneJob();
        engine.controller.startWithNeeds(List.of(EngineFixture.id("web"), EngineFixture.id("migrate")));
        assertThatWebWaitsForTheNewRun();
    }

    @Test
    void aJobThatIsNotStartedAnewStaysDone() {
        withDoneJob();
        engine.controller.startWithNeeds(List.of(EngineFixture.id("web")));
        engine.advance(2);
        assertThat(engine.launched()).containsExactly("migrate", "web");
    }

    @Test
    void whatNeedsAJobWaitsForTheRunThatAnotherNeedStartsAnew() {
        engine.apply(after(spec("all"), "migrate", "web"), completed(spec("web"), "migrate"), spec("migrate"));
        engine.running(engine.find("migrate"));
        engine.system.last().exits(ExitStatus.exited(0));
        engine.advance(1);
        engine.controller.startWithNeeds(List.of(EngineFixture.id("all")));
        engine.advance(2);
        assertThat(engine.launched()).containsExactly("migrate", "migrate");
    }
}
