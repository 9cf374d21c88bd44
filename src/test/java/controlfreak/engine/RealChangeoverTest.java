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
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real proxies are recycled and reforked while their workers go on. */
class RealChangeoverTest {
    private static final RestartPolicy QUICK =
            new RestartPolicy(true, false, 2, Duration.ofMillis(200), Duration.ofSeconds(1));

    /** How many services are not running at a time, since it was subscribed. */
    private static final class Outages implements StatusListener {
        private final Map<ServiceId, ServiceState> states = new HashMap<>();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public void serviceChanged(ServiceStatus status) {
            states.put(status.id(), status.state());
            long out = states.values().stream()
                    .filter(state -> state != ServiceState.RUNNING)
                    .count();
            most.accumulateAndGet((int) out, Math::max);
        }

        @Override
        public void serviceRemoved(ServiceId id) {
            states.remove(id);
        }

        @Override
        public void proxyChanged(ProxyStatus status) {}

        @Override
        public void proxyRemoved(String name) {}
    }

    @TempDir
    Path folder;

    private RealEngine engine;
    private Proxy shop;
    private long before;
    private Set<Long> workers;
    private final Outages outages = new Outages();

    @BeforeEach
    void setUp() throws Exception {
        write("app.py", "import os\nLOADED_BY = os.getpid()\nVERSION = 1\n");
        write("worker.py", """
                import app, os, time
                print('version', app.VERSION, 'loaded by', app.LOADED_BY, flush=True)
                while True:
                    time.sleep(0.1)
                """);
        engine = new RealEngine(folder);
        shop = engine.done(engine.controller.addProxy(
                ProxySpec.of("shop", new Command.Text("cfk-share-mem-proxy.py --preload app --watch-secs 0.2"))
                        .withServices(List.of(ServiceSpec.of("worker", new Command.Text("worker.py"))
                                .withInstances(4)
                                .withRestart(QUICK)))));
        shop.services().forEach(Service::start);
        shop.services().forEach(service -> awaitState(service, ServiceState.RUNNING));
        before = shop.status().pid().orElseThrow();
        workers = pids();
        engine.controller.subscribe(outages);
        engine.done(engine.controller.takenIn());
    }

    @AfterEach
    void tearDown() throws Exception {
        Set<Long> last = pids();
        long lastProxy = shop.status().pid().orElse(before);
        engine.close();
        assertThat(last).allMatch(this::isGone);
        assertThat(List.of(before, lastProxy)).allMatch(this::isGone);
    }

    private void write(String file, String text) throws Exception {
        Files.writeString(folder.resolve(file), text);
    }

    private Set<Long> pids() {
        return shop.services().stream()
                .map(service -> service.status().pid().orElse(0))
                .collect(Collectors.toSet());
    }

    private boolean isGone(long pid) {
        return engine.table.facts(pid).isEmpty();
    }

    private void assertAllRun() {
        shop.services().forEach(service -> awaitState(service, ServiceState.RUNNING));
        assertThat(shop.status().state()).isEqualTo(ProxyState.UP);
        assertThat(shop.status().changeover()).isEmpty();
        assertThat(outages.most).hasValueLessThanOrEqualTo(1);
    }

    @Test
    void workersMoveOverToTheNewCodeOneByOne() throws Exception {
        write("app.py", "import os\nLOADED_BY = os.getpid()\nVERSION = 2\n");
        engine.done(shop.recycle());
        long after = shop.status().pid().orElseThrow();
        assertThat(after).isNotEqualTo(before);
        assertThat(isGone(before)).isTrue();
        assertThat(workers).allMatch(this::isGone);
        assertThat(pids()).hasSize(4).doesNotContainAnyElementsOf(workers);
        for (Service service : shop.services()) {
            awaitLine(service.log(), "version 2 loaded by " + after);
        }
        assertAllRun();
        assertThat(shop.status().generation().number()).isEqualTo(2);
        assertThat(engine.leftovers()).isEmpty();
    }

    @Test
    void aPreloadThatFailsChangesNothing() throws Exception {
        write("app.py", "raise RuntimeError('the catalogue is missing')\n");
        assertThatThrownBy(() -> engine.done(shop.recycle())).hasMessageContaining("before it was ready");
        awaitLine(shop.log(), "RuntimeError: the catalogue is missing");
        assertThat(shop.status().pid()).hasValue(before);
        assertThat(shop.status().cause()).startsWith("not recycled: ").contains("exit 1");
        assertThat(pids()).isEqualTo(workers);
        assertThat(outages.most).hasValue(0);
        assertAllRun();
    }

    @Test
    void aWorkerThatDiesFromTheNewCodeGoesBackToTheOld() throws Exception {
        write("app.py", "import os\nLOADED_BY = os.getpid()\n");
        assertThatThrownBy(() -> engine.done(shop.recycle())).hasMessageContaining("worker-1: exit 1");
        assertThat(shop.status().pid()).hasValue(before);
        assertAllRun();
        assertThat(pids()).hasSize(4);
        assertThat(workers.stream().filter(pid -> !isGone(pid))).hasSize(3);
        assertThat(lines(shop.services().get(0).log()))
                .anyMatch(line -> line.contains("AttributeError"))
                .filteredOn(line -> line.startsWith("version"))
                .last()
                .isEqualTo("version 1 loaded by " + before);
    }

    @Test
    void workersForkFromAWarmedUpOne() throws Exception {
        Service template = shop.services().get(1);
        long kept = template.status().pid().orElseThrow();
        engine.done(shop.refork(template));
        assertThat(template.status().pid()).hasValue(kept);
        assertThat(shop.status().pid()).hasValue(before);
        assertThat(pids()).hasSize(4).containsOnlyOnce(kept);
        assertThat(workers.stream().filter(pid -> !isGone(pid))).containsExactly(kept);
        assertThat(shop.status().generation().template().orElseThrow().worker()).isEqualTo("worker-2");
        assertAllRun();
        assertThat(lines(shop.log())).noneMatch(line -> line.contains("not its child"));
        engine.done(shop.services().get(0).stop());
        engine.done(shop.services().get(0).start());
        engine.done(shop.recycle());
        assertThat(shop.status().generation().template()).isEmpty();
        assertThat(isGone(kept)).isTrue();
    }

    @Test
    void aFileThatChangedIsToldUntilItIsLoadedAnew() throws Exception {
        write("app.py", "import os\nLOADED_BY = os.getpid()\nVERSION = 2  # changed\n");
        await().until(() -> shop.status().generation().stale().isPresent());
        assertThat(shop.status().generation().stale().orElseThrow().files()).anyMatch(file -> file.endsWith("/app.py"));
        engine.done(shop.recycle());
        assertThat(shop.status().generation().stale()).isEmpty();
        assertAllRun();
    }

    @Test
    void cancelledWhileItLoadsTheNewProcessIsGone() throws Exception {
        write("app.py", "import time, os\nprint('loading', os.getpid(), flush=True)\ntime.sleep(1000)\n");
        shop.recycle();
        awaitLine(shop.log(), "loading ");
        long loading = Long.parseLong(lines(shop.log()).stream()
                .filter(line -> line.startsWith("loading "))
                .findFirst()
                .orElseThrow()
                .substring("loading ".length()));
        engine.done(shop.cancelChangeover());
        assertThat(isGone(loading)).isTrue();
        assertThat(pids()).isEqualTo(workers);
        assertAllRun();
    }

    @Test
    void servicesWithoutAProxyAreRestartedOneByOneToo() throws Exception {
        List<Service> jobs =
                engine.done(engine.controller.addService(ServiceSpec.of("job", new Command.Text("exec sleep 1000"))
                        .withInstances(3)
                        .withRestart(QUICK)));
        for (Service job : jobs) {
            engine.done(job.start());
        }
        Outages fresh = new Outages();
        engine.controller.subscribe(fresh);
        Set<Long> old = jobs.stream().map(job -> job.status().pid().orElse(0)).collect(Collectors.toSet());
        engine.done(engine.controller
                .restartRolling(jobs.stream().map(Service::id).toList(), status -> {})
                .outcome());
        assertThat(jobs).noneMatch(job -> old.contains(job.status().pid().orElse(0)));
        assertThat(old).allMatch(this::isGone);
        assertThat(fresh.most).hasValue(1);
    }
}
