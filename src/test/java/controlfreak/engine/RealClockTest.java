package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitState;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Health;
import controlfreak.model.Liveness;
import controlfreak.model.Probe;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.testing.SetClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets the system's clock by years: nothing is late for that, and nothing comes before its time. */
class RealClockTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SetClock clock = new SetClock();

    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    @BeforeEach
    void setUp() {
        engine = new RealEngine(folder, clock);
    }

    private Service service(String name, String command, RestartPolicy policy) throws Exception {
        return service(ServiceSpec.of(name, new Command.Text(command)).withRestart(policy));
    }

    private Service service(ServiceSpec spec) throws Exception {
        return engine.done(engine.controller.addService(spec)).get(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, -400})
    void byDays(int days) throws Exception {
        RestartPolicy quick = new RestartPolicy(true, false, 3, SECOND, SECOND);
        Service deaf = service("deaf", "trap '' TERM; while :; do sleep 0.1; done", quick);
        Service crashing = service("crashing", "exit 1", quick);
        Service watched = service(ServiceSpec.of("watched", new Command.Words(List.of("sleep", "1000")))
                .withRestart(quick)
                .withHealth(Health.UNWATCHED.withLive(new Liveness(
                        new Probe(new Check.Run(new Command.Text("test ! -e fails")), SECOND, SECOND), 2, Map.of()))));
        engine.done(deaf.start());
        engine.done(watched.start());
        clock.set(Duration.ofDays(days));
        crashing.start();
        engine.done(deaf.restart());
        clock.set(Duration.ofDays(-days));
        awaitState(crashing, ServiceState.FATAL);
        Files.createFile(folder.resolve("fails"));
        long before = watched.status().restarts();
        await().until(() -> watched.status().restarts() > before);
        CompletionStage<ServiceStatus> stopped = deaf.stop();
        clock.set(Duration.ZERO);
        engine.done(stopped);
    }
}
