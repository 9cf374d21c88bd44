package controlfreak.engine;

import controlfreak.log.RecordedLog;
import controlfreak.model.Command;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
    private final ProxyCondition condition;
    private final ProxySource services = new ProxySource(this);

    private ProxySpec spec;
    private Optional<GroupStop> ending = Optional.empty();
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private boolean leaving;
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
        this.condition = new ProxyCondition(spec.name(), parts.loop(), changed);
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
        return condition.status();
    }

    RecordedLog log() {
        return log;
    }

    /** Where its services get their processes. */
    ProxySource services() {
        return services;
    }

    ProxyState state() {
        return condition.state();
    }

    EngineParts parts() {
        return parts;
    }

    Wish wish() {
        return wish.get();
    }

    /** The conversation with its process, where one lives and takes commands. */
    Optional<ProxyLink> link() {
        return state() == ProxyState.STOPPING
                ? Optional.empty()
                : condition.process().map(ProxyProcess::link);
    }

    /** The restart that is due after a crash. */
    Optional<Retry> retry() {
        return condition.retry();
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
                state().isLive() ? Optional.of("The proxy " + spec.name() + " is running already.") : refusalToRun();
        if (refusal.isPresent()) {
            RefusedException.refuse(stage, refusal.get());
            return;
        }
        condition.await(
                stage,
                snapshot -> snapshot.state() == ProxyState.UP,
                snapshot -> !snapshot.state().isLive());
        retries = 0;
        launch();
    }

    void shutdown(CompletableFuture<ProxyStatus> stage) {
        if (!state().isLive() && retry().isEmpty()) {
            RefusedException.refuse(stage, "The proxy " + spec.name() + " is not running.");
            return;
        }
        condition.await(
                stage, snapshot -> snapshot.state() == ProxyState.DOWN && services.areAtRest(), snapshot -> false);
        services.stopAll();
        if (!state().isLive()) {
            timer.cancel();
            condition.willNotRetry();
            move(ProxyState.DOWN, "");
            return;
        }
        leaving = true;
        if (state() != ProxyState.STOPPING) {
            move(ProxyState.STOPPING, services.areAtRest() ? "" : "stopping its services");
        }
        leaveWhenServicesAreAtRest();
    }

    /** Ends it and its services with SIGKILL. */
    void kill(CompletableFuture<ProxyStatus> stage) {
        shutdown(stage);
        if (state() == ProxyState.STOPPING) {
            services.killAll();
            endProcess(true);
        }
    }

    /** Shuts it down and runs it again; services that were up come back with it. */
    void restart(CompletableFuture<ProxyStatus> stage) {
        if (!state().isLive()) {
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

    /** Nobody will hear of this proxy again. */
    void forget() {
        condition.forget();
    }

    // ---- what happens

    /** Starts its process, now; the services that wait for it are started with it. */
    void launch() {
        timer.cancel();
        condition.willNotRetry();
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
        condition.has(next);
        parts.journal().started("proxy " + spec.name(), next.identity());
        log.started("started, pid " + next.identity().pid());
        move(ProxyState.PRELOADING, "");
        services.proxyRuns(next.link());
    }

    /** One of its services is down: it may be time to follow. */
    void serviceIsDown() {
        leaveWhenServicesAreAtRest();
        leaveIfIdle();
        condition.tellWaiters();
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
        if (spec.auto() && idle && !leaving && (state() == ProxyState.UP || state() == ProxyState.PRELOADING)) {
            shutdown(new CompletableFuture<>());
        }
    }

    /** A service of it runs: whatever made it crash before is over. */
    void proved() {
        retries = 0;
    }

    private void endProcess(boolean atOnce) {
        if (condition.process().isEmpty()) {
            return;
        }
        ProxyProcess current = condition.process().get();
        boolean asked = ending.isPresent();
        GroupStop stop = ending.orElseGet(() -> groupStop(current.identity()));
        ending = Optional.of(stop);
        if (atOnce) {
            stop.kill();
        } else if (!asked) {
            stop.ask(PATIENCE, current::askToEnd);
            move(ProxyState.STOPPING, "");
        }
    }

    private GroupStop groupStop(ProcessIdentity leader) {
        return new GroupStop(parts.loop(), parts.table(), leader, () -> {}, this::hasStopped);
    }

    /** A process of it has ended and was reaped. */
    void exited(ProxyProcess reporter) {
        if (isStale(reporter)) {
            return;
        }
        reporter.exit().ifPresent(condition::exited);
        log.ended(reporter.end());
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
        ProxyProcess last = condition.process().orElseThrow();
        condition.hasNothing();
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
            condition.willRetry(
                    new Retry(retries, MAX_RETRIES, parts.loop().now().plus(delay)));
            timer = parts.loop().delay(delay, this::comeBack);
        }
        move(ProxyState.FAIL, revive && retry().isEmpty() ? Causes.gaveUp(reason, MAX_RETRIES) : reason);
        services.proxyCrashed("proxy stopped: " + reason);
    }

    private void comeBack() {
        condition.willNotRetry();
        if (services.wantRevival()) {
            condition.isRestarted();
            launch();
        }
    }

    /** A process of it has said something sensible. */
    void works(ProxyProcess reporter) {
        if (state() == ProxyState.PRELOADING && !isStale(reporter)) {
            move(ProxyState.UP, "");
        }
    }

    private boolean isStale(ProxyProcess reporter) {
        return condition.process().filter(current -> current == reporter).isEmpty();
    }

    private void move(ProxyState next, String why) {
        condition.move(next, why);
        services.showWaits();
    }
}
