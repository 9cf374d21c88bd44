package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Command;
import controlfreak.model.ExitStatus;
import controlfreak.model.ProxySpec;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ServiceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine with a proxy that has the faults of those of 2010. */
class RealVersionOneProxyTest {
    private static final RestartPolicy QUICK =
            new RestartPolicy(true, false, 2, Duration.ofMillis(200), Duration.ofSeconds(1));

    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    @BeforeEach
    void setUp() throws Exception {
        Files.writeString(
                folder.resolve("worker.pl"),
                "$| = 1; print \"I am $ENV{CONTROL_FREAK_SERVICE}\\n\"; sleep 1 while 1;\n");
        engine = new RealEngine(folder);
    }

    private Proxy proxy(int instances) throws Exception {
        Path program = Path.of(RealVersionOneProxyTest.class
                .getResource("/proxies/version1-proxy.pl")
                .toURI());
        ServiceSpec worker = ServiceSpec.of("worker", new Command.Text("./worker.pl"))
                .withInstances(instances)
                .withRestart(QUICK);
        return engine.done(engine.controller.addProxy(
                ProxySpec.of("old", new Command.Words(List.of("perl", program.toString())))
                        .withServices(List.of(worker))));
    }

    private void startAll(Proxy proxy) {
        proxy.services().forEach(Service::start);
        proxy.services().forEach(service -> awaitState(service, ServiceState.RUNNING));
    }

    @Test
    void startsLogsAndStops() throws Exception {
        Proxy old = proxy(1);
        Service worker = old.services().get(0);
        engine.done(worker.start());
        awaitLine(worker.log(), "I am worker");
        assertThat(old.status().state()).isEqualTo(ProxyState.UP);
        assertThat(old.status().ready()).isEmpty();
        engine.done(worker.stop());
        assertThat(worker.status().lastExit()).hasValue(ExitStatus.killedBy(Signal.TERM));
        await().until(() -> old.status().state() == ProxyState.DOWN);
    }

    @Test
    void losesNoCommandOfABurst() throws Exception {
        startAll(proxy(150));
    }

    @Test
    void aStopRightAfterAStartDoesNotKillTheProxy() throws Exception {
        Proxy old = proxy(2);
        Service keeps = old.services().get(0);
        Service flickers = old.services().get(1);
        engine.done(keeps.start());
        long pid = old.status().pid().orElseThrow();
        for (int i = 0; i < 20; i++) {
            flickers.start();
            engine.done(flickers.down());
        }
        assertThat(old.status().pid()).hasValue(pid);
        assertThat(keeps.status().restarts()).isZero();
    }

    @Test
    void whatAKilledProxyLeavesAliveIsEndedAndComesBack() throws Exception {
        Proxy old = proxy(3);
        startAll(old);
        List<Long> before = pids(old);
        long pid = old.status().pid().orElseThrow();
        engine.table.signal(engine.table.facts(pid).orElseThrow().identity(), Signal.KILL);
        await().until(() -> old.services().stream()
                .allMatch(service -> service.status().state() == ServiceState.RUNNING
                        && !before.contains(service.status().pid().orElse(0))));
        assertThat(before).allMatch(orphan -> engine.table.facts(orphan).isEmpty());
    }

    private static List<Long> pids(Proxy proxy) {
        return proxy.services().stream()
                .map(service -> service.status().pid().orElseThrow())
                .toList();
    }

    @Test
    void shutdownLeavesNothingBehind() throws Exception {
        Proxy old = proxy(3);
        startAll(old);
        List<Long> workers = pids(old);
        engine.done(old.shutdown());
        assertThat(workers).allMatch(pid -> engine.table.facts(pid).isEmpty());
        assertThat(engine.leftovers()).isEmpty();
    }
}
