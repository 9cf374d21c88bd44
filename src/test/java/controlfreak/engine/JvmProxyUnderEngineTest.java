package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ServiceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine knows the children of the JVM proxy for its own, though a helper of the proxy is their parent. */
class JvmProxyUnderEngineTest {
    @TempDir
    Path folder;

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

    @AfterEach
    void tearDown() throws Exception {
        engine.close();
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

    private List<Long> pids() {
        return shop.services().stream()
                .map(service -> service.status().pid().orElseThrow())
                .toList();
    }
}
