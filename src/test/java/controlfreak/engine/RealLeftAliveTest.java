package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.awaitState;
import static controlfreak.engine.RealEngine.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Command;
import controlfreak.model.Health;
import controlfreak.model.ProxySpec;
import controlfreak.model.Readiness;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ServiceState;
import controlfreak.process.Leftover;
import controlfreak.process.OutputPipes;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import controlfreak.process.journal.Journals;
import controlfreak.process.table.SystemProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known, and what is not, of single processes that a panel which was killed has left. */
class RealLeftAliveTest {
    private static final String MARK = "0123456789abcde";
    private static final String UNSEEN = "what it writes is not seen until its next start";
    private static final RestartPolicy ONCE =
            new RestartPolicy(false, false, 0, Duration.ofMillis(50), Duration.ofSeconds(1));

    @TempDir
    Path folder;

    private final ProcessTable table = new SystemProcessTable();
    private final List<Long> left = new ArrayList<>();

    @AfterEach
    void endAll() {
        left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    private static Optional<Leftover.Run> run(OutputPipes pipes, boolean wasReady) {
        return Optional.of(new Leftover.Run(pipes, wasReady));
    }

    /** A process of nobody's, by a shell that has ended. */
    private ProcessIdentity leave(String name, Optional<Leftover.Run> run, String command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("setsid", "sh", "-c", "exec 3>&1 >/dev/null; " + command + " 3>&- & echo $! >&3");
        builder.directory(folder.toFile());
        builder.environment().put("CONTROL_FREAK_RUN", MARK);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process shell = builder.start();
        long pid = Long.parseLong(new String(shell.getInputStream().readAllBytes()).strip());
        shell.waitFor();
        left.add(pid);
        ProcessIdentity identity = table.facts(pid).orElseThrow().identity();
        Journals.leave(folder.resolve("state"), table, name, identity, MARK, run);
        return identity;
    }

    private static ServiceSpec web() {
        return ServiceSpec.of("web", new Command.Text("exec sleep 1000")).withRestart(ONCE);
    }

    private static Service takeUp(RealEngine engine, ServiceSpec spec) throws Exception {
        assertThat(engine.leftovers()).hasSize(1);
        engine.controller.takeUpWhatIsLeft();
        return engine.done(engine.controller.addService(spec)).get(0);
    }

    private static String pipe(Path file) throws IOException {
        Map<String, Object> facts = Files.readAttributes(file, "unix:dev,ino");
        return facts.get("dev") + ":" + facts.get("ino");
    }

    @Test
    void itsOutputGoesOnAndItsEndIsSeen() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        leave(
                "web",
                run(new OutputPipes(pipe(fifo), ""), false),
                "sh -c 'echo before; until [ -e go ]; do sleep 0.1; done; echo last; exit 3' 1<>fifo");
        Files.delete(fifo);
        try (RealEngine engine = new RealEngine(folder)) {
            Service web = takeUp(engine, web().with(draft -> draft.streams = draft.streams.withKeepStderr(false)));
            awaitState(web, ServiceState.RUNNING);
            assertThat(web.status().cause()).isEmpty();
            awaitLine(web.log(), "before");
            Files.createFile(folder.resolve("go"));
            awaitState(web, ServiceState.FAIL);
            awaitLine(web.log(), "last");
            assertThat(web.status().cause()).matches("(ended, nobody knows how,|exit 3) after .*");
            assertThat(lines(web.log())).containsSubsequence("before", "last");
        }
    }

    @Test
    void whatWasReadyIs() throws Exception {
        leave("web", run(new OutputPipes("1:1", "1:2"), true), "sleep 1000");
        try (RealEngine engine = new RealEngine(folder)) {
            Health log = Health.UNWATCHED.withReady(new Readiness.Sign.Line("never again"));
            Service web = takeUp(engine, web().withHealth(log));
            awaitState(web, ServiceState.RUNNING);
            assertThat(web.status().ready()).isTrue();
            assertThat(web.status().cause()).isEqualTo(UNSEEN);
        }
    }

    @Test
    void whatIsNotHeardIsSaid() throws Exception {
        leave("web", run(OutputPipes.NONE, false), "sleep 1000");
        try (RealEngine engine = new RealEngine(folder)) {
            Health notify = Health.UNWATCHED.withReady(new Readiness.Sign.Notified());
            Service web = takeUp(engine, web().withHealth(notify));
            awaitState(web, ServiceState.RUNNING);
            assertThat(web.status().ready()).isFalse();
            assertThat(web.status().cause())
                    .isEqualTo("whether it is ready is not heard until its next start; " + UNSEEN);
        }
    }

    /** Such as a before command that runs for the service. */
    @Test
    void whatIsNoRunIsLeftAndInTheWay() throws Exception {
        ProcessIdentity hook = leave("web", Optional.empty(), "sleep 1000");
        try (RealEngine engine = new RealEngine(folder)) {
            assertThat(engine.unwatched(engine.leftovers()))
                    .contains("Left to itself, for it is no service's main process: web (" + hook.pid() + ").");
            Service web = takeUp(engine, web());
            assertThat(web.status().state()).isEqualTo(ServiceState.STOPPED);
            web.start();
            awaitState(web, ServiceState.FAIL);
            assertThat(web.status().cause())
                    .startsWith("An earlier panel that was killed has left web alive, pid " + hook.pid());
            assertThat(table.facts(hook.pid())).isPresent();
        }
    }

    /** Its number is not enough. */
    @Test
    void whoHasTheNumberOfOneIsNotTakenForIt() throws Exception {
        ProcessIdentity stranger = leave("other", Optional.empty(), "sleep 1000");
        ProcessIdentity before = new ProcessIdentity(stranger.pid(), stranger.startTime() - 1);
        Journals.leave(folder.resolve("state"), table, "web", before, "fedcba987654321", run(OutputPipes.NONE, true));
        try (RealEngine engine = new RealEngine(folder)) {
            Service web = takeUp(engine, web());
            assertThat(web.status().state()).isEqualTo(ServiceState.STOPPED);
            engine.done(web.start());
            assertThat(web.status().pid().orElseThrow()).isNotEqualTo(stranger.pid());
        }
        assertThat(table.facts(stranger.pid())).isPresent();
    }

    @Test
    void aWorkerOutlivesItsProxyAndIsForkedAnewByTheNext() throws Exception {
        ProcessIdentity worker = leave("web", run(OutputPipes.NONE, false), "sleep 1000");
        try (RealEngine engine = new RealEngine(folder)) {
            assertThat(engine.leftovers()).hasSize(1);
            engine.controller.takeUpWhatIsLeft();
            Proxy proxy = engine.done(
                    engine.controller.addProxy(ProxySpec.of("shop", new Command.Text("exec cfk-share-mem-proxy.py"))
                            .withServices(List.of(web()))));
            Service web = proxy.services().get(0);
            awaitState(web, ServiceState.RUNNING);
            assertThat(web.status().pid()).hasValue(worker.pid());
            assertThat(web.status().cause())
                    .isEqualTo("the proxy that has forked it is gone; its next start forks it anew; " + UNSEEN);
            engine.done(web.restart());
            assertThat(proxy.isRunning()).isTrue();
            assertThat(web.status().pid().orElseThrow()).isNotEqualTo(worker.pid());
            assertThat(web.status().cause()).isEmpty();
            await().until(() -> table.facts(worker.pid()).isEmpty());
        }
    }
}
