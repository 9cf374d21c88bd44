package controlfreak.chaos;

import controlfreak.engine.Proxy;
import controlfreak.engine.RealEngine;
import controlfreak.engine.Service;
import controlfreak.model.Signal;
import controlfreak.model.Workspace;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import controlfreak.testing.SetClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;

/** Does at random what goes wrong, and what an operator does meanwhile. */
final class Mischief {
    private static final Duration LONGEST = Duration.ofMillis(900);

    private record Paused(ProcessIdentity process, Instant until) {}

    private record Wish(Fault what, Object whom, CompletableFuture<?> end) {}

    private final RealEngine engine;
    private final Path folder;
    private final Disk disk;
    private final SetClock clock;
    private final Path state;
    private final Random random;
    private final Workspace workspace;
    private final List<Paused> paused = new ArrayList<>();
    private final List<Wish> asked = new ArrayList<>();
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);

    /**
     * @param workspace what the engine runs
     * @param state where its run journal is
     */
    Mischief(
            RealEngine engine, Path folder, Workspace workspace, Disk disk, SetClock clock, Path state, Random random) {
        this.engine = engine;
        this.folder = folder;
        this.workspace = workspace;
        this.disk = disk;
        this.clock = clock;
        this.state = state;
        this.random = random;
    }

    /** Goes on until that moment, and leaves nobody paused. */
    void until(Instant end) throws IOException {
        while (Instant.now().isBefore(end)) {
            Fault fault = any();
            if (commits(fault)) {
                done.merge(fault, 1, Integer::sum);
            }
            LockSupport.parkNanos(Duration.ofMillis(20 + random.nextInt(200)).toNanos());
            wake(Instant.now());
        }
        wake(Instant.MAX);
    }

    private Fault any() {
        int number =
                random.nextInt(Stream.of(Fault.values()).mapToInt(Fault::weight).sum());
        for (Fault fault : Fault.values()) {
            number -= fault.weight();
            if (number < 0) {
                return fault;
            }
        }
        throw new AssertionError("No fault is left.");
    }

    private boolean commits(Fault fault) throws IOException {
        return switch (fault) {
            case KILL_SERVICE -> signal(service().status().pid(), Signal.KILL).isPresent();
            case KILL_PROXY -> signal(proxy().status().pid(), Signal.KILL).isPresent();
            case PAUSE_SERVICE -> pause(service().status().pid());
            case PAUSE_PROXY -> pause(proxy().status().pid());
            case FLOOD -> ask(fault, service(), one -> one.signal(Signal.USR1));
            case FULL_DISK -> disk.isFullFor(time());
            case HUNG_DISK -> hang();
            case CLOCK -> setsClock();
            case NO_STATE_FOLDER -> takesStateAway();
            case EDIT -> ask(fault, engine.controller, one -> one.apply(edited(), folder));
            case STOP -> ask(fault, service(), Service::stop);
            case START -> startAll();
            case RESTART -> ask(fault, service(), Service::restart);
            case RESTART_PROXY -> ask(fault, proxy(), Proxy::restart);
            case RECYCLE -> ask(fault, proxy(), Proxy::recycle);
        };
    }

    private <T> boolean ask(Fault what, T whom, Function<T, CompletionStage<?>> verb) {
        Object name = whom instanceof Service service ? service.id() : whom instanceof Proxy proxy ? proxy.name() : "";
        asked.add(new Wish(what, name, verb.apply(whom).toCompletableFuture()));
        return true;
    }

    boolean startAll() {
        engine.controller
                .start(engine.controller.services().stream()
                        .filter(service -> !service.status().state().isUp())
                        .map(Service::id)
                        .toList())
                .forEach((id, stage) -> asked.add(new Wish(Fault.START, id, stage.toCompletableFuture())));
        return true;
    }

    private Service service() {
        List<Service> all = engine.controller.services();
        return all.get(random.nextInt(all.size()));
    }

    private Proxy proxy() {
        List<Proxy> all = engine.controller.proxies();
        return all.get(random.nextInt(all.size()));
    }

    private Duration time() {
        return Duration.ofMillis(random.nextInt((int) LONGEST.toMillis()));
    }

    private Optional<ProcessIdentity> signal(OptionalLong pid, Signal signal) {
        Optional<ProcessIdentity> process = pid.stream()
                .mapToObj(engine.table::facts)
                .flatMap(Optional::stream)
                .map(ProcessTable.Facts::identity)
                .findFirst();
        process.ifPresent(it -> engine.table.signal(it, signal));
        return process;
    }

    private boolean pause(OptionalLong pid) {
        Optional<ProcessIdentity> process = signal(pid, Signal.STOP);
        process.ifPresent(it -> paused.add(new Paused(it, Instant.now().plus(time()))));
        return process.isPresent();
    }

    private void wake(Instant now) {
        for (Iterator<Paused> all = paused.iterator(); all.hasNext(); ) {
            Paused one = all.next();
            if (!one.until().isAfter(now)) {
                engine.table.signal(one.process(), Signal.CONT);
                all.remove();
            }
        }
    }

    private boolean hang() {
        long nanos = time().toNanos();
        engine.occupyDisk(() -> LockSupport.parkNanos(nanos));
        return true;
    }

    private boolean setsClock() {
        clock.set(Duration.ofHours(random.nextInt(-1000, 1000)));
        return true;
    }

    private boolean takesStateAway() throws IOException {
        if (!Files.exists(state)) {
            return false;
        }
        Path away = Files.createTempDirectory(state.getParent(), "away");
        Files.move(state, away.resolve("state"));
        engine.controller.lookAtJournal();
        return true;
    }

    private Workspace edited() {
        return random.nextBoolean()
                ? workspace
                : workspace.withService(Optional.empty(), Writers.another(random.nextInt(3)));
    }

    /** What was asked for and has neither been done nor refused. */
    List<String> unanswered() {
        return asked.stream()
                .filter(wish -> !wish.end().isDone())
                .map(wish -> wish.what() + " " + wish.whom())
                .toList();
    }

    /** How often each was done. */
    Map<Fault, Integer> done() {
        return done;
    }
}
