package controlfreak.engine.service;

import controlfreak.engine.base.Bulkhead;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.RefusedException;
import controlfreak.engine.service.Asked.Intent;
import controlfreak.log.RecordedLog;
import controlfreak.model.Reach;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.SeenProcess;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The states of one service's process, and what moves it between them. Engine thread only, but where it says so. */
public final class ServiceLife {
    private final ServiceId id;
    private final EngineParts parts;
    private final ProcessSource source;
    private final RecordedLog log;
    private final ServiceCondition condition;
    private final Comeback comeback;
    private final StartWait wait;
    private final Bulkhead bulkhead = new Bulkhead(this::hasBroken);
    private final Signalling signalling;
    private final Reloading reloading;
    private final Hooking hooks;
    private final Breakage breakage;
    private final RunReports reports;
    private final Typing typing;
    private ServiceSpec spec;
    private Optional<ServiceRun> run = Optional.empty();
    private final Asked asked = new Asked();

    public ServiceLife(
            ServiceId id,
            ServiceSpec spec,
            EngineParts parts,
            ProcessSource source,
            Prerequisites prerequisites,
            RecordedLog log,
            Consumer<ServiceStatus> changed) {
        this.id = id;
        this.spec = spec;
        this.parts = parts.within(bulkhead);
        this.source = source;
        this.log = log;
        typing = new Typing(id, log);
        condition = new ServiceCondition(id, parts.loop(), changed);
        comeback = new Comeback(condition, source, this.parts, () -> this.spec.restart(), this::begin);
        signalling = new Signalling(id, parts, source, log);
        reloading = new Reloading(id, this.parts, source, signalling, log, condition::status, () -> run);
        wait = new StartWait(
                id.service(), prerequisites, condition, log, () -> this.spec.dependsOn(), source, this::ask, bulkhead);
        hooks = new Hooking(id, this.parts, log, condition, asked::isToEnd);
        reports = new RunReports(
                () -> run, condition, this.parts, source, comeback, wait, hooks, this::askAgain, this::isGone);
        breakage = new Breakage(
                () -> run, condition, bulkhead, () -> run = Optional.empty(), source, comeback, wait, hooks);
    }

    public ServiceId id() {
        return id;
    }

    public ServiceSpec spec() {
        return spec;
    }

    /** New settings; they hold from the next start, and for one that still waits. */
    public void respec(ServiceSpec newSpec) {
        spec = newSpec;
        bulkhead.run(wait::lookAgain);
    }

    public RecordedLog log() {
        return log;
    }

    /** The latest snapshot. Any thread. */
    public ServiceStatus status() {
        return condition.status();
    }

    /** All processes that are known to belong to it, as they were seen last. Any thread. */
    public Set<ProcessIdentity> processes() {
        return condition.processes();
    }

    public ServiceState state() {
        return condition.state();
    }

    /** Why it would not come up again if it was ended now, with those others; empty where nothing is known. */
    public Optional<String> obstacle(Predicate<SeenProcess> ending) {
        return source.obstacle(spec, ending);
    }

    public boolean isUp() {
        return state().isUp();
    }

    /** Whether nobody has asked it to stop since it was last started. */
    public boolean isWished() {
        return asked.isWished();
    }

    /** How often it was asked to run or to end: tells whether it was since. */
    public int wishes() {
        return asked.count();
    }

    /** Whether a process of it has ended by itself, and well, since it was last asked to run. */
    public boolean isCompleted() {
        return state() == ServiceState.STOPPED && asked.isCompleted();
    }

    /** Whether it was asked for and has neither a process nor a refusal yet. */
    public boolean isUnanswered() {
        return wait.isOn() || run.isPresent() && run.get().startedAt().isEmpty();
    }

    /** Whether the process that it has, or waits for, is one of those. */
    public boolean isRunBy(Predicate<ServiceRun> those) {
        return run.filter(those).isPresent();
    }

    /** Whether it is to come back where the proxy that runs it dies. */
    public boolean wantsRevival() {
        return !asked.isToStop()
                && (state() == ServiceState.STARTING && !wait.isOn()
                        || state() == ServiceState.BACKOFF
                        || asked.isToRunAgain()
                        || state() == ServiceState.RUNNING && spec.restart().respawnOnFail()
                        || state() == ServiceState.STOPPING
                                && run.filter(comeback::isToBeRevived).isPresent());
    }

    public void start(CompletableFuture<ServiceStatus> stage) {
        bulkhead.run(stage, () -> start(stage, false));
    }

    public void startAnyway(CompletableFuture<ServiceStatus> stage) {
        bulkhead.run(stage, () -> start(stage, true));
    }

    private void start(CompletableFuture<ServiceStatus> stage, boolean anyway) {
        if (anyway && wait.isOn()) {
            awaitRunning(stage);
            wait.skip(true);
            wait.lookAgain();
        } else if (state() == ServiceState.STARTING || state() == ServiceState.RUNNING) {
            RefusedException.refuse(
                    stage, wait.isOn() ? id + " is started already, and waits." : id + " is already up.");
        } else if (state() == ServiceState.STOPPING) {
            condition.goesOn();
            awaitRunning(stage);
            wait.skip(anyway || asked.isToRunAgain() && wait.isSkipped());
            asked.toEnd(Intent.RESTART);
        } else if (source.refusal().isPresent()) {
            RefusedException.refuse(stage, source.refusal().get());
        } else {
            awaitRunning(stage);
            comeback.isWanted();
            if (state() != ServiceState.BACKOFF) {
                comeback.forgetRetries();
            }
            wait.skip(anyway || source.isLeft());
            begin();
        }
    }

    public void stop(CompletableFuture<ServiceStatus> stage) {
        bulkhead.run(stage, () -> stop(stage, false));
    }

    public void kill(CompletableFuture<ServiceStatus> stage) {
        bulkhead.run(stage, () -> stop(stage, true));
    }

    private void stop(CompletableFuture<ServiceStatus> stage, boolean atOnce) {
        if (state().isUp()) {
            condition.awaitEnd(stage);
            end(Intent.STOP, atOnce);
        } else {
            RefusedException.refuse(stage, id + " is not up.");
        }
    }

    public void restart(CompletableFuture<ServiceStatus> stage) {
        bulkhead.run(stage, () -> {
            if (state().isLive()) {
                condition.goesOn();
                awaitRunning(stage);
                end(Intent.RESTART, false);
            } else {
                start(stage, false);
            }
        });
    }

    /** @param stage is told to whom it was sent, as in {@code pid 4711} */
    public void signal(Signal signal, Reach reach, CompletableFuture<String> stage) {
        signalling.send(signal, reach, run, stage);
    }

    /** @param stage is told what was done, as in {@code pid 4711} */
    public void reload(CompletableFuture<String> stage) {
        reloading.begin(spec, stage);
    }

    /** What an operator types for it. */
    public Typing typing() {
        return typing;
    }

    /** Nobody will hear of this service again. */
    public void forget() {
        wait.end();
        condition.forget();
    }

    private void end(Intent afterwards, boolean atOnce) {
        asked.toEnd(afterwards);
        if (state() == ServiceState.BACKOFF || wait.isOn()) {
            settle();
        } else if (hooks.isOn()) {
            hooks.end(spec.restart().stopWait(), atOnce);
        } else if (isUnanswered() && source.withdraw(run.get())) {
            isGone();
        } else if (isUnanswered()) {
            condition.move(ServiceState.STOPPING, source.waitsFor());
            run.get().endUnanswered(spec.restart().stopWait());
        } else if (state() != ServiceState.STOPPING) {
            condition.move(ServiceState.STOPPING, "");
            run.orElseThrow().end(spec.restart().stopWait(), atOnce);
        } else if (atOnce) {
            run.ifPresent(it -> it.ending().kill());
        }
    }

    /** Completes the stage once it runs and is ready; fails it where it ends before. */
    public void awaitRunning(CompletableFuture<ServiceStatus> stage) {
        condition.awaitReady(stage);
    }

    /** Asks for a process, at once or when all is there that it is to be started after. */
    private void begin() {
        comeback.cancel();
        condition.hasNothing();
        asked.toRun();
        if (!wait.begins()) {
            ask();
        }
    }

    private void ask() {
        ServiceRun next =
                new ServiceRun(id, () -> spec, log, parts, condition, reports, bulkhead, wait::isNeeded, typing);
        run = Optional.of(next);
        hooks.anew();
        comeback.starts();
        typing.begins();
        condition.move(ServiceState.STARTING, "");
        source.start(next);
        showWait();
    }

    /** What is to be run before it has ended well. */
    private void askAgain() {
        ServiceRun next = run.orElseThrow();
        source.refusal().ifPresentOrElse(next::failed, () -> source.start(next));
        showWait();
    }

    /** Tells what it waits for now, where it waits for an answer. */
    public void showWait() {
        if (isUnanswered() && !wait.isOn() && !hooks.isOn()) {
            condition.explain(source.waitsFor());
        }
    }

    /** Who runs it is there again, and with that a process can be had. */
    public void sourceIsBack() {
        bulkhead.run(comeback::sourceIsBack);
    }

    /** Who is to run it has failed again; told in a short phrase. */
    public void sourceHasFailed(String reason) {
        bulkhead.run(() -> comeback.sourceHasFailed(reason));
    }

    private void hasBroken() {
        breakage.begin();
    }

    /** Nothing of its process is left, or it has none after all. */
    private void isGone() {
        hooks.follow(run.orElseThrow(), this::settle);
    }

    private void settle() {
        Optional<ServiceRun> ended = run;
        Intent afterwards = ended.map(ServiceRun::outcome).map(asked::follows).orElseGet(asked::followsNothing);
        comeback.cancel();
        wait.end();
        run = Optional.empty();
        condition.hasNothing();
        ended.ifPresent(ServiceRun::retire);
        if (ended.filter(it -> it.ending().hasSurvivors()).isPresent()) {
            // It has not stopped, and nothing is started beside what holds its port and its files.
            condition.move(ServiceState.FAIL, ended.get().trouble());
        } else if (afterwards == Intent.RESTART) {
            comeback.isWantedAfter(ended);
            begin();
        } else if (afterwards == Intent.STOP) {
            condition.move(ServiceState.STOPPED, ended.map(ServiceRun::trouble).orElse(""));
        } else {
            ended.ifPresent(comeback::after);
        }
        source.settled(false);
    }
}
