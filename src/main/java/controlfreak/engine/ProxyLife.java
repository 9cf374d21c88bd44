package controlfreak.engine;

import controlfreak.log.RecordedLog;
import controlfreak.model.Command;
import controlfreak.model.ExitStatus;
import controlfreak.model.ProxySpec;
import controlfreak.model.ProxyState;
import controlfreak.model.ProxyStatus;
import controlfreak.model.RestartPolicy;
import controlfreak.model.Retry;
import controlfreak.process.ChildStream;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.ProcessIdentity;
import controlfreak.protocol.ProxyVariables;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The states of one proxy and what moves it from one to the next. Engine thread only, but for {@link #status()}. */
final class ProxyLife {
    /** A proxy may give its children two seconds of grace before it ends itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int MAX_RETRIES = RestartPolicy.DEFAULT.maxRetries();

    private final EngineParts parts;
    private final Environments environments;
    private final Supplier<Wish> wish;
    private final RecordedLog log;
    private final Consumer<ProxyStatus> changed;
    private final ProxySource services = new ProxySource(this);
    private final Waiters<ProxyStatus> waiters = new Waiters<>();

    private ProxySpec spec;
    private volatile ProxyStatus status;

    private ProxyState state = ProxyState.DOWN;
    private Instant since;
    private String cause = "";
    private Optional<ProxyProcess> process = Optional.empty();
    private Optional<GroupStop> ending = Optional.empty();
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<ExitStatus> lastExit = Optional.empty();
    private Optional<Retry> retry = Optional.empty();
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private boolean leaving;
    private int restarts;
    private int retries;

    ProxyLife(
            ProxySpec spec,
            EngineParts parts,
            Environments environments,
            Supplier<Wish> wish,
            Consumer<ProxyStatus> changed) {
        this.spec = spec;
        this.parts = parts;
        this.environments = environments;
        this.wish = wish;
        this.log = parts.logs().proxy(spec.name());
        this.changed = changed;
        since = parts.loop().now();
        status = ProxyStatus.initial(spec.name(), since);
    }

    ProxySpec spec() {
        return spec;
    }

    /** New settings; they hold from the next run. */
    void respec(ProxySpec newSpec) {
        spec = newSpec;
    }

    /** The latest snapshot. Any thread. */
    ProxyStatus status() {
        return status;
    }

    RecordedLog log() {
        return log;
    }

    /** Where its services get their processes. */
    ProxySource services() {
        return services;
    }

    ProxyState state() {
        return state;
    }

    EngineParts parts() {
        return parts;
    }

    Wish wish() {
        return wish.get();
    }

    /** The conversation with its process, where one lives and takes commands. */
    Optional<ProxyLink> link() {
        return state == ProxyState.STOPPING ? Optional.empty() : process.map(ProxyProcess::link);
    }

    /** The restart that is due after a crash. */
    Optional<Retry> retry() {
        return retry;
    }

    /** Why it cannot be run, in a sentence for people. */
    Optional<String> refusalToRun() {
        return spec.command().isPresent()
                ? Optional.empty()
                : Optional.of("The proxy " + spec.name() + " has no command. Give it one in its settings.");
    }

    // ---- what an operator asks for

    void run(CompletableFuture<ProxyStatus> stage) {
        Optional<String> refusal =
                state.isLive() ? Optional.of("The proxy " + spec.name() + " is running already.") : refusalToRun();
        if (refusal.isPresent()) {
            refuse(stage, refusal.get());
            return;
        }
        waiters.add(
                stage,
                snapshot -> snapshot.state() == ProxyState.UP,
                snapshot -> !snapshot.state().isLive());
        retries = 0;
        launch();
    }

    void shutdown(CompletableFuture<ProxyStatus> stage) {
        if (!state.isLive() && retry.isEmpty()) {
            refuse(stage, "The proxy " + spec.name() + " is not running.");
            return;
        }
        waiters.add(stage, snapshot -> snapshot.state() == ProxyState.DOWN && services.areAtRest(), snapshot -> false);
        services.stopAll();
        if (!state.isLive()) {
            timer.cancel();
            retry = Optional.empty();
            move(ProxyState.DOWN, "");
            return;
        }
        leaving = true;
        if (state != ProxyState.STOPPING) {
            move(ProxyState.STOPPING, services.areAtRest() ? "" : "stopping its services");
        }
        leaveWhenServicesAreAtRest();
    }

    /** Ends it and its services with SIGKILL. */
    void kill(CompletableFuture<ProxyStatus> stage) {
        shutdown(stage);
        if (state == ProxyState.STOPPING) {
            services.killAll();
            endProcess(true);
        }
    }

    /** Shuts it down and runs it again; services that were up come back with it. */
    void restart(CompletableFuture<ProxyStatus> stage) {
        if (!state.isLive()) {
            run(stage);
            return;
        }
        Runnable startAgain = services.startAgain();
        CompletableFuture<ProxyStatus> down = new CompletableFuture<>();
        down.thenRun(() -> parts.loop().run(() -> {
            run(stage);
            startAgain.run();
        }));
        shutdown(down);
    }

    private static void refuse(CompletableFuture<?> stage, String reason) {
        stage.completeExceptionally(new RefusedException(reason));
    }

    /** Nobody will hear of this proxy again. */
    void forget() {
        waiters.refuseAll("The proxy " + spec.name() + " was removed.");
    }

    // ---- what happens

    /** Starts its process, now; the services that wait for it are started with it. */
    void launch() {
        timer.cancel();
        retry = Optional.empty();
        Command command = spec.command().orElseThrow();
        Map<String, String> environment =
                environments.ofProxy(wish.get().env(), spec).values();
        Map<String, String> withPipes = new HashMap<>(environment);
        ProxyVariables.of(
                        ChildStream.COMMAND.descriptor(), ChildStream.STATUS.descriptor(), ChildStream.LOG.descriptor())
                .applyTo(withPipes);
        ProxyProcess next = new ProxyProcess(parts, this, environment);
        try {
            next.launch(
                    new LaunchRequest(Words.of(command), withPipes, wish.get().folder(spec.cwd()), true, true, true));
        } catch (LaunchException e) {
            crashed(e.getMessage());
            return;
        }
        process = Optional.of(next);
        startedAt = Optional.of(next.startedAt());
        parts.journal().started("proxy " + spec.name(), next.identity());
        log.note("started, pid " + next.identity().pid());
        move(ProxyState.PRELOADING, "");
        services.proxyRuns(next.link());
    }

    /** One of its services is down: it may be time to follow. */
    void serviceIsDown() {
        leaveWhenServicesAreAtRest();
        leaveIfIdle();
        tellWaiters();
    }

    /** Ends its process once no service of its own is left that could be lost. */
    private void leaveWhenServicesAreAtRest() {
        if (leaving && services.areAtRest()) {
            endProcess(false);
        }
    }

    /** An auto proxy leaves with its last service. */
    private void leaveIfIdle() {
        boolean idle = services.areAllDown() && services.haveRun();
        if (spec.auto() && idle && !leaving && (state == ProxyState.UP || state == ProxyState.PRELOADING)) {
            shutdown(new CompletableFuture<>());
        }
    }

    /** A service of it runs: whatever made it crash before is over. */
    void proved() {
        retries = 0;
    }

    private void endProcess(boolean atOnce) {
        if (process.isEmpty()) {
            return;
        }
        ProxyProcess current = process.get();
        if (ending.isEmpty()) {
            GroupStop stop = groupStop(current.identity());
            ending = Optional.of(stop);
            if (!atOnce) {
                cause = "";
                stop.ask(PATIENCE, current::askToEnd);
                publish();
            }
        }
        if (atOnce) {
            ending.ifPresent(GroupStop::kill);
        }
    }

    private GroupStop groupStop(ProcessIdentity leader) {
        return new GroupStop(parts.loop(), parts.table(), leader, this::publish, this::hasStopped);
    }

    /** A process of it has ended and was reaped. */
    void exited(ProxyProcess reporter) {
        if (process.filter(current -> current == reporter).isEmpty()) {
            return;
        }
        lastExit = reporter.exit();
        log.note(reporter.end());
        if (ending.isPresent()) {
            ending.get().leaderExited();
        } else if (parts.table().groupLives(reporter.identity())) {
            GroupStop stop = groupStop(reporter.identity());
            ending = Optional.of(stop);
            move(ProxyState.STOPPING, reporter.end() + "; ending what it left behind");
            stop.askRest(PATIENCE);
        } else {
            hasStopped();
        }
    }

    /** ControlFreak's {@code has_stopped}: an exit cleans up once, whatever noticed it first. */
    private void hasStopped() {
        ProxyProcess last = process.orElseThrow();
        process = Optional.empty();
        ending = Optional.empty();
        parts.journal().ended(last.identity());
        if (leaving) {
            leaving = false;
            last.link().orphanAll("proxy stopped");
            move(ProxyState.DOWN, "");
            services.proxyIsDown();
        } else {
            crashed(last.end());
            last.link().orphanAll("proxy stopped: " + last.end());
        }
    }

    /** It ended, or did not start, without being asked to end. */
    private void crashed(String reason) {
        boolean revive = services.wantRevival();
        if (revive && retries < MAX_RETRIES) {
            retries++;
            Duration delay = Backoff.delay(retries, parts.random());
            retry = Optional.of(
                    new Retry(retries, MAX_RETRIES, parts.loop().now().plus(delay)));
            timer = parts.loop().delay(delay, this::comeBack);
        }
        move(ProxyState.FAIL, revive && retry.isEmpty() ? Causes.gaveUp(reason, MAX_RETRIES) : reason);
        services.proxyCrashed("proxy stopped: " + reason);
    }

    private void comeBack() {
        retry = Optional.empty();
        if (services.wantRevival()) {
            restarts++;
            launch();
        } else {
            publish();
        }
    }

    /** A process of it has said something sensible. */
    void works(ProxyProcess reporter) {
        if (state == ProxyState.PRELOADING
                && process.filter(current -> current == reporter).isPresent()) {
            move(ProxyState.UP, "");
        }
    }

    private void move(ProxyState next, String why) {
        if (!state.mayBecome(next) && state != next) {
            throw new IllegalStateException("The proxy " + spec.name() + " cannot become " + next + " from " + state);
        }
        state = next;
        since = parts.loop().now();
        cause = why;
        publish();
        services.showWaits();
    }

    private void publish() {
        status = new ProxyStatus(
                spec.name(),
                state,
                since,
                process.map(current -> OptionalLong.of(current.identity().pid()))
                        .orElse(OptionalLong.empty()),
                startedAt,
                restarts,
                lastExit,
                cause,
                retry,
                process.flatMap(ProxyProcess::ready),
                process.map(ProxyProcess::environment));
        changed.accept(status);
        tellWaiters();
    }

    private void tellWaiters() {
        waiters.tell(status, Causes.sentence("The proxy " + spec.name(), cause));
    }
}
