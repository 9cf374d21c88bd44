package controlfreak.engine;

import static controlfreak.engine.EngineFixture.after;
import static controlfreak.engine.EngineFixture.spec;
import static controlfreak.model.status.ServiceState.BACKOFF;
import static controlfreak.model.status.ServiceState.FATAL;
import static controlfreak.model.status.ServiceState.RUNNING;
import static controlfreak.model.status.ServiceState.STARTING;
import static controlfreak.model.status.ServiceState.STOPPED;
import static controlfreak.model.status.ServiceState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Check;
import controlfreak.model.Dependency;
import controlfreak.model.Dependency.Until;
import controlfreak.model.ExitStatus;
import controlfreak.model.Health;
import controlfreak.model.Probe;
import controlfreak.model.Readiness;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ServiceStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for whom. */
class StartOrderTest {
    private static final int PORT = 6379;

    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    private static ServiceSpec withPort(ServiceSpec spec) {
        Probe probe = new Probe(new Check.Port(Check.LOCAL, PORT), Readiness.DEFAULT_EVERY, Probe.DEFAULT_TIMEOUT);
        return spec.withHealth(Health.UNWATCHED.withReady(new Readiness.Sign.Probed(probe)));
    }

    @Test
    void aStartWaitsUntilWhatItNeedsIsReady() {
        engine.ports.close(PORT);
        engine.apply(withPort(spec("redis")), after(spec("web"), "redis"));
        CompletableFuture<ServiceStatus> started = engine.find("web").start().toCompletableFuture();
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for redis, which is stopped");
        assertThat(engine.find("web").status().state()).isEqualTo(STARTING);
        assertThat(engine.find("web").status().waitsFor()).containsExactly("redis");
        engine.find("redis").start();
        engine.advance(2);
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for redis (port 6379)");
        assertThat(engine.launched()).containsExactly("redis");
        engine.ports.open(PORT);
        engine.advance(1.1);
        assertThat(engine.launched()).containsExactly("redis", "web");
        assertThat(engine.find("web").status().waitsFor()).isEmpty();
        assertThat(started).isNotDone();
        engine.advance(1);
        assertThat(started.join().state()).isEqualTo(RUNNING);
    }

    @Test
    void whatIsDoneBeforeItRunsHasFailedForThoseWhoNeedItToRun() {
        engine.apply(spec("redis"), after(spec("web"), "redis"));
        engine.find("web").start();
        engine.find("redis").start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(0));
        engine.loop.settle();
        assertThat(engine.find("redis").status().state()).isEqualTo(BACKOFF);
        assertThat(engine.cause(engine.find("redis")))
                .contains(", before it was ready; if it reads its standard input");
    }

    @Test
    void runningWillDoWhereThatIsWhatIsWaitedFor() {
        engine.ports.close(PORT);
        engine.apply(
                withPort(spec("redis")), spec("web").withDependsOn(List.of(new Dependency("redis", Until.RUNNING))));
        engine.running(engine.find("redis"));
        engine.find("web").start();
        engine.loop.settle();
        assertThat(engine.launched()).containsExactly("redis", "web");
    }

    @Test
    void aStopWhileItWaitsIsAtOnce() {
        engine.apply(spec("db"), after(spec("web"), "db"));
        CompletionStage<ServiceStatus> started = engine.find("web").start();
        engine.loop.settle();
        assertThat(engine.await(engine.find("web").stop()).state()).isEqualTo(STOPPED);
        assertThat(engine.reason(started)).isEqualTo("web was stopped.");
        engine.running(engine.find("db"));
        assertThat(engine.state(engine.find("web"))).isEqualTo(STOPPED);
    }

    @Test
    void aRestartWhileItWaitsWaitsAnew() {
        engine.apply(spec("db"), after(spec("web"), "db"));
        engine.find("web").start();
        engine.loop.settle();
        CompletableFuture<ServiceStatus> restarted =
                engine.find("web").restart().toCompletableFuture();
        assertThat(engine.state(engine.find("web"))).isEqualTo(STARTING);
        engine.running(engine.find("db"));
        engine.advance(1);
        assertThat(restarted.join().state()).isEqualTo(RUNNING);
        assertThat(engine.launched()).containsExactly("db", "web");
    }

    @Test
    void aSecondStartWhileItWaitsIsRefused() {
        engine.apply(spec("db"), after(spec("web"), "db"));
        engine.find("web").start();
        CompletionStage<ServiceStatus> again = engine.find("web").start();
        engine.loop.settle();
        assertThat(engine.reason(again)).isEqualTo("web is started already, and waits.");
    }

    @Test
    void whatFailedForGoodIsNamedAndComesBack() {
        RestartPolicy once = new RestartPolicy(true, false, 0, Duration.ofSeconds(1), Duration.ofSeconds(2));
        engine.apply(spec("db").withRestart(once), after(spec("web"), "db"));
        engine.find("web").start();
        engine.find("db").start();
        engine.loop.settle();
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for db");
        engine.system.last().exits(ExitStatus.exited(1));
        assertThat(engine.state(engine.find("db"))).isEqualTo(FATAL);
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for db, which failed");
        engine.running(engine.find("db"));
        assertThat(engine.launched()).containsExactly("db", "db", "web");
    }

    @Test
    void whatStopsWhileItIsWaitedForIsWaitedForAnew() {
        engine.ports.close(PORT);
        engine.apply(withPort(spec("redis")), after(spec("web"), "redis"));
        engine.find("web").start();
        engine.running(engine.find("redis"));
        engine.await(engine.find("redis").stop());
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for redis, which is stopped");
        engine.ports.open(PORT);
        engine.running(engine.find("redis"));
        assertThat(engine.launched()).containsExactly("redis", "redis", "web");
    }

    @Test
    void whatGoesDownLaterDoesNotDisturbWhoRuns() {
        engine.apply(spec("db"), after(spec("web"), "db"));
        engine.running(engine.find("db"));
        engine.running(engine.find("web"));
        engine.await(engine.find("db").stop());
        assertThat(engine.state(engine.find("web"))).isEqualTo(RUNNING);
    }

    @Test
    void whoComesBackAfterACrashWaitsToo() {
        engine.apply(spec("db"), after(spec("web"), "db"));
        engine.running(engine.find("db"));
        FakeProcess web = engine.running(engine.find("web"));
        engine.await(engine.find("db").stop());
        web.exits(ExitStatus.exited(1));
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for db, which is stopped");
        engine.running(engine.find("db"));
        assertThat(engine.launched()).containsExactly("db", "web", "db", "web");
    }

    @Test
    void whoTriesAgainWaitsToo() {
        engine.apply(spec("db"), after(spec("web"), "db"));
        engine.running(engine.find("db"));
        engine.find("web").start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(1));
        engine.await(engine.find("db").stop());
        engine.advance(1);
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for db, which is stopped");
        assertThat(engine.find("web").status().restarts()).isEqualTo(1);
    }

    @Test
    void twoOfThemAreNamedAndTheRestCounted() {
        engine.apply(spec("a"), spec("b"), spec("c"), after(spec("web"), "a", "b", "c"));
        engine.find("web").start();
        assertThat(engine.cause(engine.find("web")))
                .isEqualTo("waits for a, which is stopped, b, which is stopped and 1 more");
        engine.running(engine.find("b"));
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for a, which is stopped and c, which is stopped");
    }

    @Test
    void allInstancesAreMeant() {
        engine.apply(spec("db").withInstances(3), after(spec("web"), "db"));
        engine.find("web").start();
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for db, of which 3 are stopped");
        engine.find("db-1").start();
        engine.find("db-2").start();
        engine.find("db-3").start();
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for db (0 of 3)");
        engine.advance(1);
        assertThat(engine.launched()).containsExactly("db-1", "db-2", "db-3", "web");
    }

    @Test
    void whatIsRemovedIsWaitedForNoMore() {
        engine.apply(spec("db"), after(spec("web"), "db"));
        engine.find("web").start();
        engine.loop.settle();
        engine.await(engine.controller.destroyService(new ServiceId("db", 0)));
        assertThat(engine.launched()).containsExactly("web");
    }

    @Test
    void whatGetsANewNameIsWaitedForByThat() {
        engine.apply(spec("db"), after(spec("web"), "db"));
        engine.find("web").start();
        engine.loop.settle();
        engine.apply(spec("store"), after(spec("web"), "store"));
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for store, which is stopped");
        engine.running(engine.find("store"));
        assertThat(engine.launched()).containsExactly("store", "web");
    }

    @Test
    void whoIsRemovedWhileItWaitsIsGone() {
        engine.apply(spec("db"), after(spec("web"), "db"));
        CompletionStage<ServiceStatus> started = engine.find("web").start();
        engine.loop.settle();
        engine.await(engine.controller.destroyService(new ServiceId("web", 0)));
        assertThat(engine.reason(started)).isEqualTo("web was stopped.");
        engine.running(engine.find("db"));
        assertThat(engine.launched()).containsExactly("db");
    }

    @Test
    void theEngineRefusesWhatCanNeverCome() {
        engine.apply(spec("db"));
        CompletionStage<List<Service>> added = engine.controller.addService(after(spec("web"), "cache"));
        engine.loop.settle();
        assertThat(engine.reason(added)).isEqualTo("There is no service or proxy named \"cache\".");
        CompletionStage<List<Service>> circle = engine.controller.addService(after(spec("web"), "web"));
        engine.loop.settle();
        assertThat(engine.reason(circle)).isEqualTo("web would wait for itself: web → web.");
    }

    @Test
    void aThousandWaitForOne() {
        engine.apply(spec("db"), after(spec("web").withInstances(1000), "db"));
        List<Service> webs = engine.controller.services().stream()
                .filter(service -> service.id().instance() > 0)
                .toList();
        webs.forEach(Service::start);
        engine.loop.settle();
        assertThat(engine.system.launched).isEmpty();
        engine.running(engine.find("db"));
        engine.advance(1);
        assertThat(webs).allMatch(service -> service.status().state() == RUNNING);
        assertThat(engine.system.launched).hasSize(1001);
    }

    @Test
    void aStopWhileItStopsStaysAStop() {
        engine.apply(spec("db"), after(spec("web"), "db"));
        engine.running(engine.find("db"));
        FakeProcess web = engine.running(engine.find("web"));
        web.obeysTerm = false;
        engine.find("web").stop();
        engine.loop.settle();
        engine.find("web").start();
        engine.await(engine.find("db").stop());
        assertThat(engine.state(engine.find("web"))).isEqualTo(STOPPING);
        engine.advance(3);
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for db, which is stopped");
    }

    @Test
    void startsOfSeveralAnswerEachForItself() {
        engine.apply(spec("web"), spec("api"));
        engine.running(engine.find("api"));
        Map<ServiceId, CompletionStage<ServiceStatus>> stages = engine.controller.start(
                List.of(EngineFixture.id("ghost"), EngineFixture.id("api"), EngineFixture.id("web")));
        engine.advance(2);
        assertThat(engine.reason(stages.get(EngineFixture.id("ghost")))).isEqualTo("There is no service named ghost.");
        assertThat(engine.reason(stages.get(EngineFixture.id("api")))).isEqualTo("api is already up.");
        assertThat(stages.get(EngineFixture.id("web"))).isCompleted();
    }
}
