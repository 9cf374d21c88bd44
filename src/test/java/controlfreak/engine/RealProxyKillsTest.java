package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.ProxySpec;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.ServiceState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A proxy that is killed at any moment of its services' starts leaves none of them behind, and none twice. */
class RealProxyKillsTest {
    /** A kill that comes before any service runs counts as a try. */
    private static final int KILLS = 4;

    private static final RestartPolicy QUICK =
            new RestartPolicy(true, false, 8, Duration.ofMillis(50), Duration.ofSeconds(1));

    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    private Witnesses witnesses;

    @BeforeEach
    void setUp() {
        engine = new RealEngine(folder);
        witnesses = new Witnesses();
    }

    @ParameterizedTest
    @CsvSource({
        "cfk-share-mem-proxy.py, 1",
        "cfk-share-mem-proxy.pl, 2",
        "cfk-share-mem-proxy.rb, 3",
        "cfk-share-mem-proxy-jvm, 4"
    })
    void noneIsOrphanedAndNoneIsThereTwice(String program, int seed) throws Exception {
        ServiceSpec sleeper = ServiceSpec.of("sleeper", new Command.Words(List.of("sleep", "1000")))
                .withInstances(6)
                .withRestart(QUICK)
                .withEnv(Environment.EMPTY.with(Witnesses.VARIABLE, witnesses.mark()));
        Proxy shop = engine.done(engine.controller.addProxy(
                ProxySpec.of("shop", new Command.Text("exec " + program)).withServices(List.of(sleeper))));
        Random random = new Random(seed);
        shop.services().forEach(Service::start);
        for (int kill = 0; kill < KILLS; kill++) {
            await().until(() -> shop.status().ready().isPresent());
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(40)).toNanos());
            shop.status().pid().stream()
                    .mapToObj(engine.table::facts)
                    .flatMap(Optional::stream)
                    .forEach(facts -> engine.table.signal(facts.identity(), Signal.KILL));
            await().until(() -> shop.status().ready().isEmpty());
        }
        shop.services().forEach(service -> awaitState(service, ServiceState.RUNNING));
        await().untilAsserted(() -> assertThat(witnesses.alive())
                .containsExactlyInAnyOrderElementsOf(shop.services().stream()
                        .map(service -> service.status().pid().orElseThrow())
                        .toList()));
        engine.done(engine.controller.stopAll());
        assertThat(witnesses.alive()).isEmpty();
    }
}
