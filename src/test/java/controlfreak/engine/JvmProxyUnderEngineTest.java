package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ServiceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine knows the children of the JVM proxy for its own, though a helper of the proxy is their parent. */
class JvmProxyUnderEngineTest {
    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    private Proxy shop;

    @BeforeEach
    void setUp() throws Exception {
        Files.writeString(
                folder.resolve("Worker.java"),
                "public class Worker { public static void main(String[] a) throws Exception {"
                        + " System.out.println(\"up\"); Thread.sleep(600_000); } }");
        engine = new RealEngine(folder);
        ServiceSpec worker =
                ServiceSpec.of("worker", new Command.Text("java Worker.java")).withInstances(2);
        shop = engine.done(engine.controller.addProxy(ProxySpec.of("shop", new Command.Text("cfk-share-mem-proxy-jvm"))
                .withServices(List.of(worker))));
        shop.services().forEach(Service::start);
        shop.services().forEach(service -> awaitState(service, ServiceState.RUNNING));
    }

    @Test
    void startsAndStopsServices() throws Exception {
        List<Long> pids = pids();
        for (Service service : shop.services()) {
            awaitLine(service.log(), "up");
            engine.done(service.stop());
            assertThat(service.status().state()).isEqualTo(ServiceState.STOPPED);
        }
        assertThat(pids).allMatch(pid -> engine.table.facts(pid).isEmpty());
        engine.done(engine.controller.stopAll());
        assertThat(shop.status().state()).isEqualTo(ProxyState.DOWN);
    }

    @Test
    void aKilledProxyComesBackWithItsServices() {
        List<Long> pids = pids();
        long proxy = shop.status().pid().orElseThrow();
        engine.table.signal(engine.table.facts(proxy).orElseThrow().identity(), Signal.KILL);

        await().until(() ->
                shop.status().state() == ProxyState.UP && shop.status().pid().orElse(proxy) != proxy);
        shop.services().forEach(service -> awaitState(service, ServiceState.RUNNING));
        assertThat(pids).allMatch(pid -> engine.table.facts(pid).isEmpty());
    }

    @Test
    void runsAsAnotherUserThanThePipesAreOf() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")) && "root".equals(System.getProperty("user.name")));
        Path home = Files.createDirectory(folder.resolve("home"));
        for (Path reachable : List.of(folder, home)) {
            reachable.toFile().setExecutable(true, false);
            reachable.toFile().setReadable(true, false);
        }
        home.toFile().setWritable(true, false);
        Command command = new Command.Text("XDG_CACHE_HOME=" + home
                + " setpriv --reuid nobody --regid nogroup --clear-groups cfk-share-mem-proxy-jvm");
        engine.done(engine.controller.addProxy(ProxySpec.of("guest", command)
                .withServices(List.of(ServiceSpec.of("guest-worker", new Command.Text("java Worker.java"))))));
        Proxy guest = engine.controller.proxy("guest").orElseThrow();
        Service worker = guest.services().get(0);
        worker.start();
        awaitState(worker, ServiceState.RUNNING);
        awaitLine(worker.log(), "up");
        engine.done(worker.stop());
        engine.done(guest.shutdown().exceptionally(down -> guest.status()));
        assertThat(guest.status().state()).isEqualTo(ProxyState.DOWN);
    }

    private List<Long> pids() {
        return shop.services().stream()
                .map(service -> service.status().pid().orElseThrow())
                .toList();
    }
}
