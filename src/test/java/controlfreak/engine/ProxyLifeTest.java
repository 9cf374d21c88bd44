package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Command;
import controlfreak.model.EffectiveEnvironment;
import controlfreak.model.Environment;
import controlfreak.model.ExitStatus;
import controlfreak.model.Origin;
import controlfreak.model.ProxySpec;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.Workspace;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.process.ChildStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyLifeTest {
    private static final String READY = "{'status':'ready','pid':9,'protocol':2,'runtime':'CPython 3.11.2',"
            + "'preloaded':['shop'],'preload_ms':412}";

    @TempDir
    Path folder;

    private EngineFixture engine;
    private Proxy shop;
    private Service web;
    private Service api;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
        shop = engine.proxy(
                ProxySpec.of("shop", new Command.Text("proxy.py")).withServices(List.of(spec("web"), spec("api"))));
        web = engine.find("web");
        api = engine.find("api");
    }

    private FakeProcess started(FakeProcess proxy, String name) {
        FakeProcess child = engine.system.forkedBy(proxy);
        proxy.says("{'status':'started','name':'" + name + "','pid':" + child.pid() + ",'exit_status':null}");
        engine.loop.settle();
        return child;
    }

    private void stopped(FakeProcess proxy, FakeProcess child, String name, int status) {
        child.alive = false;
        proxy.says("{'status':'stopped','name':'" + name + "','pid':" + child.pid() + ",'exit_status':" + status + "}");
        engine.loop.settle();
    }

    /** The proxy, ready, with web running below it. */
    private FakeProcess withRunningWeb() {
        web.start();
        engine.loop.settle();
        FakeProcess proxy = engine.system.last();
        proxy.says(READY);
        started(proxy, "web");
        engine.advance(1);
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
        return proxy;
    }

    private ProxyState state() {
        engine.loop.settle();
        return shop.status().state();
    }

    private static String reason(CompletableFuture<?> stage) {
        return stage.handle((value, failure) ->
                        failure == null ? "" : failure.getCause().getMessage())
                .join();
    }

    @Test
    void anAutoProxyStartsWithItsFirstServiceAndLeavesWithItsLast() {
        FakeProcess proxy = withRunningWeb();
        assertThat(proxy.request.command()).containsExactly("proxy.py");
        assertThat(proxy.request.proxyPipes()).isTrue();
        assertThat(proxy.request.environment())
                .containsEntry("_CFK_COMMAND_FD", "3")
                .containsEntry("_CFK_STATUS_FD", "4")
                .containsEntry("_CFK_LOG_FD", "5")
                .containsEntry("PATH", "/opt/proxies:/usr/bin")
                .doesNotContainKey("NOTIFY_SOCKET");
        assertThat(state()).isEqualTo(ProxyState.UP);
        assertThat(shop.status().ready().orElseThrow().runtime()).isEqualTo("CPython 3.11.2");
        assertThat(engine.alive).containsExactly("proxy shop 100", "web 101");

        CompletableFuture<ServiceStatus> down = web.stop().toCompletableFuture();
        engine.loop.settle();
        assertThat(process(101).signals).contains(Signal.TERM);
        stopped(proxy, process(101), "web", 15);
        assertThat(down.join().state()).isEqualTo(ServiceState.STOPPED);
        assertThat(proxy.commands).last().isEqualTo("{\"command\":\"shutdown\"}\n");
        assertThat(state()).isEqualTo(ProxyState.STOPPING);
        proxy.exits(ExitStatus.exited(0));
        assertThat(state()).isEqualTo(ProxyState.DOWN);
        assertThat(engine.alive).isEmpty();
        assertThat(engine.loop.delayedTasks()).isZero();
    }

    private FakeProcess process(long pid) {
        return engine.system.process(pid);
    }

    @Test
    void theStartCommandIsTheProtocols() {
        engine.await(shop.addService(ServiceSpec.of("job", new Command.Text("job.py"))
                .withInstances(2)
                .withEnv(Environment.EMPTY.with("PORT", "80").withRemoved("LANG"))));
        engine.find("job-2").start();
        engine.loop.settle();
        assertThat(engine.system.last().commands.get(0).replaceFirst("_RUN\":\"\\p{XDigit}{15}\"", "_RUN\":\"…\""))
                .isEqualTo("{\"command\":\"start\",\"name\":\"job-2\",\"cmd\":\"job.py\","
                        + "\"env\":{\"PORT\":\"80\",\"LANG\":null,\"CONTROL_FREAK_ENABLED\":\"1\","
                        + "\"CONTROL_FREAK_SERVICE\":\"job-2\",\"CONTROL_FREAK_INSTANCE\":\"2\","
                        + "\"CONTROL_FREAK_RUN\":\"…\"},"
                        + "\"ignore_stdout\":0,\"ignore_stderr\":0,\"tie_stdin_to\":null,\"no_new_session\":0,"
                        + "\"cwd\":\"" + folder + "\"}\n");
    }

    @Test
    void aServiceWaitsForTheProxyToLoadAndTheWaitIsShown() {
        web.start();
        engine.loop.settle();
        assertThat(state()).isEqualTo(ProxyState.PRELOADING);
        assertThat(engine.status(web).state()).isEqualTo(ServiceState.STARTING);
        assertThat(web.status().cause()).isEqualTo("waits for shop to load");
        engine.advance(60);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STARTING);
        engine.system.last().says(READY);
        started(engine.system.last(), "web");
        assertThat(web.status().cause()).isEmpty();
    }

    @Test
    void aProxyThatIsNotAutoMustBeRunFirst() {
        Proxy manual = engine.proxy(ProxySpec.of("manual", new Command.Text("proxy.py"))
                .withAuto(false)
                .withServices(List.of(spec("job"))));
        Service job = engine.find("job");
        CompletableFuture<ServiceStatus> refused = manual.startService(job).toCompletableFuture();
        engine.loop.settle();
        assertThat(reason(refused)).isEqualTo("The proxy manual is down. Run it first.");
        CompletableFuture<ProxyStatus> up = manual.run().toCompletableFuture();
        engine.loop.settle();
        engine.system.last().says(READY);
        assertThat(engine.await(up).state()).isEqualTo(ProxyState.UP);
        job.start();
        engine.loop.settle();
        FakeProcess child = started(engine.system.last(), "job");
        engine.advance(1);
        job.stop();
        engine.loop.settle();
        stopped(engine.system.last(), child, "job", 15);
        assertThat(manual.isRunning()).isTrue();
    }

    @Test
    void refusesWhatItCannotDo() {
        Service other = engine.service(spec("other"));
        assertThat(reason(shop.startService(other).toCompletableFuture()))
                .isEqualTo("other is not a service of the proxy shop.");
        CompletableFuture<ProxyStatus> down = shop.shutdown().toCompletableFuture();
        Proxy empty = engine.proxy(ProxySpec.of("empty"));
        CompletableFuture<ProxyStatus> run = empty.run().toCompletableFuture();
        engine.loop.settle();
        assertThat(reason(down)).isEqualTo("The proxy shop is not running.");
        assertThat(reason(run)).isEqualTo("The proxy empty has no command. Give it one in its settings.");
        CompletableFuture<Proxy> twice = engine.controller
                .addProxy(ProxySpec.of("shop", new Command.Text("x")))
                .toCompletableFuture();
        engine.loop.settle();
        assertThat(reason(twice)).isEqualTo("There are two proxies named \"shop\".");
    }

    @Test
    void shutdownStopsTheServicesFirst() {
        FakeProcess proxy = withRunningWeb();
        CompletableFuture<ProxyStatus> down = shop.shutdown().toCompletableFuture();
        engine.loop.settle();
        assertThat(process(101).signals).contains(Signal.TERM);
        assertThat(shop.status().cause()).isEqualTo("stopping its services");
        stopped(proxy, process(101), "web", 15);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
        assertThat(proxy.commands).last().isEqualTo("{\"command\":\"shutdown\"}\n");
        proxy.exits(ExitStatus.exited(0));
        engine.loop.settle();
        assertThat(down.join().state()).isEqualTo(ProxyState.DOWN);
    }

    @Test
    void aVersion1ProxyIsEndedBySigterm() {
        web.start();
        engine.loop.settle();
        FakeProcess proxy = engine.system.last();
        FakeProcess child = started(proxy, "web");
        assertThat(state()).isEqualTo(ProxyState.UP);
        engine.advance(1);
        shop.shutdown();
        engine.loop.settle();
        stopped(proxy, child, "web", 15);
        assertThat(proxy.signals).containsExactly(Signal.TERM);
        assertThat(state()).isEqualTo(ProxyState.DOWN);
    }

    @Test
    void aStopOfAVersion1ProxyIsHeldBackUntilTheChildLeadsItsGroup() {
        web.start();
        engine.loop.settle();
        FakeProcess proxy = engine.system.last();
        FakeProcess child = engine.system.forkedBy(proxy);
        child.group = proxy.pid();
        proxy.says("{'status':'started','name':'web','pid':" + child.pid() + "}");
        engine.loop.settle();
        web.stop();
        engine.advance(0.02);
        assertThat(child.signals).doesNotContain(Signal.TERM);
        child.group = child.pid();
        engine.advance(0.02);
        assertThat(child.signals).contains(Signal.TERM);
        assertThat(proxy.commands).hasSize(1);
    }

    @Test
    void aStopBeforeTheAnswerFollowsTheAnswer() {
        web.start();
        engine.loop.settle();
        FakeProcess proxy = engine.system.last();
        proxy.says(READY);
        engine.loop.settle();
        CompletableFuture<ServiceStatus> down = web.stop().toCompletableFuture();
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPING);
        FakeProcess child = started(proxy, "web");
        assertThat(child.signals).contains(Signal.TERM);
        stopped(proxy, child, "web", 15);
        assertThat(down.join().state()).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void aServiceThatIgnoresTheStopIsKilledByTheEngineItself() {
        FakeProcess proxy = withRunningWeb();
        FakeProcess child = process(101);
        child.obeysTerm = false;
        web.stop();
        engine.loop.settle();
        engine.advance(2.1);
        assertThat(child.signals).containsExactly(Signal.TERM, Signal.CONT, Signal.KILL);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPING);
        stopped(proxy, child, "web", 9);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void aProxyThatHangsDoesNotHoldUpAStop() {
        withRunningWeb();
        web.stop();
        engine.advance(2.1);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPING);
        engine.advance(1.5);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void aProxyThatDiesTakesNobodyElseAndComesBackWithItsServices() {
        Service other = engine.service(spec("other"));
        engine.running(other);
        FakeProcess proxy = withRunningWeb();
        FakeProcess child = process(engine.status(web).pid().getAsLong());
        proxy.exits(ExitStatus.killedBy(Signal.KILL));
        engine.loop.settle();
        assertThat(shop.status().state()).isEqualTo(ProxyState.FAIL);
        assertThat(shop.status().cause()).isEqualTo("killed by SIGKILL after 1 s");
        assertThat(child.signals).containsExactly(Signal.TERM);
        assertThat(engine.status(web).state()).isEqualTo(ServiceState.BACKOFF);
        assertThat(web.status().cause()).isEqualTo("proxy stopped: killed by SIGKILL after 1 s");
        assertThat(engine.state(api)).isEqualTo(ServiceState.STOPPED);
        assertThat(engine.state(other)).isEqualTo(ServiceState.RUNNING);
        engine.advance(0.3);
        FakeProcess second = engine.system.last();
        assertThat(second).isNotSameAs(proxy);
        second.says(READY);
        started(second, "web");
        engine.advance(1);
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
        assertThat(shop.status().restarts()).isEqualTo(1);
        assertThat(web.status().restarts()).isEqualTo(1);
    }

    @Test
    void whatADeadProxyLeftAliveIsEndedBeforeTheServiceComesBack() {
        FakeProcess proxy = withRunningWeb();
        FakeProcess child = process(101);
        child.obeysTerm = false;
        proxy.exits(ExitStatus.exited(1));
        engine.advance(1);
        FakeProcess second = engine.system.last();
        assertThat(second).isNotSameAs(proxy);
        second.says(READY);
        engine.advance(0.1);
        assertThat(engine.status(web).state()).isEqualTo(ServiceState.STOPPING);
        assertThat(second.commands).isEmpty();
        engine.advance(1);
        assertThat(child.signals).containsExactly(Signal.TERM, Signal.CONT, Signal.KILL);
        started(second, "web");
        engine.advance(1);
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void aServiceThatDoesNotRespawnFailsWithItsProxy() {
        ServiceSpec once = spec("web")
                .withRestart(new RestartPolicy(false, false, 8, Duration.ofSeconds(1), Duration.ofSeconds(2)));
        engine.await(
                engine.controller.apply(Workspace.EMPTY.withProxy(shop.spec().withServices(List.of(once))), folder));
        withRunningWeb().exits(ExitStatus.exited(1));
        assertThat(engine.state(web)).isEqualTo(ServiceState.FAIL);
        assertThat(state()).isEqualTo(ProxyState.FAIL);
        assertThat(shop.status().retry()).isEmpty();
        engine.advance(60);
        assertThat(engine.system.launched).hasSize(1);
    }

    @Test
    void aPreloadThatFailsIsGivenUpAfterEightTries() {
        CompletableFuture<ServiceStatus> started = web.start().toCompletableFuture();
        api.start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(1));
        engine.loop.settle();
        assertThat(reason(started)).isEqualTo("web: proxy stopped: exit 1 after 0 s, before it was ready.");
        for (int retry = 1; retry <= 8; retry++) {
            assertThat(shop.status().retry().orElseThrow().attempt()).isEqualTo(retry);
            assertThat(engine.status(web).retry().orElseThrow().attempt()).isEqualTo(retry);
            engine.advance(0.3);
            engine.system.last().exits(ExitStatus.exited(1));
            engine.loop.settle();
        }
        assertThat(shop.status().cause()).isEqualTo("exit 1 after 0 s, before it was ready, gave up after 8 tries");
        assertThat(engine.state(web)).isEqualTo(ServiceState.FATAL);
        assertThat(engine.state(api)).isEqualTo(ServiceState.FATAL);
        assertThat(engine.system.launched).hasSize(9);
        assertThat(engine.loop.delayedTasks()).isZero();
    }

    @Test
    void stoppingAllThatWaitsForAComebackCallsItOff() {
        withRunningWeb().exits(ExitStatus.exited(1));
        engine.loop.settle();
        engine.await(web.stop());
        engine.advance(60);
        assertThat(engine.system.launched).hasSize(1);
        assertThat(shop.status().retry()).isEmpty();
    }

    @Test
    void aProxyThatCannotBeLaunchedIsRetriedAndSaysWhy() {
        engine.system.refusal = Optional.of("proxy.py is not there.");
        web.start();
        engine.loop.settle();
        assertThat(shop.status().state()).isEqualTo(ProxyState.FAIL);
        assertThat(shop.status().cause()).isEqualTo("proxy.py is not there.");
        assertThat(engine.state(web)).isEqualTo(ServiceState.BACKOFF);
        engine.system.refusal = Optional.empty();
        engine.advance(0.3);
        assertThat(state()).isEqualTo(ProxyState.PRELOADING);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STARTING);
    }

    @Test
    void restartLoadsAgainAndBringsBackWhatWasUp() {
        FakeProcess first = withRunningWeb();
        CompletableFuture<ProxyStatus> restarted = shop.restart().toCompletableFuture();
        engine.loop.settle();
        stopped(first, process(101), "web", 15);
        first.exits(ExitStatus.exited(0));
        engine.loop.settle();
        FakeProcess second = engine.system.last();
        assertThat(second).isNotSameAs(first);
        second.says(READY);
        assertThat(engine.await(restarted).state()).isEqualTo(ProxyState.UP);
        assertThat(second.commands).singleElement().asString().contains("\"name\":\"web\"");
        assertThat(engine.state(api)).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void aStartWhileTheProxyLeavesRunsItAgain() {
        FakeProcess first = withRunningWeb();
        shop.shutdown();
        engine.loop.settle();
        stopped(first, process(101), "web", 15);
        api.start();
        engine.loop.settle();
        assertThat(engine.status(api).cause()).isEqualTo("waits for shop to stop");
        first.exits(ExitStatus.exited(0));
        engine.loop.settle();
        assertThat(engine.system.last()).isNotSameAs(first);
        assertThat(engine.system.last().commands).singleElement().asString().contains("\"name\":\"api\"");
    }

    @Test
    void killEndsEverythingAtOnce() {
        FakeProcess proxy = withRunningWeb();
        FakeProcess child = process(101);
        proxy.obeysTerm = false;
        child.obeysTerm = false;
        CompletableFuture<ProxyStatus> down = shop.kill().toCompletableFuture();
        engine.advance(0.2);
        assertThat(proxy.signals).contains(Signal.KILL);
        assertThat(child.signals).contains(Signal.KILL);
        assertThat(down.join().state()).isEqualTo(ProxyState.DOWN);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void linesGoToTheLogsTheyBelongTo() {
        FakeProcess proxy = withRunningWeb();
        proxy.writes(ChildStream.LOG, "out:web:hello: world\nerr:-:a warning\nnonsense\nout:stranger:x\n");
        proxy.writes(ChildStream.STDERR, "Traceback\n");
        assertThat(engine.log(web)).containsExactly("started, pid 101", "hello: world");
        assertThat(engine.log(shop))
                .containsExactly("started, pid 100", "a warning", "nonsense", "stranger:x", "Traceback");
    }

    @Test
    void nonsenseFromAProxyIsNotedAndHarmsNobody() {
        FakeProcess proxy = withRunningWeb();
        proxy.says("this is no JSON");
        proxy.says("{'status':'started','name':'nobody','pid':5}");
        proxy.says("{'status':'started','name':'web','pid':101}");
        proxy.says("{'status':'stopped','name':'nobody','pid':5,'exit_status':0}");
        proxy.says("{'status':'stopped','name':'web','pid':7,'exit_status':0}");
        proxy.writes(ChildStream.STATUS, "x".repeat(2_000_000) + "\n");
        engine.loop.settle();
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
        assertThat(engine.log(shop)).hasSize(7);
        stopped(proxy, process(101), "web", 256);
        assertThat(web.status().lastExit()).hasValue(ExitStatus.exited(1));
    }

    @Test
    void aPidThatIsNotTheProxysChildIsNeverSignalled() {
        Service other = engine.service(spec("other"));
        FakeProcess bystander = engine.running(other);
        web.start();
        engine.loop.settle();
        FakeProcess proxy = engine.system.last();
        proxy.says(READY);
        proxy.says("{'status':'started','name':'web','pid':" + bystander.pid() + "}");
        engine.loop.settle();
        web.kill();
        engine.advance(5);
        assertThat(bystander.signals).isEmpty();
        assertThat(engine.log(shop)).anyMatch(line -> line.contains("which is not its child"));
    }

    @Test
    void variablesOfTheProxyHoldFromItsNextRun() {
        FakeProcess first = withRunningWeb();
        engine.await(shop.addEnv("COLOUR", "red"));
        assertThat(first.request.environment()).doesNotContainKey("COLOUR");
        assertThat(engine.controller.environmentOfProxy("shop").orElseThrow().values())
                .containsEntry("COLOUR", "red")
                .isNotEqualTo(shop.status().environment().orElseThrow());
        shop.restart();
        engine.loop.settle();
        stopped(first, process(101), "web", 15);
        first.exits(ExitStatus.exited(0));
        engine.loop.settle();
        assertThat(engine.system.last().request.environment()).containsEntry("COLOUR", "red");
        assertThat(engine.controller.environmentOfProxy("shop").orElseThrow().values())
                .isEqualTo(shop.status().environment().orElseThrow());
        engine.await(shop.clearEnv());
        assertThat(shop.spec().env().isEmpty()).isTrue();
    }

    @Test
    void aServiceHasWhatTheProxySetWhileItWasLoading() {
        web.start();
        engine.loop.settle();
        FakeProcess proxy = engine.system.last();
        proxy.says(READY.replace("}", ",'environment':{'MODE':'alpha','LANG':null}}"));
        started(proxy, "web");
        engine.advance(1);

        EffectiveEnvironment effective =
                engine.controller.environmentOf(web.id()).orElseThrow();
        assertThat(web.status().environment().orElseThrow())
                .containsEntry("MODE", "alpha")
                .isEqualTo(effective.values());
        assertThat(effective.variables())
                .filteredOn(variable -> variable.winner().origin() == Origin.LOAD)
                .extracting(EffectiveEnvironment.Variable::name)
                .containsExactly("LANG", "MODE");
    }

    @Test
    void whatAServiceWasGivenEqualsWhatItWouldGetUntilSomethingIsEdited() {
        withRunningWeb();
        assertThat(web.status().environment().orElseThrow())
                .isEqualTo(
                        engine.controller.environmentOf(web.id()).orElseThrow().values());
        engine.await(shop.addEnv("COLOUR", "red"));
        assertThat(web.status().environment().orElseThrow())
                .isNotEqualTo(
                        engine.controller.environmentOf(web.id()).orElseThrow().values());
    }
}
