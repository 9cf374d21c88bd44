package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.awaitState;
import static controlfreak.engine.RealEngine.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Command;
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

class RealProxiesTest {
    private static final RestartPolicy QUICK =
            new RestartPolicy(true, false, 2, Duration.ofMillis(200), Duration.ofSeconds(1));

    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    @BeforeEach
    void setUp() throws Exception {
        Files.writeString(folder.resolve("app.py"), "import os\nLOADED_BY = os.getpid()\n");
        Files.writeString(
                folder.resolve("worker.py"),
                "import app, os, time\nprint('loaded by', app.LOADED_BY, 'run by', os.getppid(), flush=True)\n"
                        + "while True:\n    time.sleep(0.1)\n");
        engine = new RealEngine(folder);
    }

    private Proxy proxy(String name, String command, ServiceSpec... services) throws Exception {
        return engine.done(engine.controller.addProxy(
                ProxySpec.of(name, new Command.Text(command)).withServices(List.of(services))));
    }

    private static ServiceSpec worker(int instances) {
        return ServiceSpec.of("worker", new Command.Text("worker.py"))
                .withInstances(instances)
                .withRestart(QUICK);
    }

    private void startAll(Proxy proxy) {
        proxy.services().forEach(Service::start);
        proxy.services().forEach(service -> awaitState(service, ServiceState.RUNNING));
    }

    @Test
    void workersShareWhatTheProxyLoaded() throws Exception {
        Proxy shop = proxy("shop", "cfk-share-mem-proxy.py --preload app", worker(3));
        startAll(shop);
        long pid = shop.status().pid().orElseThrow();
        for (Service service : shop.services()) {
            awaitLine(service.log(), "loaded by " + pid + " run by " + pid);
        }
        assertThat(shop.status().ready().orElseThrow().preloaded()).contains("app");
        assertThat(shop.status().state()).isEqualTo(ProxyState.UP);
        engine.done(engine.controller.stopAll());
        assertThat(shop.status().state()).isEqualTo(ProxyState.DOWN);
        assertThat(engine.table.facts(pid)).isEmpty();
    }

    @Test
    void aKilledProxyComesBackWithItsWorkersAndLeavesNoOrphan() throws Exception {
        Proxy shop = proxy("shop", "cfk-share-mem-proxy.py --preload app", worker(2));
        Service bystander = engine.done(
                        engine.controller.addService(ServiceSpec.of("bystander", new Command.Text("exec sleep 1000"))))
                .get(0);
        engine.done(bystander.start());
        startAll(shop);
        long proxyPid = shop.status().pid().orElseThrow();
        List<Long> workers = pids(shop);
        engine.table.signal(engine.table.facts(proxyPid).orElseThrow().identity(), Signal.KILL);
        await().until(() ->
                shop.status().state() == ProxyState.UP && shop.status().pid().orElse(proxyPid) != proxyPid);
        shop.services().forEach(service -> awaitState(service, ServiceState.RUNNING));
        assertThat(workers).allMatch(pid -> engine.table.facts(pid).isEmpty());
        assertThat(pids(shop)).doesNotContainAnyElementsOf(workers);
        assertThat(bystander.status().restarts()).isZero();
    }

    private static List<Long> pids(Proxy proxy) {
        return proxy.services().stream()
                .map(service -> service.status().pid().orElseThrow())
                .toList();
    }

    @Test
    void aProxyThatHangsDoesNotHoldUpStops() throws Exception {
        Proxy shop = proxy("shop", "exec cfk-share-mem-proxy.py --preload app", worker(2));
        startAll(shop);
        List<Long> workers = pids(shop);
        engine.table.signal(
                engine.table
                        .facts(shop.status().pid().orElseThrow())
                        .orElseThrow()
                        .identity(),
                Signal.STOP);
        engine.done(shop.kill());
        assertThat(shop.status().state()).isEqualTo(ProxyState.DOWN);
        assertThat(workers).allMatch(pid -> engine.table.facts(pid).isEmpty());
        assertThat(shop.services()).allMatch(service -> service.status().state() == ServiceState.STOPPED);
    }

    @Test
    void aPreloadThatFailsTellsItsStackTrace() throws Exception {
        Files.writeString(folder.resolve("broken.py"), "raise RuntimeError('the catalogue is missing')\n");
        Proxy shop = proxy("shop", "cfk-share-mem-proxy.py --preload broken", worker(1));
        assertThatThrownBy(() -> engine.done(shop.services().get(0).start())).hasMessageContaining("exit 1");
        awaitLine(shop.log(), "RuntimeError: the catalogue is missing");
        assertThat(lines(shop.log())).anyMatch(line -> line.contains("Traceback"));
        engine.done(shop.shutdown());
    }

    @Test
    void aScriptThatIsNotThereFailsTheServiceOnly() throws Exception {
        Proxy shop = proxy(
                "shop",
                "cfk-share-mem-proxy.py --preload app",
                worker(1),
                ServiceSpec.of("ghost", new Command.Text("ghost.py")).withRestart(QUICK));
        engine.done(shop.services().get(0).start());
        Service ghost = shop.services().get(1);
        assertThatThrownBy(() -> engine.done(ghost.start())).hasMessageContaining("ghost.py");
        awaitState(ghost, ServiceState.FAIL);
        assertThat(ghost.status().cause()).endsWith("It is not tried again by itself.");
        assertThat(shop.services().get(0).status().state()).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void aProxyThatFloodsAndTalksNonsenseHarmsNobodyElse() throws Exception {
        Files.writeString(folder.resolve("mad.py"), """
                import os, signal
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                status, log = int(os.environ['_CFK_STATUS_FD']), int(os.environ['_CFK_LOG_FD'])
                os.write(log, b'out:-:mad\\n')
                while True:
                    os.write(status, b'{"status":"started","name":"nobody","pid":1234567}\\n' * 500 + b'\\0\\xff{]\\n' * 500)
                    os.write(log, b'x' * 60000)
                    os.write(log, b'err:worker:\\xff\\0\\n')
                """);
        Proxy mad = proxy("mad", "exec python3 mad.py", worker(1));
        Service calm = engine.done(
                        engine.controller.addService(ServiceSpec.of("calm", new Command.Text("exec sleep 1000"))))
                .get(0);
        mad.run();
        awaitLine(mad.log(), "mad");
        engine.done(calm.start());
        engine.done(calm.stop());
        engine.done(mad.shutdown());
        assertThat(mad.status().state()).isEqualTo(ProxyState.DOWN);
    }

    @Test
    void aPerlProxyRunsPerlWorkers() throws Exception {
        Files.writeString(folder.resolve("App.pm"), "package App; our $loaded = $$; 1;\n");
        Files.writeString(
                folder.resolve("worker.pl"),
                "$| = 1; print \"loaded by $App::loaded run by \" . getppid() . \"\\n\"; sleep 1 while 1;\n");
        Proxy mail = proxy(
                "mail",
                "cfk-share-mem-proxy.pl --preload App.pm",
                ServiceSpec.of("worker", new Command.Text("worker.pl"))
                        .withInstances(2)
                        .withRestart(QUICK));
        startAll(mail);
        long pid = mail.status().pid().orElseThrow();
        mail.services().forEach(service -> awaitLine(service.log(), "loaded by " + pid + " run by " + pid));
    }
}
