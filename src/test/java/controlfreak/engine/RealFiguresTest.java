package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import controlfreak.figures.Group;
import controlfreak.figures.GroupFigures;
import controlfreak.figures.Ports;
import controlfreak.figures.Reading;
import controlfreak.figures.Roster;
import controlfreak.figures.Sampler;
import controlfreak.figures.Snapshot;
import controlfreak.figures.Subject;
import controlfreak.figures.WhatIf;
import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.ServiceState;
import controlfreak.process.ListeningSockets;
import controlfreak.process.ProcessFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Figures of real processes, against what /proc says of them at the same time. */
@EnabledOnOs(OS.LINUX)
class RealFiguresTest {
    private static final double MB = 1 << 20;
    private static final Percentage CLOSE = Percentage.withPercentage(5);

    @TempDir
    Path folder;

    private final AtomicReference<Snapshot> last = new AtomicReference<>(Snapshot.NONE);
    private RealEngine engine;
    private Sampler sampler;

    @BeforeEach
    void setUp() throws Exception {
        Files.writeString(
                folder.resolve("app.py"),
                "kept = bytearray(50 << 20)\nfor i in range(0, len(kept), 4096):\n    kept[i] = 1\n");
        Files.writeString(
                folder.resolve("calm.py"), "import time, app\nprint('ready', flush=True)\ntime.sleep(1000)\n");
        Files.writeString(
                folder.resolve("greedy.py"),
                "import time, app\nfor i in range(0, 10 << 20, 4096):\n    app.kept[i] = 2\nown = bytearray(b'x') * (7 << 20)\n"
                        + "print('ready', flush=True)\ntime.sleep(1000)\n");
        engine = new RealEngine(folder);
        sampler = new Sampler(
                () -> Roster.of(engine.controller),
                ProcessFigures.ofThisSystem(),
                ListeningSockets.ofThisSystem(),
                last::set);
        sampler.start();
    }

    @AfterEach
    void tearDown() throws Exception {
        sampler.close();
        engine.close();
    }

    private Proxy start(String worker, int instances) throws Exception {
        Proxy shop = engine.done(engine.controller.addProxy(
                ProxySpec.of("shop", new Command.Text("cfk-share-mem-proxy.py --preload app"))
                        .withServices(List.of(
                                ServiceSpec.of("web", new Command.Text(worker)).withInstances(instances)))));
        shop.services().forEach(Service::start);
        shop.services().forEach(service -> awaitState(service, ServiceState.RUNNING));
        return shop;
    }

    /** Figures that were read after everything came to rest. */
    private Snapshot sampled(Predicate<Snapshot> wanted) {
        sampler.sampleNow();
        await().atMost(RealEngine.PATIENCE).until(() -> wanted.test(last.get()));
        Snapshot before = last.get();
        sampler.sampleNow();
        await().atMost(RealEngine.PATIENCE)
                .until(() -> last.get()
                        .memoryAt()
                        .filter(at -> at.isAfter(before.at()))
                        .isPresent());
        return last.get();
    }

    private static GroupFigures shop(Snapshot snapshot) {
        return snapshot.groups().getOrDefault("shop", Group.EMPTY).figures();
    }

    private static long sum(List<Long> pids, String field) throws IOException {
        long sum = 0;
        for (long pid : pids) {
            sum += Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
                    .filter(line -> line.startsWith(field + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        }
        return sum;
    }

    private static List<Long> pids(Proxy proxy) {
        return Stream.concat(
                        Stream.of(proxy.status().pid().orElseThrow()),
                        proxy.services().stream()
                                .map(service -> service.status().pid().orElseThrow()))
                .toList();
    }

    @Test
    void tellWhatSharingSaves() throws Exception {
        Proxy proxy = start("calm.py", 4);
        proxy.services().forEach(service -> awaitLine(service.log(), "ready"));
        GroupFigures figures = shop(sampled(snapshot -> shop(snapshot).workers().size() == 4));
        List<Long> pids = pids(proxy);
        assertThat(figures.saved().orElseThrow() / MB)
                .isCloseTo((sum(pids, "Anonymous") - sum(pids, "Pss_Anon")) / MB, CLOSE)
                .isGreaterThan(200);
        assertThat(figures.total() / MB).isCloseTo(sum(pids, "Pss") / MB, CLOSE);
        assertThat(figures.rss() / MB).isCloseTo(sum(pids, "Rss") / MB, CLOSE);
        assertThat(figures.lost() / MB).isLessThan(15);
    }

    @Test
    void tellCopiesFromNewMemoryAndForetellAnotherSize() throws Exception {
        Proxy proxy = start("greedy.py", 2);
        proxy.services().forEach(service -> awaitLine(service.log(), "ready"));
        GroupFigures two = shop(sampled(snapshot -> shop(snapshot).workers().size() == 2));
        assertThat(two.workers()).allSatisfy(worker -> {
            assertThat(worker.memory().own() / MB).isGreaterThan(17);
            assertThat(worker.copied() / MB)
                    .as("10 MB of the preload, and what Python counts")
                    .isBetween(9.5, 14.0);
        });
        WhatIf four = WhatIf.of(two, "web", 4).orElseThrow();

        engine.done(engine.controller.destroyService(new ServiceId("web", 1)));
        engine.done(proxy.addService(
                ServiceSpec.of("web", new Command.Text("greedy.py")).withInstances(4)));
        proxy.services().forEach(Service::start);
        proxy.services().forEach(service -> awaitLine(service.log(), "ready"));
        GroupFigures now = shop(sampled(snapshot -> shop(snapshot).workers().size() == 4));
        assertThat(four.shared() / MB).isCloseTo(now.total() / MB, Percentage.withPercentage(10));
    }

    @Test
    void tellThatAProgramOfItsOwnSharesNothing() throws Exception {
        Files.writeString(folder.resolve("other.py"), "import os\nos.execvp('sleep', ['sleep', '1000'])\n");
        start("other.py", 2);
        GroupFigures figures = shop(sampled(snapshot -> shop(snapshot).workers().size() == 2
                && shop(snapshot).workers().stream()
                        .allMatch(worker -> worker.memory().rss() < 20 * MB)));
        assertThat(figures.workers()).noneMatch(GroupFigures.Worker::shares);
        assertThat(figures.saved().orElseThrow() / MB).isCloseTo(0, within(0.5));
        assertThat(figures.lost()).isZero();
    }

    @Test
    void tellTheUseOfCpu() throws Exception {
        Service busy = engine.done(engine.controller.addService(
                        ServiceSpec.of("busy", new Command.Text("exec sh -c 'while :; do :; done'"))))
                .get(0);
        engine.done(busy.start());
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            Reading reading = last.get().readings().get(new Subject.OfService(busy.id()));
            return reading != null
                    && reading.cpu().orElse(0) > 0.2
                    && reading.cpu().orElse(0) < 1.1;
        });
        engine.done(busy.stop());
        await().atMost(Duration.ofSeconds(10)).until(() -> last.get().readings().isEmpty());
    }

    @Test
    void findsThePortOfAServiceThatAShellLeads() throws Exception {
        Files.writeString(
                folder.resolve("listen.py"),
                "import socket, time\ns = socket.create_server(('127.0.0.1', 0))\n"
                        + "print('port', s.getsockname()[1], flush=True)\ntime.sleep(1000)\n");
        Service web = engine.done(engine.controller.addService(
                        ServiceSpec.of("web", new Command.Text("python3 listen.py; echo over"))))
                .get(0);
        engine.done(web.start());
        awaitLine(web.log(), "port ");
        int port = RealEngine.lines(web.log()).stream()
                .filter(line -> line.startsWith("port "))
                .mapToInt(line -> Integer.parseInt(line.substring("port ".length())))
                .findFirst()
                .orElseThrow();
        sampler.sampleNow();
        await().atMost(RealEngine.PATIENCE)
                .until(
                        () -> last.get().ports().get(new Subject.OfService(web.id())),
                        new Ports(true, List.of(port))::equals);
    }
}
