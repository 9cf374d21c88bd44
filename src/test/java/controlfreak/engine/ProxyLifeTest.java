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
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.process.ChildStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProxyLifeTest extends ProxyLifeFixture {
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
        assertThat(engine.reason(refused)).isEqualTo("The proxy manual is down. Run it first.");
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
        assertThat(engine.reason(shop.startService(other).toCompletableFuture()))
                .isEqualTo("other is not a service of the proxy shop.");
        CompletableFuture<ProxyStatus> down = shop.shutdown().toCompletableFuture();
        Proxy empty = engine.proxy(ProxySpec.of("empty"));
        CompletableFuture<ProxyStatus> run = empty.run().toCompletableFuture();
        engine.loop.settle();
        assertThat(engine.reason(down)).isEqualTo("The proxy shop is not running.");
        assertThat(engine.reason(run)).isEqualTo("The proxy empty has no command. Give it one in its settings.");
        CompletableFuture<Proxy> twice = engine.controller
                .addProxy(ProxySpec.of("shop", new Command.Text("x")))
                .toCompletableFuture();
        engine.loop.settle();
        assertThat(engine.reason(twice)).isEqualTo("There are two proxies named \"shop\".");
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
        engine.loop.settle();
        assertThat(restarted).as("while its services do not run").isNotDone();
        started(second, "web");
        engine.advance(1);
        assertThat(engine.await(restarted).state()).isEqualTo(ProxyState.UP);
        assertThat(second.commands).singleElement().asString().contains("\"name\":\"web\"");
        assertThat(engine.state(api)).isEqualTo(ServiceState.STOPPED);
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
