package controlfreak.chaos;

import static org.awaitility.Awaitility.await;

import controlfreak.engine.RealEngine;
import controlfreak.engine.Service;
import controlfreak.engine.StatusListener;
import controlfreak.log.LogLimits;
import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceId;
import controlfreak.model.Signal;
import controlfreak.model.Workspace;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.testing.Patience;
import controlfreak.testing.SetClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Runs real services under four proxies and without one, does to them what can go wrong, at random, and prints what came
 * of it. Run it by {@code src/bench/chaos}.
 */
public final class Chaos {
    private static final int LOOKS = 25;

    private final List<String> problems = new ArrayList<>();
    private final Path folder;
    private final int each;
    private final long seed;

    private Chaos(Path folder, int each, long seed) {
        this.folder = folder;
        this.each = each;
        this.seed = seed;
    }

    /** @param arguments for how many seconds, how many services under each proxy and without, and a seed */
    public static void main(String[] arguments) throws Exception {
        new Patience().beforeAll(null);
        Path folder = Files.createTempDirectory("chaos").toRealPath();
        boolean isGood;
        try {
            Chaos chaos = new Chaos(
                    folder,
                    Integer.parseInt(arguments[1]),
                    arguments.length > 2 ? Long.parseLong(arguments[2]) : new Random().nextInt(1_000_000));
            chaos.run(Duration.ofSeconds(Long.parseLong(arguments[0])));
            chaos.problems.forEach(problem -> System.out.println("PROBLEM: " + problem));
            isGood = chaos.problems.isEmpty();
        } finally {
            new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
        }
        System.exit(isGood ? 0 : 1);
    }

    private void run(Duration time) throws Exception {
        Path notes = Files.createDirectory(folder.resolve("notes"));
        Ledger ledger = new Ledger(notes);
        Workspace workspace = new Writers(notes).workspace(each);
        LogLimits limits = new LogLimits(1_000, 1 << 20, 64 << 20, 1L << 40, 1);
        SetClock clock = new SetClock();
        try (Disk disk = new Disk(folder.resolve("logs"));
                RealEngine engine = new RealEngine(folder, disk.folder(), limits, clock)) {
            engine.controller.subscribe(new Kills(ledger));
            engine.done(engine.controller.apply(workspace, notes));
            Mischief mischief =
                    new Mischief(engine, notes, workspace, disk, clock, folder.resolve("state"), new Random(seed));
            runAll(engine, mischief);
            engine.done(engine.controller.stopAll());
            engine.done(engine.controller.apply(Workspace.EMPTY, notes));
            Vitals before = Vitals.now();
            engine.done(engine.controller.apply(workspace, notes));
            runAll(engine, mischief);
            mischief.until(Instant.now().plus(time));
            engine.done(engine.controller.apply(workspace, notes));
            runAll(engine, mischief);
            engine.done(engine.controller.stopAll());
            require(mischief.unanswered().isEmpty(), "neither fulfilled nor refused: " + mischief.unanswered());
            engine.flushLogs();
            require(alive(notes).isEmpty(), "orphans: " + alive(notes));
            require(engine.leftovers().isEmpty(), "left over: " + engine.leftovers());
            require(!Files.exists(notes.resolve("twice")), "a service had two processes at once");
            ledger.count(engine);
            problems.addAll(ledger.problems());
            print(engine, mischief, ledger);
            engine.done(engine.controller.apply(Workspace.EMPTY, notes));
            compare(before);
        }
    }

    private void runAll(RealEngine engine, Mischief mischief) {
        try {
            await().pollInterval(Duration.ofMillis(200)).until(() -> {
                mischief.startAll();
                return engine.controller.services().stream()
                        .allMatch(service -> service.status().state() == ServiceState.RUNNING);
            });
        } catch (ConditionTimeoutException never) {
            engine.controller.services().stream()
                    .map(Service::status)
                    .filter(status -> status.state() != ServiceState.RUNNING)
                    .forEach(status ->
                            problems.add(status.id() + " does not run: " + status.state() + " " + status.cause()));
        }
    }

    private void require(boolean isSo, String problem) {
        if (!isSo) {
            problems.add(problem);
        }
    }

    private static List<Long> alive(Path notes) throws IOException {
        String variable = Writers.VARIABLE + "=" + notes + "\0";
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("\\d+"))
                    .filter(process -> variables(process).contains(variable))
                    .map(path -> Long.parseLong(path.getFileName().toString()))
                    .toList();
        }
    }

    private static String variables(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    private void print(RealEngine engine, Mischief mischief, Ledger ledger) throws IOException {
        System.out.printf(
                "%d services, seed %d: %,d processes started and ended%n",
                engine.controller.services().size(), seed, ledger.processes());
        System.out.println(mischief.done());
        System.out.println(ledger);
    }

    private void compare(Vitals before) throws Exception {
        Vitals after = Vitals.now();
        for (int look = 0; look < LOOKS && !after.isNoMoreThan(before); look++) {
            // What has ended is let go of a little later.
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            after = Vitals.now();
        }
        System.out.printf("before: %s%nafter:  %s%n", before, after);
        require(after.isNoMoreThan(before), "there are more threads, descriptors or memory than at the start");
    }

    /** Hears of each proxy that was killed. Engine thread only. */
    private static final class Kills implements StatusListener {
        private final Ledger ledger;
        private final Map<String, OptionalLong> pids = new HashMap<>();

        Kills(Ledger ledger) {
            this.ledger = ledger;
        }

        @Override
        public void proxyChanged(ProxyStatus status) {
            OptionalLong before = pids.getOrDefault(status.name(), OptionalLong.empty());
            pids.put(status.name(), status.pid());
            boolean isKilled = status.lastExit().equals(Optional.of(ExitStatus.killedBy(Signal.KILL)));
            if (before.isPresent() && !before.equals(status.pid()) && isKilled) {
                ledger.proxyWasKilled(status.name());
            }
        }

        @Override
        public void serviceChanged(ServiceStatus status) {}

        @Override
        public void serviceRemoved(ServiceId id) {}

        @Override
        public void proxyRemoved(String name) {}
    }
}
