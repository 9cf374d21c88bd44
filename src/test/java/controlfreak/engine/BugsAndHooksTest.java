package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static controlfreak.model.status.ServiceState.FAIL;
import static controlfreak.model.status.ServiceState.RUNNING;
import static controlfreak.model.status.ServiceState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Command;
import controlfreak.model.ExitStatus;
import controlfreak.model.Hooks;
import controlfreak.model.Hooks.Hook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is to be run after a run is run after one, too, in which a bug of the engine has come up. */
class BugsAndHooksTest {
    private static final String WORDS = "An error inside the panel; details are in panel.log.";
    private static final IllegalStateException BUG = new IllegalStateException("bug");

    @TempDir
    Path folder;

    private final List<Throwable> told = new ArrayList<>();
    private EngineFixture engine;
    private Service web;

    @BeforeEach
    void setUp() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, bug) -> told.add(bug));
        engine = new EngineFixture(folder);
        web = engine.service(spec("web")
                .with(draft -> draft.hooks = new Hooks(List.of(hook("prepare")), List.of(hook("tidy")))));
    }

    @AfterEach
    void forgetHandler() {
        Thread.currentThread().setUncaughtExceptionHandler(null);
    }

    private static Hook hook(String program) {
        return Hook.of(new Command.Words(List.of(program)));
    }

    private static void fail() {
        throw BUG;
    }

    /** @param at has something done the next time that the engine comes there */
    private static void failsOnce(Consumer<Runnable> at) {
        at.accept(() -> {
            at.accept(() -> {});
            fail();
        });
    }

    private FakeProcess now(String program) {
        engine.loop.settle();
        FakeProcess last = engine.system.last();
        assertThat(last.request.command().get(0)).isEqualTo(program);
        assertThat(last.alive).isTrue();
        return last;
    }

    private void exits(String program) {
        now(program).exits(ExitStatus.exited(0));
        engine.advance(0.2);
    }

    private void assertTidiesUp() {
        assertThat(now("tidy").request.environment()).containsEntry("CONTROL_FREAK_RESULT", "failure");
        assertThat(engine.state(web)).isEqualTo(STOPPING);
        exits("tidy");
        assertThat(engine.state(web)).isEqualTo(FAIL);
        assertThat(web.status().cause()).isEqualTo(WORDS);
        assertThat(engine.loop.delayedTasks()).isZero();
    }

    @Test
    void oneThatIsEndedBecauseOfIt() {
        web.start();
        engine.loop.settle();
        failsOnce(task -> engine.atJournal = task);
        exits("prepare");
        engine.advance(1);
        assertTidiesUp();
        assertThat(told).containsExactly(BUG);
    }

    @Test
    void theTimeForThatIsItsOwn() {
        web.start();
        exits("prepare");
        engine.advance(2);
        assertThat(engine.state(web)).isEqualTo(RUNNING);
        failsOnce(task -> engine.system.atSignal = task);
        CompletionStage<?> stopped = web.stop();
        engine.advance(45);
        assertThat(now("tidy").request.environment()).containsEntry("CONTROL_FREAK_RESULT", "stopped");
        exits("tidy");
        assertThat(engine.state(web)).isEqualTo(FAIL);
        assertThat(stopped).isCompletedExceptionally();
    }

    @Test
    void oneThatNeverCameToAProcess() {
        web.start();
        engine.loop.settle();
        failsOnce(task -> engine.system.atLaunch = task);
        exits("prepare");
        assertTidiesUp();
    }

    @Test
    void whereThatCannotBeRunEitherItHasFailedAtOnce() {
        web.start();
        engine.loop.settle();
        engine.system.atLaunch = BugsAndHooksTest::fail;
        exits("prepare");
        assertThat(engine.state(web)).isEqualTo(FAIL);
        assertThat(web.status().cause()).isEqualTo(WORDS);
        assertThat(engine.loop.delayedTasks()).isZero();
    }
}
