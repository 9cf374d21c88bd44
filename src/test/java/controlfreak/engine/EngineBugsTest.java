package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static controlfreak.model.status.ServiceState.FAIL;
import static controlfreak.model.status.ServiceState.RUNNING;
import static controlfreak.model.status.ServiceState.STOPPED;
import static controlfreak.model.status.ServiceState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Command;
import controlfreak.model.ExitStatus;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.Signal;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bugs that come up in the engine while it works for one service or proxy. */
class EngineBugsTest {
    private static final String WORDS = "An error inside the panel; details are in panel.log.";
    private static final IllegalStateException BUG = new IllegalStateException("token=s3cret");

    @TempDir
    Path folder;

    private final List<Throwable> told = new ArrayList<>();
    private EngineFixture engine;
    private Service web;

    @BeforeEach
    void setUp() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, bug) -> told.add(bug));
        engine = new EngineFixture(folder);
        web = engine.service(spec("web"));
    }

    @AfterEach
    void forgetHandler() {
        Thread.currentThread().setUncaughtExceptionHandler(null);
    }

    private static void fail() {
        throw BUG;
    }

    @Test
    void aStageFailsWhoseRequestThrows() {
        CompletionStage<Object> asked = engine.loop.ask(stage -> fail());
        assertThatThrownBy(engine.loop::settle).isSameAs(BUG);
        assertThat(engine.reason(asked)).isEqualTo(WORDS);
    }

    @Test
    void aServiceFailsWhoseLauncherThrows() {
        engine.system.atLaunch = EngineBugsTest::fail;
        CompletionStage<ServiceStatus> started = web.start();
        assertThat(engine.state(web)).isEqualTo(FAIL);
        assertThat(web.status().cause()).isEqualTo(WORDS);
        assertThat(engine.reason(started)).isEqualTo("web: " + WORDS);
        assertThat(told).containsExactly(BUG);
        engine.system.atLaunch = () -> {};
        engine.running(web);
        assertThat(engine.state(web)).isEqualTo(RUNNING);
    }

    @Test
    void theProcessIsEndedWhoseStartCannotBeHandled() {
        engine.atJournal = EngineBugsTest::fail;
        CompletionStage<ServiceStatus> started = web.start();
        engine.advance(1);
        FakeProcess process = engine.system.last();
        assertThat(process.signals).startsWith(Signal.TERM);
        assertThat(process.alive).isFalse();
        assertThat(engine.state(web)).isEqualTo(FAIL);
        assertThat(web.status().cause()).isEqualTo(WORDS);
        assertThat(engine.reason(started)).isEqualTo("web: " + WORDS);
        assertThat(told).containsExactly(BUG);
        assertThat(engine.loop.delayedTasks()).isZero();
    }

    @Test
    void aServiceFailsWhoseEndCannotBeHandled() {
        engine.atRandom = EngineBugsTest::fail;
        CompletionStage<ServiceStatus> started = web.start();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(1));
        engine.advance(1);
        assertThat(engine.state(web)).isEqualTo(FAIL);
        assertThat(web.status().cause()).isEqualTo(WORDS);
        assertThat(engine.reason(started)).isEqualTo("web: " + WORDS);
        assertThat(told).containsExactly(BUG);
    }

    @Test
    void aServiceFailsThatIsStillNotEndedAfterAnotherBug() {
        engine.running(web);
        engine.system.last().obeysTerm = false;
        engine.system.atSignal = EngineBugsTest::fail;
        CompletionStage<ServiceStatus> stopped = web.stop();
        assertThat(engine.state(web)).isEqualTo(STOPPING);
        engine.advance(30);
        assertThat(engine.state(web)).isEqualTo(FAIL);
        assertThat(web.status().cause()).isEqualTo(WORDS + " Pid 100 may live on; end it by hand.");
        assertThat(engine.reason(stopped)).isEqualTo(WORDS);
        assertThat(told).contains(BUG).allMatch(BUG::equals);
    }

    @Test
    void aStopEndsWhereTheListOfProcessesCannotBeHad() {
        engine.running(web);
        CompletionStage<ServiceStatus> stopped = web.stop();
        engine.system.atCensus = EngineBugsTest::fail;
        engine.advance(1);
        assertThat(stopped.toCompletableFuture()).isDone();
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(told).contains(BUG);
    }

    @Test
    void anErrorOfAListenerReachesNoService() {
        engine.controller.subscribe(new StatusListener() {
            @Override
            public void serviceChanged(ServiceStatus status) {
                throw new AssertionError("listener");
            }

            @Override
            public void serviceRemoved(ServiceId id) {}

            @Override
            public void proxyChanged(ProxyStatus status) {}

            @Override
            public void proxyRemoved(String name) {}
        });
        engine.running(web);
        assertThat(engine.state(web)).isEqualTo(RUNNING);
        assertThat(told).isNotEmpty().allMatch(AssertionError.class::isInstance);
    }

    @Test
    void aServiceThatIsStartedTogetherWithOneThatFailsRunsNonetheless() {
        Service worker = engine.service(spec("worker"));
        engine.system.atLaunch = () -> {
            engine.system.atLaunch = () -> {};
            fail();
        };
        web.startWithNeeds();
        worker.start();
        engine.advance(1);
        assertThat(engine.state(web)).isEqualTo(FAIL);
        assertThat(engine.state(worker)).isEqualTo(RUNNING);
    }

    @Test
    void aProxyFailsWhoseLauncherThrows() {
        Proxy proxy = engine.proxy(ProxySpec.of("apps", new Command.Words(List.of("/bin/proxy"))));
        engine.system.atLaunch = EngineBugsTest::fail;
        CompletionStage<ProxyStatus> run = proxy.run();
        engine.loop.settle();
        assertThat(proxy.status().state()).isEqualTo(ProxyState.FAIL);
        assertThat(proxy.status().cause()).isEqualTo(WORDS);
        assertThat(engine.reason(run)).isEqualTo("The proxy apps: " + WORDS);
        assertThat(told).containsExactly(BUG);
    }

    @Test
    void aProxyThatLoadsIsEndedWhereItsFirstWordCannotBeHandled() {
        Proxy proxy =
                engine.proxy(ProxySpec.of("apps", new Command.Text("proxy.py")).withServices(List.of(spec("api"))));
        CompletionStage<ProxyStatus> run = proxy.run();
        engine.find("api").start();
        engine.loop.settle();
        engine.system.atFacts = EngineBugsTest::fail;
        FakeProcess process = engine.system.last();
        process.says("{'status':'started','name':'api','pid':"
                + engine.system.forkedBy(process).pid() + "}");
        engine.loop.settle();
        engine.system.atFacts = () -> {};
        engine.advance(1);
        assertThat(process.signals).contains(Signal.KILL);
        assertThat(told).contains(BUG);
        assertThat(engine.reason(run)).isEqualTo("The proxy apps: " + WORDS);
    }

    @Test
    void aProxyComesDownThatCannotBeKilled() {
        Proxy proxy = engine.proxy(ProxySpec.of("apps", new Command.Text("proxy.py")));
        proxy.run();
        engine.loop.settle();
        engine.system.atSignal = EngineBugsTest::fail;
        CompletionStage<ProxyStatus> killed = proxy.kill();
        engine.advance(1);
        assertThat(engine.await(killed).state()).isEqualTo(ProxyState.DOWN);
        assertThat(engine.log(proxy)).contains(WORDS, "pid 100 may live on; end it by hand");
        assertThat(told).contains(BUG);
    }
}
