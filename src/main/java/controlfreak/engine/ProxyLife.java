package controlfreak.engine;

import controlfreak.log.RecordedLog;
import controlfreak.model.ProxySpec;
import controlfreak.model.ProxyState;
import controlfreak.model.ProxyStatus;
import controlfreak.model.Retry;
import controlfreak.process.LaunchException;
import controlfreak.protocol.ProxyMessage;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The states of one proxy and what moves it from one to the next. Engine thread only, but for {@link #status()}. */
final class ProxyLife {
    private final EngineParts parts;
    private final Supplier<Wish> wish;
    private final RecordedLog log;
    private final ProxyCondition condition;
    private final CrashRetries retries;
    private final ProxySource services = new ProxySource(this);
    private final Generations generations;
    private final Changeovers changeovers;

    private ProxySpec spec;
    private boolean leaving;

    ProxyLife(
            ProxySpec spec,
            EngineParts parts,
            Environments environments,
            Supplier<Wish> wish,
            Consumer<ProxyStatus> changed) {
        this.spec = spec;
        this.parts = parts;
        this.wish = wish;
        this.log = parts.logs().proxy(spec.name());
        this.condition = new ProxyCondition(spec.name(), parts.loop(), changed);
        this.retries = new CrashRetries(parts, condition, this::comeBack);
        this.generations = new Generations(parts, environments, this);
        this.changeovers = new Changeovers(this, generations, condition);
    }

    ProxySpec spec() {
        return spec;
    }

    /** New settings; they hold from the next process. */
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

    /** What it is replaced by, and forks from. */
    Changeovers changeovers() {
        return changeovers;
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

    /** What a sentence about it begins with. */
    String subject() {
        return "The proxy " + spec.name();
    }

    /** The process that takes the starts, where one lives. */
    Optional<ProxyProcess> process() {
        return condition.process();
    }

    /** The conversation with the process that takes the starts, where one lives and takes commands. */
    Optional<ProxyLink> link() {
        return process().filter(process -> state() != ProxyState.STOPPING).map(ProxyProcess::link);
    }

    /** The conversation with the process that was asked for a service's, where that takes commands. */
    Optional<ProxyLink> linkOf(ServiceRun run) {
        return state() == ProxyState.STOPPING ? Optional.empty() : generations.linkOf(run);
    }

    /** The restart that is due after a crash. */
    Optional<Retry> retry() {
        return condition.retry();
    }

    /** Whether a process of it is left, or due. */
    boolean isToBeEnded() {
        return state().isLive() || retry().isPresent() || !generations.areGone();
    }

    /** Why it cannot be run, in a sentence for people. */
    Optional<String> refusalToRun() {
        return spec.command().isPresent()
                ? Optional.empty()
                : Optional.of(subject() + " has no command. Give it one in its settings.");
    }

    // ---- what an operator asks for

    void run(CompletableFuture<ProxyStatus> stage) {
        Optional<String> refusal = state().isLive() ? Optional.of(subject() + " is running already.") : refusalToRun();
        if (refusal.isPresent()) {
            RefusedException.refuse(stage, refusal.get());
            return;
        }
        awaitUp(stage);
        retries.forget();
        launch();
    }

    /** Completes the stage once it is up; fails it where it ends before. */
    void awaitUp(CompletableFuture<ProxyStatus> stage) {
        condition.await(
                stage,
                snapshot -> snapshot.state() == ProxyState.UP,
                snapshot -> !snapshot.state().isLive());
    }

    void shutdown(CompletableFuture<ProxyStatus> stage) {
        if (!isToBeEnded()) {
            RefusedException.refuse(stage, subject() + " is not running.");
            return;
        }
        condition.await(
                stage,
                snapshot -> snapshot.state() == ProxyState.DOWN && services.areAtRest() && generations.areGone(),
                snapshot -> false);
        changeovers.abandon(subject() + " was shut down.");
        services.stopAll();
        if (state().isLive()) {
            leaving = true;
            move(ProxyState.STOPPING, services.areAtRest() ? "" : "stopping its services");
            leaveWhenServicesAreAtRest();
        } else {
            retries.cancel();
            move(ProxyState.DOWN, "");
        }
    }

    /** Ends it and its services with SIGKILL. */
    void kill(CompletableFuture<ProxyStatus> stage) {
        shutdown(stage);
        if (state() == ProxyState.STOPPING) {
            services.killAll();
        }
        generations.endAll(true);
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
        retries.cancel();
        ProxyProcess next;
        log.holdBack();
        try {
            next = generations.launch();
            log.started("started, pid " + next.identity().pid());
        } catch (LaunchException e) {
            crashed(e.getMessage());
            return;
        } finally {
            log.letGo();
        }
        condition.has(next);
        move(ProxyState.PRELOADING, "");
        services.proxyRuns(next.link());
    }

    /** One of its services runs: whatever made it crash before is over. */
    void serviceIsUp() {
        retries.forget();
        changeovers.tell(Changeover::serviceHasSettled);
    }

    /** One of its services is down: it may be time to follow. */
    void serviceIsDown() {
        changeovers.tell(Changeover::serviceHasSettled);
        leaveWhenServicesAreAtRest();
        leaveIfIdle();
        condition.tellWaiters();
    }

    /** Ends its processes once no service of its own is left that could be lost. */
    private void leaveWhenServicesAreAtRest() {
        if (leaving && services.areAtRest()) {
            generations.endAll(false);
            condition.explain("");
        }
    }

    /** An auto proxy leaves with its last service. */
    private void leaveIfIdle() {
        boolean idle = services.areAllDown() && services.haveRun();
        if (spec.auto() && idle && !leaving && (state() == ProxyState.UP || state() == ProxyState.PRELOADING)) {
            shutdown(new CompletableFuture<>());
        }
    }

    /** A process of it has said something sensible. */
    void said(ProxyProcess reporter, ProxyMessage message) {
        if (isCurrent(reporter)) {
            if (state() == ProxyState.PRELOADING) {
                move(ProxyState.UP, "");
            } else {
                condition.hasNews();
            }
        }
        changeovers.tell(changeover -> changeover.said(reporter, message));
    }

    /** A process of it has ended and was reaped. */
    void exited(ProxyProcess reporter) {
        if (isCurrent(reporter)) {
            log.ended(reporter.end());
            reporter.exit().ifPresent(condition::exited);
            changeovers.inherit(reporter);
        } else {
            log.note("pid " + reporter.identity().pid() + ": " + reporter.end());
        }
        if (!isCurrent(reporter) && !leaving) {
            services.rescue(reporter.link(), "proxy stopped: " + reporter.end());
            changeovers.tell(changeover -> changeover.exited(reporter));
        } else if (isCurrent(reporter) && reporter.leavesOthersBehind()) {
            move(ProxyState.STOPPING, reporter.end() + "; ending what it left behind");
        }
        reporter.endRest();
    }

    private boolean isCurrent(ProxyProcess process) {
        return process().filter(current -> current == process).isPresent();
    }

    /** The group of a process of it is empty. */
    void gone(ProxyProcess reporter) {
        generations.gone(reporter);
        if (isCurrent(reporter)) {
            hasStopped(reporter);
        } else {
            reporter.link().orphanAll("proxy stopped");
            changeovers.tell(changeover -> changeover.gone(reporter));
            downWhenAllAreGone();
            condition.tellWaiters();
        }
    }

    /** ControlFreak's {@code has_stopped}: an exit cleans up once, whatever noticed it first. */
    private void hasStopped(ProxyProcess last) {
        condition.hasNothing();
        if (leaving) {
            last.link().orphanAll("proxy stopped");
            downWhenAllAreGone();
        } else {
            changeovers.abandon(Causes.sentence(subject(), last.end()));
            crashed(last.end());
            last.link().orphanAll("proxy stopped: " + last.end());
        }
    }

    private void downWhenAllAreGone() {
        if (leaving && generations.areGone()) {
            leaving = false;
            move(ProxyState.DOWN, "");
            services.proxyIsDown();
        }
    }

    /** It ended, or did not start, without being asked to end. */
    private void crashed(String reason) {
        boolean givesUp = services.wantRevival() && !retries.schedule();
        move(ProxyState.FAIL, givesUp ? Causes.gaveUp(reason, CrashRetries.MAX) : reason);
        services.proxyCrashed("proxy stopped: " + reason);
    }

    private void comeBack() {
        condition.willNotRetry();
        if (services.wantRevival()) {
            condition.isRestarted();
            launch();
        }
    }

    void move(ProxyState next, String why) {
        condition.move(next, why);
        services.showWaits();
    }
}
