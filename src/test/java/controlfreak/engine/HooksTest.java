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
import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.ExitStatus;
import controlfreak.model.Health;
import controlfreak.model.ProxySpec;
import controlfreak.model.Readiness;
import controlfreak.model.RestartPolicy.StartLimit;
import controlfreak.process.ChildStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is run before and after the runs of a service. */
class HooksTest extends HooksFixture {
    @Test
    void aProcessIsStartedOnceWhatIsRunBeforeItHasEndedWell() {
        web(List.of(hook("prepare"), hook("migrate")), List.of());
        starts();
        FakeProcess prepare = now("prepare");
        assertThat(engine.state(web)).isEqualTo(STARTING);
        assertThat(cause()).isEqualTo("running its before command: prepare");
        assertThat(prepare.request.environment())
                .containsEntry("PORT", "80")
                .containsEntry("CONTROL_FREAK_SERVICE", "web")
                .doesNotContainKey("CONTROL_FREAK_RESULT");
        assertThat(prepare.request.folder()).isEqualTo(folder.resolve("app"));
        prepare.writes(ChildStream.STDOUT, "all ");
        prepare.writes(ChildStream.STDOUT, "there\nand more");
        exits("prepare", 0);
        assertThat(cause()).isEqualTo("running its before command: migrate");
        exits("migrate", 0);
        assertThat(cause()).isEmpty();
        runs();
        assertThat(launched()).containsExactly("prepare", "migrate", "/bin/web");
        assertThat(engine.log(web))
                .containsSubsequence(
                        "before: prepare",
                        "before: all there",
                        "before: and more",
                        "before: exit 0",
                        "before: migrate",
                        "started, pid 102");
        assertThat(engine.alive).containsExactly("web 102");
    }

    @Test
    void oneThatFailsIsAStartThatHasFailedAndIsTriedAgain() {
        web(List.of(hook("prepare"), hook("migrate")), TIDY);
        CompletableFuture<?> asked = web.start().toCompletableFuture();
        FakeProcess prepare = now("prepare");
        prepare.writes(ChildStream.STDERR, "no such table\n");
        exits("prepare", 3);
        assertThat(engine.state(web)).isEqualTo(STOPPING);
        assertThat(now("tidy").request.environment())
                .containsEntry("CONTROL_FREAK_RESULT", "failure")
                .doesNotContainKeys("CONTROL_FREAK_EXIT_CODE", "CONTROL_FREAK_EXIT_SIGNAL");
        exits("tidy", 0);
        assertThat(engine.state(web)).isEqualTo(BACKOFF);
        assertThat(cause()).isEqualTo("Its before command (prepare) failed: exit 3: no such table");
        assertThat(asked).isCompletedExceptionally();
        engine.advance(0.5);
        exits("prepare", 0);
        exits("migrate", 0);
        runs();
        assertThat(launched()).containsExactly("prepare", "tidy", "prepare", "migrate", "/bin/web");
    }

    @Test
    void failuresCountForTheLimitOfStarts() {
        web = engine.service(around(spec("web"), PREPARE, List.of())
                .with(draft -> draft.restart = draft.restart.with(
                        policy -> policy.startLimit = Optional.of(new StartLimit(2, Duration.ofMinutes(1))))));
        starts();
        exits("prepare", 1);
        engine.advance(0.5);
        exits("prepare", 1);
        assertThat(engine.state(web)).isEqualTo(FATAL);
        assertThat(cause())
                .isEqualTo("Its before command (prepare) failed: exit 1, gave up after 2 starts within 1 min");
    }

    @Test
    void whatCannotBeRunUntilSomebodyChangesSomethingIsNotTriedAgain() {
        web(PREPARE, List.of());
        engine.system.refusal = Optional.of("There is no program named \"prepare\".");
        engine.system.isRefusedForGood = true;
        starts();
        assertThat(engine.state(web)).isEqualTo(FAIL);
        assertThat(cause()).contains("There is no program named \"prepare\".").endsWith("not tried again by itself.");
    }

    @Test
    void aCrashIsToldToWhatIsRunAfterItBeforeAnythingIsStartedAgain() {
        web(PREPARE, TIDY);
        starts();
        exits("prepare", 0);
        runs().exits(ExitStatus.exited(7));
        FakeProcess tidy = now("tidy");
        assertThat(tidy.request.environment())
                .containsEntry("PORT", "80")
                .containsEntry("CONTROL_FREAK_RESULT", "failure")
                .containsEntry("CONTROL_FREAK_EXIT_CODE", "7");
        assertThat(engine.state(web)).isEqualTo(STOPPING);
        assertThat(cause()).startsWith("exit 7 after").endsWith("; running its after command: tidy");
        tidy.writes(ChildStream.STDOUT, "swept\n");
        exits("tidy", 0);
        exits("prepare", 0);
        runs();
        assertThat(launched()).containsExactly("prepare", "/bin/web", "tidy", "prepare", "/bin/web");
        assertThat(engine.log(web)).contains("after: swept");
    }

    @Test
    void aStopIsOverOnceWhatIsRunAfterItHasEnded() {
        web(List.of(), TIDY);
        starts();
        runs();
        CompletableFuture<?> stopped = web.stop().toCompletableFuture();
        engine.advance(0.2);
        assertThat(now("tidy").request.environment())
                .containsEntry("CONTROL_FREAK_RESULT", "stopped")
                .containsEntry("CONTROL_FREAK_EXIT_SIGNAL", "TERM")
                .doesNotContainKey("CONTROL_FREAK_EXIT_CODE");
        assertThat(engine.state(web)).isEqualTo(STOPPING);
        assertThat(cause()).isEqualTo("running its after command: tidy");
        assertThat(stopped).isNotDone();
        exits("tidy", 0);
        assertThat(stopped).isCompleted();
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(cause()).isEmpty();
    }

    @Test
    void aNormalEndIsASuccess() {
        web(List.of(), TIDY);
        starts();
        runs().exits(ExitStatus.exited(0));
        assertThat(now("tidy").request.environment())
                .containsEntry("CONTROL_FREAK_RESULT", "success")
                .containsEntry("CONTROL_FREAK_EXIT_CODE", "0");
        exits("tidy", 0);
        assertThat(engine.state(web)).isEqualTo(STOPPED);
    }

    @Test
    void whatFailsAfterARunIsToldAndChangesNothingAndTheRestIsRun() {
        web(List.of(), List.of(hook("tidy"), hook("tell")));
        starts();
        runs();
        web.stop();
        engine.advance(0.2);
        now("tidy").writes(ChildStream.STDERR, "busy\n");
        exits("tidy", 2);
        exits("tell", 0);
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(cause()).isEqualTo("Its after command (tidy) failed: exit 2: busy");
        assertThat(engine.log(web)).contains("Its after command (tidy) failed: exit 2: busy");
        starts();
        runs().exits(ExitStatus.exited(0));
        engine.advance(0.2);
        exits("tidy", 2);
        exits("tell", 0);
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(cause()).startsWith("exit 0 after").endsWith("; Its after command (tidy) failed: exit 2");
    }

    @Test
    void aLineOfACommandBeforeItDoesNotMakeItReady() {
        web = engine.service(around(spec("web"), PREPARE, List.of())
                .withHealth(new Health(
                        Optional.of(new Readiness(new Readiness.Sign.Line("listening"), Map.of())), Optional.empty())));
        starts();
        now("prepare").writes(ChildStream.STDOUT, "listening\n");
        exits("prepare", 0);
        FakeProcess process = runs();
        assertThat(engine.status(web).ready()).isFalse();
        process.writes(ChildStream.STDOUT, "listening\n");
        engine.advance(1);
        assertThat(engine.status(web).ready()).isTrue();
    }

    @Test
    void belowAProxyThePanelRunsThemItselfBeforeItAsksForTheProcess() {
        engine.proxy(ProxySpec.of("shop", new Command.Text("proxy.py")).with(draft -> {
            draft.env = Environment.EMPTY.with("DB", "x");
            draft.services = List.of(around(spec("web"), PREPARE, TIDY));
        }));
        web = engine.find("web");
        FakeProxies proxies = new FakeProxies(engine);
        starts();
        FakeProxies.FakeProxy shop = proxies.get(1);
        shop.isReady();
        assertThat(now("prepare").request.environment())
                .containsEntry("DB", "x")
                .containsEntry("PORT", "80");
        assertThat(shop.process.commands).isEmpty();
        exits("prepare", 0);
        proxies.answer();
        engine.advance(1);
        assertThat(engine.state(web)).isEqualTo(RUNNING);
        shop.childExits("web", 512);
        assertThat(now("tidy").request.environment())
                .containsEntry("DB", "x")
                .containsEntry("CONTROL_FREAK_EXIT_CODE", "2");
    }

    @Test
    void aProxyThatDiesMeanwhileIsRunAgainForTheStart() {
        engine.proxy(ProxySpec.of("shop", new Command.Text("proxy.py"))
                .withServices(List.of(around(spec("web"), PREPARE, TIDY))));
        web = engine.find("web");
        FakeProxies proxies = new FakeProxies(engine);
        starts();
        proxies.get(1).isReady();
        FakeProcess prepare = now("prepare");
        proxies.get(1).dies(256);
        engine.loop.settle();
        prepare.exits(ExitStatus.exited(0));
        engine.advance(10);
        long begun = launched().stream().filter("proxy.py"::equals).count();
        assertThat(begun).isGreaterThan(1);
        assertThat(engine.state(web)).isEqualTo(STARTING);
    }
}
