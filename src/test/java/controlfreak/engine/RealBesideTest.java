package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Ask;
import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Health;
import controlfreak.model.Probe;
import controlfreak.model.Readiness;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Stop;
import controlfreak.model.status.ServiceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that run beside services: checks, and those that stop them. */
class RealBesideTest {
    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    @BeforeEach
    void setUp() {
        engine = new RealEngine(folder);
    }

    /** A shell script in a file, so that its program is the shell. */
    private Command script(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return new Command.Words(List.of("sh", name));
    }

    private Service started(ServiceSpec spec) throws Exception {
        Service service = engine.done(engine.controller.addService(spec)).get(0);
        engine.done(service.start());
        return service;
    }

    private boolean lives(String file) throws IOException {
        String pid = Files.readString(folder.resolve(file)).strip();
        return ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    @Test
    void theEndOfAServiceIsNoneOfWhatStopsAnother() throws Exception {
        Command slow = script(
                "stop.sh",
                "echo $$ > stopping; until [ -e go ]; do sleep 0.1; done; echo all > saved; kill $(cat pid)");
        Service database =
                started(ServiceSpec.of("database", script("database.sh", "echo $$ > pid; while :; do sleep 1; done"))
                        .withStop(Stop.of(new Ask.Run(slow)))
                        .with(draft -> draft.restart = draft.restart.withStopWait(LONG)));
        Service worker = started(ServiceSpec.of("worker", script("worker.sh", "while :; do sleep 1; done")));

        CompletableFuture<ServiceStatus> stopped = database.stop().toCompletableFuture();
        await().until(() -> Files.exists(folder.resolve("stopping")));
        engine.done(worker.stop());
        assertThat(stopped).isNotDone();
        Files.createFile(folder.resolve("go"));
        engine.done(stopped);

        assertThat(folder.resolve("saved")).exists();
        assertThat(lines(database.log())).noneMatch(line -> line.contains("failed"));
        assertThat(lines(worker.log())).noneMatch(line -> line.contains("what was left when it had ended"));
    }

    @Test
    void aStopIsOverOnceTheCommandForItIs() throws Exception {
        Command tidy = script("tidy.sh", "kill $(cat pid); until [ -e go ]; do sleep 0.1; done; echo tidied up");
        Service web = started(ServiceSpec.of("web", script("web.sh", "echo $$ > pid; while :; do sleep 1; done"))
                .withStop(Stop.of(new Ask.Run(tidy)))
                .with(draft -> draft.restart = draft.restart.withStopWait(LONG)));
        await().until(() -> Files.exists(folder.resolve("pid")));

        CompletableFuture<ServiceStatus> stopped = web.stop().toCompletableFuture();
        await().until(() -> !lives("pid"));
        assertThat(stopped).isNotDone();
        Files.createFile(folder.resolve("go"));
        engine.done(stopped);

        assertThat(lines(web.log())).anyMatch(line -> line.contains("stop: tidied up"));
    }

    @Test
    void whatChecksLeaveBehindEndsWithTheService() throws Exception {
        Command check = script(
                "check.sh",
                "setsid sh -c 'echo $$ > stray; exec sleep 1000' > /dev/null 2>&1 & until [ -s stray ]; do sleep 0.1; done");
        Probe probe = new Probe(new Check.Run(check), Readiness.DEFAULT_EVERY, Probe.DEFAULT_TIMEOUT);
        Service web = started(ServiceSpec.of("web", new Command.Words(List.of("sleep", "1000")))
                .withHealth(Health.UNWATCHED.withReady(new Readiness.Sign.Probed(probe))));
        await().until(() -> Files.exists(folder.resolve("stray"))
                && !Files.readString(folder.resolve("stray")).isBlank());
        assertThat(lives("stray")).isTrue();

        engine.done(web.stop());

        awaitLine(web.log(), "left behind by what was run beside it: sleep, pid");
        await().until(() -> !lives("stray"));
    }
}
