package controlfreak.engine.proxy;

import controlfreak.engine.base.Causes;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.Environments;
import controlfreak.engine.base.Phrases;
import controlfreak.engine.base.RefusedException;
import controlfreak.engine.base.Wish;
import controlfreak.engine.service.ServiceLife;
import controlfreak.engine.service.ServiceRun;
import controlfreak.log.RecordedLog;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.process.SeenProcess;
import controlfreak.protocol.ProxyMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The states of one proxy and what moves it from one to the next. Engine thread only, but for {@link #status()}. */
public final class ProxyLife implements ProxyProcess.Listener {
    private final EngineParts parts;
    private final Supplier<Wish> wish;
    private final RecordedLog log;
    private final ProxyCondition condition;
    private final CrashRetries retries;
    private final ProxyServices services = new ProxyServices();
    private final Generations generations;
    private final Changeovers changeovers;

    private ProxySpec spec;
    private final RunAgain again = new RunAgain();
    private boolean leaving;

    public ProxyLife(
            ProxySpec spec,
            EngineParts parts,
            Environments environments,
            Supplier<Wish> wish,
            Consumer<ProxyStatus> changed) {
        this.spec = spec;
        this.parts = parts;
        this.wish = wish;
        this.log = parts.logs().proxy(spec.name());
        this.condition = new ProxyCondition(spec.name(), parts.loop(), status -> {
            changed.accept(status);
            services.showWaits();
        });
        this.retries = new CrashRetries(parts, condition, services, this::launch);
        this.generations = new Generations(parts, environments, this::spec, wish, log, services::log, this);
        this.changeovers = new Changeovers(parts.loop(), log, generations, condition, services, this::serviceIsDown);
    }

    public ProxySpec spec() {
        return spec;
    }

    /** New settings; they hold from the next process. */
    public void respec(ProxySpec newSpec) {
        spec = newSpec;
    }

    /** The latest snapshot. Any thread. */
    public ProxyStatus status() {
        return condition.status();
    }

    public RecordedLog log() {
        return log;
    }

    ProxyServices services() {
        return services;
    }

    /** What it is replaced by, and forks from. */
    public Changeovers changeovers() {
        return changeovers;
    }

    public ProxyState state() {
        return condition.state();
    }

    /** The folder that the processes of a service run in. */
    Path folder(ServiceSpec service) {
        return wish.get().folder(service.cwd().or(() -> spec.cwd()));
    }

    /** From now on a service is one of its own. */
    public void add(ServiceLife service) {
        services.add(service);
    }

    public void remove(ServiceLife service) {
        services.remove(service);
    }

    /** The conversation with the process that takes the starts, where one lives and takes commands. */
    Optional<ProxyLink> link() {
        return condition
                .process()
                .filter(process -> state() != ProxyState.STOPPING)
                .map(ProxyProcess::link);
    }

    /** The conversation with the process that was asked for a service's, where that takes commands. */
    Optional<ProxyLink> linkOf(ServiceRun run) {
        return state() == ProxyState.STOPPING ? Optional.empty() : generations.linkOf(run);
    }

    /** Whether a process of it is left, or due. */
    public boolean isToBeEnded() {
        return state().isLive() || condition.retry().isPresent() || !generations.areGone();
    }

    /** Why it cannot be run, in a sentence for people. */
    Optional<String> refusalToRun() {
        return generations.refusal();
    }

    // ---- what an operator asks for

    public void run(CompletableFuture<ProxyStatus> stage) {
        Optional<String> refusal = state() == ProxyState.UP || state() == ProxyState.PRELOADING
                ? Optional.of(condition.subject() + " is running already.")
                : refusalToRun();
        if (refusal.isPresent()) {
            RefusedException.refuse(stage, refusal.get());
        } else if (state() == ProxyState.STOPPING) {
            leaving = true;
            condition.goesOn();
            again.wish(stage);
        } else {
            runNow(List.of(stage));
        }
    }

    private void runNow(List<CompletableFuture<ProxyStatus>> stages) {
        retries.forget();
        retries.cancel();
        stages.forEach(condition::awaitUp);
        launch();
    }

    public void shutdown(CompletableFuture<ProxyStatus> stage) {
        if (!isToBeEnded()) {
            RefusedException.refuse(stage, condition.subject() + " is not running.");
            return;
        }
        condition.awaitEnd(
                stage,
                snapshot -> snapshot.state() == ProxyState.DOWN && services.haveEnded() && generations.areGone());
        again.refuse(condition.subject() + " was shut down.");
        changeovers.abandon(condition.subject() + " was shut down.");
        services.stopAll();
        if (state().isLive()) {
            leaving = true;
            condition.move(ProxyState.STOPPING, services.areAtRest() ? "" : "stopping its services");
            leaveWhenServicesAreAtRest();
        } else {
            retries.cancel();
            condition.move(ProxyState.DOWN, "");
        }
    }

    /** Ends it and its services with SIGKILL. */
    public void kill(CompletableFuture<ProxyStatus> stage) {
        shutdown(stage);
        if (state() == ProxyState.STOPPING) {
            services.killAll();
        }
        generations.endAll(true);
    }

    /** Shuts it down and runs it again; services that were up come back with it, which the stage waits for. */
    public void restart(CompletableFuture<ProxyStatus> stage) {
        if (!state().isLive()) {
            run(stage);
            return;
        }
        if (!again.isWished()) {
            shutdown(new CompletableFuture<>());
        }
        CompletableFuture<ProxyStatus> up = services.before(stage, condition::awaitUpFromNow);
        if (state().isLive()) {
            condition.goesOn();
            again.wish(up);
        } else {
            run(up);
        }
        services.startAgain();
    }

    /** Nobody will hear of this proxy again. */
    public void forget() {
        condition.forget();
    }

    // ---- what happens

    /** Starts its process, once its files of variables were read; the services that wait for it are started with it. */
    void launch() {
        retries.cancel();
        condition.goesOn();
        if (generations.haveFiles()) {
            condition.move(ProxyState.PRELOADING, "reads its files of variables");
        }
        generations.launchFirst(this::runs, retries::refused);
    }

    private void runs(ProxyProcess next) {
        condition.has(next);
        condition.move(ProxyState.PRELOADING, "");
        services.proxyRuns(run -> next.link().start(run, folder(run.spec())));
    }

    /** One of its services runs: whatever made it crash before is over. */
    void serviceIsUp() {
        retries.forget();
        changeovers.serviceHasSettled();
    }

    /** One of its services is down: it may be time to follow. */
    void serviceIsDown() {
        changeovers.serviceHasSettled();
        leaveWhenServicesAreAtRest();
        leaveIfIdle();
        condition.tellWaiters();
    }

    /** Ends its processes once no service of its own is left that could be lost. */
    private void leaveWhenServicesAreAtRest() {
        if (leaving && services.areAtRest()) {
            generations.endAll(false);
            condition.explain("");
            downWhenAllAreGone();
        }
    }

    /** An auto proxy leaves with its last service. */
    private void leaveIfIdle() {
        boolean idle = services.areAllDown() && services.haveRun();
        if (spec.auto() && idle && !leaving && (state() == ProxyState.UP || state() == ProxyState.PRELOADING)) {
            shutdown(new CompletableFuture<>());
        }
    }

    @Override
    public void said(ProxyProcess reporter, ProxyMessage message) {
        if (isCurrent(reporter)) {
            condition.hasSpoken();
        }
        changeovers.tell(changeover -> changeover.said(reporter, message));
    }

    @Override
    public void exited(ProxyProcess reporter) {
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
        }
        reporter.endRest();
    }

    /** A process of it has ended by itself, and others that it started have not. */
    @Override
    public void leftBehind(ProxyProcess reporter, List<SeenProcess> left) {
        if (isCurrent(reporter)) {
            condition.move(ProxyState.STOPPING, reporter.end() + Phrases.leftBehind(left));
        }
    }

    private boolean isCurrent(ProxyProcess process) {
        return condition.process().filter(current -> current == process).isPresent();
    }

    @Override
    public void gone(ProxyProcess reporter) {
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
            changeovers.abandon(Causes.sentence(condition.subject(), last.end()));
            retries.crashed(last.end());
            last.link().orphanAll("proxy stopped: " + last.end());
        }
    }

    private void downWhenAllAreGone() {
        if (leaving && generations.areGone()) {
            leaving = false;
            condition.move(ProxyState.DOWN, generations.trouble());
            services.proxyIsDown();
            refusalToRun().ifPresent(again::refuse);
            if (again.isWished()) {
                again.fulfil(this::runNow);
            } else if (services.areAwaiting()) {
                launch();
            }
        }
    }
}
