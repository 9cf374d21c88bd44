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
import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Dependency;
import controlfreak.model.Dependency.Until;
import controlfreak.model.Environment;
import controlfreak.model.ExitStatus;
import controlfreak.model.Health;
import controlfreak.model.Probe;
import controlfreak.model.ProxySpec;
import controlfreak.model.Readiness;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ServiceStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartOrderTest {
    private static final int PORT = 6379;

    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    private void apply(List<ProxySpec> proxies, ServiceSpec... services) {
        engine.await(engine.controller.apply(
                new Workspace(Environment.EMPTY, proxies, List.of(services), Map.of()), folder));
    }

    private void apply(ServiceSpec... services) {
        apply(List.of(), services);
    }

    private static ServiceSpec after(ServiceSpec spec, String... names) {
        return spec.withDependsOn(
                Stream.of(names).map(name -> new Dependency(name, Until.READY)).toList());
    }

    private static ServiceSpec withPort(ServiceSpec spec) {
        Probe probe = new Probe(new Check.Port(Check.LOCAL, PORT), Readiness.DEFAULT_EVERY, Probe.DEFAULT_TIMEOUT);
        return spec.withHealth(Health.UNWATCHED.withReady(new Readiness.Sign.Probed(probe)));
    }

    private Service service(String name) {
        return engine.find(name);
    }

    private String cause(String name) {
        return engine.status(service(name)).cause();
    }

    private List<String> launched() {
        return engine.system.launched.stream()
                .map(process -> process.request.environment().get("CONTROL_FREAK_SERVICE"))
                .toList();
    }

    private static String reason(CompletionStage<?> stage) {
        return stage.handle((value, failure) ->
                        failure == null ? "" : failure.getCause().getMessage())
                .toCompletableFuture()
                .join();
    }

    @Test
    void aStartWaitsUntilWhatItNeedsIsReady() {
        engine.ports.close(PORT);
        apply(withPort(spec("redis")), after(spec("web"), "redis"));
        CompletableFuture<ServiceStatus> started = service("web").start().toCompletableFuture();
        assertThat(cause("web")).isEqualTo("waits for redis, which is stopped");
        assertThat(service("web").status().state()).isEqualTo(STARTING);
        assertThat(service("web").status().waitsFor()).containsExactly("redis");
        service("redis").start();
        engine.advance(2);
        assertThat(cause("web")).isEqualTo("waits for redis (port 6379)");
        assertThat(launched()).containsExactly("redis");
        engine.ports.open(PORT);
        engine.advance(1.1);
        assertThat(launched()).containsExactly("redis", "web");
        assertThat(service("web").status().waitsFor()).isEmpty();
        assertThat(started).isNotDone();
        engine.advance(1);
        assertThat(started.join().state()).isEqualTo(RUNNING);
    }

    @Test
    void whatIsDoneBeforeItRunsHasFailedForThoseWhoNeedItToRun() {
        apply(spec("redis"), after(spec("web"), "redis"));
        service("web").start();
        service("redis").start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(0));
        engine.loop.settle();
        assertThat(service("redis").status().state()).isEqualTo(BACKOFF);
        assertThat(cause("redis")).endsWith(", before it was ready");
    }

    @Test
    void runningWillDoWhereThatIsWhatIsWaitedFor() {
        engine.ports.close(PORT);
        apply(withPort(spec("redis")), spec("web").withDependsOn(List.of(new Dependency("redis", Until.RUNNING))));
        engine.running(service("redis"));
        service("web").start();
        engine.loop.settle();
        assertThat(launched()).containsExactly("redis", "web");
    }

    private static ServiceSpec completed(ServiceSpec spec, String job) {
        return spec.withDependsOn(List.of(new Dependency(job, Until.COMPLETED)));
    }

    @Test
    void aJobIsWaitedForUntilItHasEndedWell() {
        apply(spec("migrate"), completed(spec("web"), "migrate"));
        service("web").start();
        assertThat(cause("web")).isEqualTo("waits for migrate, which is stopped");
        service("migrate").start();
        engine.advance(2);
        assertThat(engine.state(service("migrate"))).isEqualTo(RUNNING);
        assertThat(cause("web")).isEqualTo("waits for migrate (to end)");
        engine.system.launched.get(0).exits(ExitStatus.exited(0));
        engine.advance(2);
        assertThat(engine.state(service("web"))).isEqualTo(RUNNING);
        assertThat(launched()).containsExactly("migrate", "web");
    }

    @Test
    void aJobThatAnOperatorCutShortIsNotDone() {
        apply(spec("migrate"), completed(spec("web"), "migrate"));
        service("web").start();
        service("migrate").start();
        engine.advance(2);
        engine.system.launched.get(0).obeysTerm = false;
        service("migrate").stop();
        engine.loop.settle();
        engine.system.launched.get(0).exits(ExitStatus.exited(0));
        engine.advance(2);
        assertThat(cause("web")).isEqualTo("waits for migrate, which is stopped");
        service("web").stop();
        engine.loop.settle();
        service("web").startWithNeeds();
        engine.loop.settle();
        assertThat(launched()).containsExactly("migrate", "migrate");
    }

    @Test
    void aJobThatEndsBeforeItCountsAsRunningIsDoneToo() {
        apply(spec("migrate"), completed(spec("web"), "migrate"));
        service("web").start();
        service("migrate").start();
        engine.advance(0.1);
        engine.system.launched.get(0).exits(ExitStatus.exited(0));
        engine.advance(2);
        assertThat(engine.state(service("web"))).isEqualTo(RUNNING);
    }

    @Test
    void aJobThatFailsHoldsUpThoseWhoWaitForIt() {
        apply(spec("migrate"), completed(spec("web"), "migrate"));
        service("web").start();
        service("migrate").start();
        engine.advance(2);
        engine.system.launched.get(0).exits(ExitStatus.exited(3));
        engine.advance(0.1);
        assertThat(cause("web")).startsWith("waits for migrate");
        assertThat(launched()).doesNotContain("web");
    }

    @Test
    void aJobThatWasDoneIsNotDoneAgainForTheSakeOfAnother() {
        apply(spec("migrate"), completed(spec("web"), "migrate"), completed(spec("api"), "migrate"));
        service("web").startWithNeeds();
        engine.advance(2);
        engine.system.launched.get(0).exits(ExitStatus.exited(0));
        engine.advance(2);
        service("api").startWithNeeds();
        engine.advance(2);
        assertThat(engine.state(service("api"))).isEqualTo(RUNNING);
        assertThat(launched()).containsExactly("migrate", "web", "api");
    }

    @Test
    void aStopWhileItWaitsIsAtOnce() {
        apply(spec("db"), after(spec("web"), "db"));
        CompletionStage<ServiceStatus> started = service("web").start();
        engine.loop.settle();
        assertThat(engine.await(service("web").stop()).state()).isEqualTo(STOPPED);
        assertThat(reason(started)).isEqualTo("web was stopped.");
        engine.running(service("db"));
        assertThat(engine.state(service("web"))).isEqualTo(STOPPED);
    }

    @Test
    void aRestartWhileItWaitsWaitsAnew() {
        apply(spec("db"), after(spec("web"), "db"));
        service("web").start();
        engine.loop.settle();
        CompletableFuture<ServiceStatus> restarted = service("web").restart().toCompletableFuture();
        assertThat(engine.state(service("web"))).isEqualTo(STARTING);
        engine.running(service("db"));
        engine.advance(1);
        assertThat(restarted.join().state()).isEqualTo(RUNNING);
        assertThat(launched()).containsExactly("db", "web");
    }

    @Test
    void aSecondStartWhileItWaitsIsRefused() {
        apply(spec("db"), after(spec("web"), "db"));
        service("web").start();
        CompletionStage<ServiceStatus> again = service("web").start();
        engine.loop.settle();
        assertThat(reason(again)).isEqualTo("web is started already, and waits.");
    }

    @Test
    void whatFailedForGoodIsNamedAndComesBack() {
        RestartPolicy once = new RestartPolicy(true, false, 0, Duration.ofSeconds(1), Duration.ofSeconds(2));
        apply(spec("db").withRestart(once), after(spec("web"), "db"));
        service("web").start();
        service("db").start();
        engine.loop.settle();
        assertThat(cause("web")).isEqualTo("waits for db");
        engine.system.last().exits(ExitStatus.exited(1));
        assertThat(engine.state(service("db"))).isEqualTo(FATAL);
        assertThat(cause("web")).isEqualTo("waits for db, which failed");
        engine.running(service("db"));
        assertThat(launched()).containsExactly("db", "db", "web");
    }

    @Test
    void whatStopsWhileItIsWaitedForIsWaitedForAnew() {
        engine.ports.close(PORT);
        apply(withPort(spec("redis")), after(spec("web"), "redis"));
        service("web").start();
        engine.running(service("redis"));
        engine.await(service("redis").stop());
        assertThat(cause("web")).isEqualTo("waits for redis, which is stopped");
        engine.ports.open(PORT);
        engine.running(service("redis"));
        assertThat(launched()).containsExactly("redis", "redis", "web");
    }

    @Test
    void whatGoesDownLaterDoesNotDisturbWhoRuns() {
        apply(spec("db"), after(spec("web"), "db"));
        engine.running(service("db"));
        engine.running(service("web"));
        engine.await(service("db").stop());
        assertThat(engine.state(service("web"))).isEqualTo(RUNNING);
    }

    @Test
    void whoComesBackAfterACrashWaitsToo() {
        apply(spec("db"), after(spec("web"), "db"));
        engine.running(service("db"));
        FakeProcess web = engine.running(service("web"));
        engine.await(service("db").stop());
        web.exits(ExitStatus.exited(1));
        assertThat(cause("web")).isEqualTo("waits for db, which is stopped");
        engine.running(service("db"));
        assertThat(launched()).containsExactly("db", "web", "db", "web");
    }

    @Test
    void whoTriesAgainWaitsToo() {
        apply(spec("db"), after(spec("web"), "db"));
        engine.running(service("db"));
        service("web").start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(1));
        engine.await(service("db").stop());
        engine.advance(1);
        assertThat(cause("web")).isEqualTo("waits for db, which is stopped");
        assertThat(service("web").status().restarts()).isEqualTo(1);
    }

    @Test
    void twoOfThemAreNamedAndTheRestCounted() {
        apply(spec("a"), spec("b"), spec("c"), after(spec("web"), "a", "b", "c"));
        service("web").start();
        assertThat(cause("web")).isEqualTo("waits for a, which is stopped, b, which is stopped and 1 more");
        engine.running(service("b"));
        assertThat(cause("web")).isEqualTo("waits for a, which is stopped and c, which is stopped");
    }

    @Test
    void allInstancesAreMeant() {
        apply(spec("db").withInstances(3), after(spec("web"), "db"));
        service("web").start();
        assertThat(cause("web")).isEqualTo("waits for db, of which 3 are stopped");
        service("db-1").start();
        service("db-2").start();
        service("db-3").start();
        assertThat(cause("web")).isEqualTo("waits for db (0 of 3)");
        engine.advance(1);
        assertThat(launched()).containsExactly("db-1", "db-2", "db-3", "web");
    }

    @Test
    void whatIsRemovedIsWaitedForNoMore() {
        apply(spec("db"), after(spec("web"), "db"));
        service("web").start();
        engine.loop.settle();
        engine.await(engine.controller.destroyService(new ServiceId("db", 0)));
        assertThat(launched()).containsExactly("web");
    }

    @Test
    void whatGetsANewNameIsWaitedForByThat() {
        apply(spec("db"), after(spec("web"), "db"));
        service("web").start();
        engine.loop.settle();
        apply(spec("store"), after(spec("web"), "store"));
        assertThat(cause("web")).isEqualTo("waits for store, which is stopped");
        engine.running(service("store"));
        assertThat(launched()).containsExactly("store", "web");
    }

    @Test
    void whoIsRemovedWhileItWaitsIsGone() {
        apply(spec("db"), after(spec("web"), "db"));
        CompletionStage<ServiceStatus> started = service("web").start();
        engine.loop.settle();
        engine.await(engine.controller.destroyService(new ServiceId("web", 0)));
        assertThat(reason(started)).isEqualTo("web was stopped.");
        engine.running(service("db"));
        assertThat(launched()).containsExactly("db");
    }

    @Test
    void theEngineRefusesWhatCanNeverCome() {
        apply(spec("db"));
        CompletionStage<List<Service>> added = engine.controller.addService(after(spec("web"), "cache"));
        engine.loop.settle();
        assertThat(reason(added)).isEqualTo("There is no service or proxy named \"cache\".");
        CompletionStage<List<Service>> circle = engine.controller.addService(after(spec("web"), "web"));
        engine.loop.settle();
        assertThat(reason(circle)).isEqualTo("web would wait for itself: web → web.");
    }

    @Test
    void startAnywayDoesNotWait() {
        apply(spec("db"), after(spec("web"), "db"), after(spec("api"), "db"));
        CompletableFuture<ServiceStatus> waiting = service("web").start().toCompletableFuture();
        engine.loop.settle();
        service("web").startAnyway();
        service("api").startAnyway();
        engine.advance(1);
        assertThat(launched()).containsExactly("web", "api");
        assertThat(waiting.join().state()).isEqualTo(RUNNING);
        CompletionStage<ServiceStatus> again = service("web").startAnyway();
        engine.loop.settle();
        assertThat(reason(again)).isEqualTo("web is already up.");
    }

    @Test
    void startAnywayHoldsForItsRetriesAndNoLonger() {
        apply(spec("db"), after(spec("web"), "db"));
        service("web").startAnyway();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(1));
        engine.advance(0.3);
        assertThat(launched()).containsExactly("web", "web");
        engine.advance(1);
        engine.system.last().exits(ExitStatus.exited(1));
        assertThat(cause("web")).isEqualTo("waits for db, which is stopped");
    }

    @Test
    void startsWhatItNeedsInOrder() {
        apply(after(spec("web"), "api"), after(spec("api"), "db", "redis"), spec("redis"), after(spec("db"), "redis"));
        CompletableFuture<ServiceStatus> started =
                service("web").startWithNeeds().toCompletableFuture();
        engine.advance(5);
        assertThat(launched()).containsExactly("redis", "db", "api", "web");
        assertThat(started.join().state()).isEqualTo(RUNNING);
    }

    @Test
    void startsWhatItNeedsWhereItWaitsAlready() {
        apply(spec("db"), after(spec("web"), "db"));
        service("web").start();
        engine.loop.settle();
        CompletableFuture<ServiceStatus> started =
                service("web").startWithNeeds().toCompletableFuture();
        engine.advance(2);
        assertThat(started.join().state()).isEqualTo(RUNNING);
    }

    @Test
    void aProxyCanBeWaitedFor() {
        ProxySpec shop = ProxySpec.of("shop", new Command.Text("proxy"));
        apply(
                List.of(shop),
                after(spec("web"), "shop"),
                spec("api").withDependsOn(List.of(new Dependency("shop", Until.RUNNING))));
        service("web").start();
        service("api").start();
        assertThat(cause("web")).isEqualTo("waits for shop, which is down");
        engine.controller.proxy("shop").orElseThrow().run();
        engine.loop.settle();
        FakeProcess proxy = engine.system.launched.get(0);
        assertThat(cause("web")).isEqualTo("waits for shop to load");
        assertThat(engine.system.launched).hasSize(2);
        proxy.says("{'status':'ready','protocol':2}");
        engine.loop.settle();
        assertThat(engine.system.launched).hasSize(3);
    }

    @Test
    void aServiceOfAProxyWaitsBeforeItsProxyIsRun() {
        ProxySpec shop =
                ProxySpec.of("shop", new Command.Text("proxy")).withServices(List.of(after(spec("worker"), "db")));
        apply(List.of(shop), spec("db"));
        service("worker").start();
        engine.loop.settle();
        Proxy proxy = engine.controller.proxy("shop").orElseThrow();
        assertThat(proxy.status().state()).isEqualTo(ProxyState.DOWN);
        engine.running(service("db"));
        assertThat(proxy.status().state()).isEqualTo(ProxyState.PRELOADING);
        assertThat(cause("worker")).isEqualTo("waits for shop to load");
    }

    @Test
    void aProxyThatGoesDownMeanwhileRefusesWhoWaited() {
        ProxySpec shop = ProxySpec.of("shop", new Command.Text("proxy"))
                .withAuto(false)
                .withServices(List.of(after(spec("worker"), "db")));
        apply(List.of(shop), spec("db"));
        Proxy proxy = engine.controller.proxy("shop").orElseThrow();
        proxy.run();
        engine.loop.settle();
        CompletionStage<ServiceStatus> started = service("worker").start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(1));
        engine.running(service("db"));
        assertThat(engine.state(service("worker"))).isEqualTo(FAIL);
        assertThat(reason(started)).isEqualTo("worker: The proxy shop is down. Run it first.");
        service("worker").startWithNeeds();
        engine.loop.settle();
        assertThat(proxy.status().state()).isEqualTo(ProxyState.PRELOADING);
    }

    @Test
    void whoWaitsIsNotMissedByAProxyThatLeaves() {
        ProxySpec shop = ProxySpec.of("shop", new Command.Text("proxy"))
                .withServices(List.of(spec("first"), after(spec("worker"), "db")));
        apply(List.of(shop), spec("db"));
        service("first").start();
        service("worker").start();
        engine.loop.settle();
        Proxy proxy = engine.controller.proxy("shop").orElseThrow();
        CompletableFuture<?> down = proxy.shutdown().toCompletableFuture();
        engine.advance(10);
        assertThat(down).isCompleted();
        assertThat(engine.state(service("worker"))).isEqualTo(STOPPED);
    }

    @Test
    void everythingStopsInReverse() {
        apply(spec("redis"), after(spec("db"), "redis"), after(spec("web"), "db"), spec("alone"));
        FakeProcess redis = engine.running(service("redis"));
        FakeProcess db = engine.running(service("db"));
        FakeProcess web = engine.running(service("web"));
        FakeProcess alone = engine.running(service("alone"));
        web.obeysTerm = false;
        CompletableFuture<Void> stopped = engine.controller.stopAll().toCompletableFuture();
        engine.loop.settle();
        assertThat(web.signals).isNotEmpty();
        assertThat(alone.alive).isFalse();
        assertThat(db.signals).isEmpty();
        engine.advance(2.1);
        assertThat(web.alive).isFalse();
        assertThat(db.alive).isFalse();
        assertThat(redis.alive).isFalse();
        assertThat(stopped).isCompleted();
    }

    @Test
    void someStopInReverseToo() {
        apply(spec("db"), after(spec("web"), "db"));
        FakeProcess db = engine.running(service("db"));
        FakeProcess web = engine.running(service("web"));
        web.obeysTerm = false;
        Map<ServiceId, CompletionStage<ServiceStatus>> stages = engine.controller.stop(
                List.of(new ServiceId("db", 0), new ServiceId("web", 0), new ServiceId("gone", 0)));
        engine.loop.settle();
        assertThat(db.signals).isEmpty();
        assertThat(reason(stages.get(new ServiceId("gone", 0)))).isEqualTo("There is no service named gone.");
        engine.advance(3);
        assertThat(reason(stages.get(new ServiceId("db", 0)))).isEmpty();
        assertThat(db.alive).isFalse();
    }

    @Test
    void whatWaitsIsStoppedWithTheRest() {
        apply(spec("db"), after(spec("web"), "db"));
        service("web").start();
        engine.loop.settle();
        CompletableFuture<Void> stopped = engine.controller.stopAll().toCompletableFuture();
        engine.loop.settle();
        assertThat(stopped).isCompleted();
        assertThat(engine.state(service("web"))).isEqualTo(STOPPED);
    }

    @Test
    void aThousandWaitForOne() {
        apply(spec("db"), after(spec("web").withInstances(1000), "db"));
        List<Service> webs = engine.controller.services().stream()
                .filter(service -> service.id().instance() > 0)
                .toList();
        webs.forEach(Service::start);
        engine.loop.settle();
        assertThat(engine.system.launched).isEmpty();
        engine.running(service("db"));
        engine.advance(1);
        assertThat(webs).allMatch(service -> service.status().state() == RUNNING);
        assertThat(engine.system.launched).hasSize(1001);
    }

    @Test
    void aStopWhileItStopsStaysAStop() {
        apply(spec("db"), after(spec("web"), "db"));
        engine.running(service("db"));
        FakeProcess web = engine.running(service("web"));
        web.obeysTerm = false;
        service("web").stop();
        engine.loop.settle();
        service("web").start();
        engine.await(service("db").stop());
        assertThat(engine.state(service("web"))).isEqualTo(STOPPING);
        engine.advance(3);
        assertThat(cause("web")).isEqualTo("waits for db, which is stopped");
    }

    private void withDoneJob() {
        apply(completed(spec("web"), "migrate"), spec("migrate"));
        engine.running(service("migrate"));
        engine.system.last().exits(ExitStatus.exited(0));
        engine.advance(1);
        assertThat(engine.state(service("migrate"))).isEqualTo(STOPPED);
    }

    private void assertThatWebWaitsForTheNewRun() {
        engine.advance(2);
        assertThat(launched()).containsExactly("migrate", "migrate");
        assertThat(cause("web")).isEqualTo("waits for migrate (to end)");
        engine.system.last().exits(ExitStatus.exited(0));
        engine.advance(2);
        assertThat(launched()).containsExactly("migrate", "migrate", "web");
        assertThat(engine.state(service("web"))).isEqualTo(RUNNING);
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
        assertThat(launched()).containsExactly("migrate", "web");
    }

    @Test
    void whatNeedsAJobWaitsForTheRunThatAnotherNeedStartsAnew() {
        apply(after(spec("all"), "migrate", "web"), completed(spec("web"), "migrate"), spec("migrate"));
        engine.running(service("migrate"));
        engine.system.last().exits(ExitStatus.exited(0));
        engine.advance(1);
        engine.controller.startWithNeeds(List.of(EngineFixture.id("all")));
        engine.advance(2);
        assertThat(launched()).containsExactly("migrate", "migrate");
    }

    @Test
    void startsOfSeveralAnswerEachForItself() {
        apply(spec("web"), spec("api"));
        engine.running(service("api"));
        Map<ServiceId, CompletionStage<ServiceStatus>> stages = engine.controller.start(
                List.of(EngineFixture.id("ghost"), EngineFixture.id("api"), EngineFixture.id("web")));
        engine.advance(2);
        assertThat(reason(stages.get(EngineFixture.id("ghost")))).isEqualTo("There is no service named ghost.");
        assertThat(reason(stages.get(EngineFixture.id("api")))).isEqualTo("api is already up.");
        assertThat(stages.get(EngineFixture.id("web"))).isCompleted();
    }
}
