package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitState;
import static org.awaitility.Awaitility.await;

import controlfreak.figures.Group;
import controlfreak.figures.GroupFigures;
import controlfreak.figures.Roster;
import controlfreak.figures.Sampler;
import controlfreak.figures.Snapshot;
import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ServiceState;
import controlfreak.process.procfs.SystemFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A proxy with real workers, what the sampler tells of them, and what /proc tells of them at the same time. */
final class RealFigures implements AutoCloseable {
    static final double MB = 1 << 20;

    private final AtomicReference<Snapshot> last = new AtomicReference<>(Snapshot.NONE);
    final RealEngine engine;
    private final Sampler sampler;

    RealFigures(Path folder) {
        engine = new RealEngine(folder);
        sampler = new Sampler(
                () -> Roster.of(engine.controller),
                SystemFigures.ofProcesses(),
                SystemFigures.ofSockets(),
                Clock.systemUTC(),
                last::set);
        sampler.start();
    }

    Proxy start(String proxy, String worker, int instances) throws Exception {
        Proxy shop = engine.done(engine.controller.addProxy(ProxySpec.of("shop", new Command.Text(proxy))
                .withServices(
                        List.of(ServiceSpec.of("web", new Command.Text(worker)).withInstances(instances)))));
        shop.services().forEach(Service::start);
        shop.services().forEach(service -> awaitState(service, ServiceState.RUNNING));
        return shop;
    }

    void sampleNow() {
        sampler.sampleNow();
    }

    Snapshot last() {
        return last.get();
    }

    /** Figures that were read after everything came to rest. */
    GroupFigures sampled(Predicate<GroupFigures> wanted) {
        sampler.sampleNow();
        await().until(() -> wanted.test(shop()));
        Snapshot before = last.get();
        sampler.sampleNow();
        await().until(() ->
                last.get().memoryAt().filter(at -> at.isAfter(before.at())).isPresent());
        return shop();
    }

    private GroupFigures shop() {
        return last.get().groups().getOrDefault("shop", Group.EMPTY).figures();
    }

    /** The proxy, its workers, and those who help it. */
    static List<Long> pids(Proxy proxy) {
        ProcessHandle process =
                ProcessHandle.of(proxy.status().pid().orElseThrow()).orElseThrow();
        return Stream.concat(Stream.of(process), process.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    /** The sum of a field of smaps_rollup, in bytes. */
    static long sum(List<Long> pids, String field) throws IOException {
        long sum = 0;
        for (long pid : pids) {
            sum += Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
                    .filter(line -> line.startsWith(field + ":"))
                    .mapToLong(RealFigures::bytes)
                    .sum();
        }
        return sum;
    }

    /** What the archives of classes would take if each process had its own, less what they take, in bytes. */
    static long savedOfArchives(List<Long> pids) throws IOException {
        long saved = 0;
        for (long pid : pids) {
            boolean archive = false;
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps"))) {
                if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                    archive = line.matches(".*\\.(jsa|aot)");
                } else if (archive && line.startsWith("Rss:")) {
                    saved += bytes(line);
                } else if (archive && line.startsWith("Pss:")) {
                    saved -= bytes(line);
                }
            }
        }
        return saved;
    }

    private static long bytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }

    @Override
    public void close() throws Exception {
        sampler.close();
        engine.close();
    }
}
