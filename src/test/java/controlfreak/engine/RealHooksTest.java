package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.awaitState;
import static controlfreak.engine.RealEngine.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.Hooks;
import controlfreak.model.Hooks.Hook;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ServiceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real commands around the runs of real programs. */
class RealHooksTest {
    private static final String TOLD =
            "echo $PORT $CONTROL_FREAK_RESULT ${CONTROL_FREAK_EXIT_CODE-}${CONTROL_FREAK_EXIT_SIGNAL-} >> told";

    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    @BeforeEach
    void setUp() {
        engine = new RealEngine(folder);
    }

    private static List<Hook> hooks(String... commands) {
        return Stream.of(commands).map(Command.Text::new).map(Hook::of).toList();
    }

    private static ServiceSpec spec(String command, List<Hook> before, List<Hook> after) {
        return ServiceSpec.of("web", new Command.Text(command)).with(draft -> {
            draft.env = Environment.EMPTY.with("PORT", "8080");
            draft.restart = draft.restart.with(policy -> policy.respawnOnFail = false);
            draft.hooks = new Hooks(before, after);
        });
    }

    private Service web(ServiceSpec spec) throws Exception {
        return engine.done(engine.controller.addService(spec)).get(0);
    }

    /** What nobody reaps yet has ended. */
    private boolean isAlive(String pidFile) throws Exception {
        long pid = Long.parseLong(Files.readString(folder.resolve(pidFile)).strip());
        return engine.table.facts(pid).isPresent();
    }

    @Test
    void whatWasPreparedIsThereAndItsEndIsTold() throws Exception {
        Service web =
                web(spec("test -d run && exec sleep 60", hooks("mkdir run && echo made"), hooks("rm -r run", TOLD)));
        engine.done(web.start());
        assertThat(lines(web.log())).containsSubsequence("before: made", "before: exit 0");
        engine.done(web.stop());
        assertThat(folder.resolve("run")).doesNotExist();
        assertThat(folder.resolve("told")).hasContent("8080 stopped TERM");
        engine.done(web.start());
        ProcessHandle.of(web.status().pid().orElseThrow()).orElseThrow().destroyForcibly();
        awaitState(web, ServiceState.FAIL);
        assertThat(folder.resolve("told")).hasContent("8080 stopped TERM\n8080 failure KILL");
    }

    @Test
    void aStopEndsAllOfWhatIsRunBefore() throws Exception {
        String stubborn =
                "trap '' TERM; sleep 60 & echo $! > helper; echo $$ > first; echo up; while :; do sleep 1; done";
        Service web = web(spec("sleep 60", hooks(stubborn), List.of())
                .with(draft -> draft.restart = draft.restart.withStopWait(Duration.ofMillis(300))));
        CompletionStage<?> started = web.start();
        awaitLine(web.log(), "before: up");
        engine.done(web.stop());
        assertThat(started.toCompletableFuture()).isCompletedExceptionally();
        assertThat(isAlive("first") || isAlive("helper")).isFalse();
        assertThat(lines(web.log())).noneMatch(line -> line.startsWith("started, pid"));
    }

    @Test
    void whatOverrunsItsTimeIsEndedThoughItHasASessionOfItsOwn() throws Exception {
        Hook endless = new Hook(
                new Command.Text("setsid sleep 60 & echo $! > helper; wait"), Duration.ofMillis(300), Map.of());
        Service web = web(spec("sleep 60", List.of(endless), List.of())
                .with(draft -> draft.restart = draft.restart.with(policy -> policy.maxRetries = 0)));
        web.start();
        awaitState(web, ServiceState.FATAL);
        assertThat(web.status().cause()).contains("failed: not ended in 0.3 s");
        assertThat(isAlive("helper")).isFalse();
        assertThat(engine.leftovers()).isEmpty();
    }

    @Test
    void belowAProxyTheyHaveWhatTheChildHas() throws Exception {
        Files.writeString(
                folder.resolve("worker.py"),
                "import os, time\nprint(os.path.exists('run'), flush=True)\ntime.sleep(60)\n");
        engine.done(engine.controller.addProxy(ProxySpec.of("shop", new Command.Text("cfk-share-mem-proxy.py"))
                .withServices(
                        List.of(spec("worker.py", hooks("mkdir run && echo $PORT made"), hooks("rm -r run", TOLD))))));
        Service web = engine.controller.services().get(0);
        engine.done(web.start());
        await().untilAsserted(() -> assertThat(lines(web.log())).containsSubsequence("before: 8080 made", "True"));
        engine.done(web.stop());
        assertThat(folder.resolve("run")).doesNotExist();
        assertThat(folder.resolve("told")).hasContent("8080 stopped TERM");
    }
}
