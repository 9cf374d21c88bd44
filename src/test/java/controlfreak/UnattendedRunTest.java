package controlfreak;

import static controlfreak.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.workspace.Folders;
import controlfreak.workspace.VariablesCache;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnattendedRunTest {
    private static final Command SLEEPS = new Command.Words(List.of("sleep", "1000"));

    @TempDir
    private Path home;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<String> outcomes = new CopyOnWriteArrayList<>();
    private LocalEngine engine;

    @BeforeEach
    void start() {
        Path proxies = Path.of(System.getProperty("proxies.folder"));
        engine = new LocalEngine(
                Folders.of(Map.of(), home, false), proxies, home, new VariablesCache(Runnable::run), Runnable::run);
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        engine.controller()
                .subscribe(new UnattendedRun(engine.controller(), engine.clock(), out, new UnattendedRun.Outcome() {
                    @Override
                    public void allRun() {
                        outcomes.add("all run");
                    }

                    @Override
                    public void failed(String name) {
                        outcomes.add(name + " failed");
                    }
                }));
    }

    @AfterEach
    void end() throws Exception {
        engine.controller().stopAll().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        engine.close();
    }

    @Test
    void startsAllAndTellsOnceThatAllRun() {
        apply(Workspace.EMPTY
                .withService(Optional.empty(), ServiceSpec.of("one", SLEEPS))
                .withService(Optional.empty(), ServiceSpec.of("two", SLEEPS)));
        await().untilAsserted(() -> assertThat(outcomes).containsExactly("all run"));
        assertThat(lines()).anyMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d one running, pid \\d+"));
        assertThat(lines()).anyMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d two starting"));

        long pid = engine.controller()
                .service(new ServiceId("one", 0))
                .orElseThrow()
                .status()
                .pid()
                .orElseThrow();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().until(() ->
                lines().stream().filter(line -> line.contains("one running")).count() == 2);
        assertThat(outcomes).containsExactly("all run");
    }

    @Test
    void tellsOnceWhichServiceWasGivenUp() {
        ServiceSpec broken = ServiceSpec.of("broken", new Command.Text("exit 3"))
                .withRestart(new RestartPolicy(true, false, 0, Duration.ofSeconds(1), Duration.ofSeconds(1)));
        apply(Workspace.EMPTY
                .withService(Optional.empty(), broken)
                .withService(Optional.empty(), ServiceSpec.of("good", SLEEPS)));
        await().untilAsserted(() -> assertThat(outcomes).containsExactly("broken failed"));
        assertThat(lines()).anyMatch(line -> line.contains(" broken fatal") && line.contains("exit 3"));
    }

    @Test
    void aJobThatIsDoneIsAsGoodAsOneThatRuns() {
        ServiceSpec job = ServiceSpec.of("migrate", new Command.Words(List.of("true")));
        apply(Workspace.EMPTY
                .withService(Optional.empty(), job)
                .withService(Optional.empty(), ServiceSpec.of("good", SLEEPS)));
        await().untilAsserted(() -> assertThat(outcomes).containsExactly("all run"));
    }

    @Test
    void tellsOfAServiceThatFailsAndIsNotTriedAgain() {
        ServiceSpec broken = ServiceSpec.of("broken", new Command.Text("exit 3"))
                .withRestart(new RestartPolicy(false, false, 8, Duration.ofSeconds(1), Duration.ofSeconds(1)));
        apply(Workspace.EMPTY.withService(Optional.empty(), broken));
        await().untilAsserted(() -> assertThat(outcomes).containsExactly("broken failed"));
    }

    @Test
    void runsAProxyThatDoesNotComeWithItsServices() {
        ProxySpec pool =
                ProxySpec.of("pool", new Command.Text("cfk-share-mem-proxy.py")).withAuto(false);
        apply(Workspace.EMPTY.withProxy(pool).withService(Optional.of("pool"), ServiceSpec.of("one", SLEEPS)));
        await().untilAsserted(() -> assertThat(outcomes).containsExactly("all run"));
        assertThat(lines()).anyMatch(line -> line.contains("proxy pool up, pid "));
    }

    @Test
    void tellsOfAServiceWhoseProxyNeverComesUp() {
        ProxySpec pool = ProxySpec.of("pool", new Command.Text("cfk-share-mem-proxy.py --preload no.such.module"));
        ServiceSpec one = ServiceSpec.of("one", SLEEPS)
                .withRestart(new RestartPolicy(true, false, 1, Duration.ofSeconds(1), Duration.ofSeconds(1)));
        apply(Workspace.EMPTY.withProxy(pool).withService(Optional.of("pool"), one));
        await().untilAsserted(() -> assertThat(outcomes).containsExactly("one failed"));
    }

    private void apply(Workspace workspace) {
        engine.controller().apply(workspace, home);
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
