package controlfreak.engine.service;

import controlfreak.engine.base.Bulkhead;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.Phrases;
import controlfreak.engine.base.RefusedException;
import controlfreak.engine.service.Asked.Intent;
import controlfreak.log.RecordedLog;
import controlfreak.model.Bugs;
import controlfreak.model.Reach;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The states of one service's process and what moves it from one to the next. Engine thread only, but for {@link
 * #status()}.
 */
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
    private final RunReports reports;

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
        condition = new ServiceCondition(id, parts.loop(), changed);
        comeback = new Comeback(condition, source, this.parts, () -> this.spec.restart(), this::begin);
        signalling = new Signalling(id, parts, source, log);
        reloading = new Reloading(id, this.parts, source, signalling, log, condition::status, () -> run);
        wait = new StartWait(
                id.service(), prerequisites, condition, log, () -> this.spec.dependsOn(), source, this::ask, bulkhead);
        reports = new RunReports(
                () -> run, () -> this.spec, condition, this.parts, source, comeback, wait, this::settle, this::giveUp);
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

    public ServiceState state() {
        return condition.state();
    }

    public boolean isUp() {
        return state().isUp();
    }

    /** Whether nobody has asked it to stop since it was last started. */
    public boolean isWished() {
        return asked.isWished();
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

    /** Starts it, whatever it is to be started after. */
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
            asked.toEnd(Intent.RESTART);
            wait.skip(anyway);
        } else if (source.refusal().isPresent()) {
            RefusedException.refuse(stage, source.refusal().get());
        } else {
            awaitRunning(stage);
            comeback.isWanted();
            if (state() != ServiceState.BACKOFF) {
                comeback.forgetRetries();
            }
            wait.skip(anyway);
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
        bulkhead.run(stage, () -> restartNow(stage));
    }

    private void restartNow(CompletableFuture<ServiceStatus> stage) {
        if (state().isLive()) {
            condition.goesOn();
            awaitRunning(stage);
            end(Intent.RESTART, false);
        } else {
            start(stage, false);
        }
    }

    /** @param stage is told to whom it was sent, as in {@code pid 4711} */
    public void signal(Signal signal, Reach reach, CompletableFuture<String> stage) {
        signalling.send(signal, reach, run, stage);
    }

    /** @param stage is told what was done, as in {@code pid 4711} */
    public void reload(CompletableFuture<String> stage) {
        reloading.begin(spec, stage);
    }

    /** Nobody will hear of this service again. */
    public void forget() {
        wait.end();
        condition.forget();
    }

    private void end(Intent afterwards, boolean atOnce) {
        asked.toEnd(afterwards);
        if (state() == ServiceState.BACKOFF || wait.isOn() || isUnanswered() && source.withdraw(run.get())) {
            settle();
        } else if (isUnanswered()) {
            condition.move(ServiceState.STOPPING, source.waitsFor());
            run.get().endUnanswered(spec.restart().stopWait());
        } else if (state() != ServiceState.STOPPING) {
            condition.move(ServiceState.STOPPING, "");
            endProcess(atOnce);
        } else if (atOnce) {
            run.ifPresent(ServiceRun::kill);
        }
    }

    private void endProcess(boolean atOnce) {
        run.orElseThrow().end(spec.restart().stopWait(), atOnce);
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
        ServiceRun next = new ServiceRun(id, () -> spec, log, parts, condition, reports, bulkhead, wait::isNeeded);
        run = Optional.of(next);
        comeback.starts();
        condition.move(ServiceState.STARTING, "");
        next.health().begin();
        source.start(next);
        showWait();
    }

    /** Tells what it waits for now, where it waits for an answer. */
    public void showWait() {
        if (isUnanswered() && !wait.isOn()) {
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

    /** A bug has come up in what is done for it: what it has is ended, and then it has failed. */
    private void hasBroken() {
        if (run.filter(ServiceRun::breaks).isPresent()) {
            bulkhead.run(() -> {
                condition.move(ServiceState.STOPPING, Phrases.INTERNAL_ERROR);
                run.orElseThrow().endBroken(spec.restart().stopWait());
            });
        } else if (state().isUp()) {
            giveUp();
        }
    }

    /** Nothing of it is waited for any more, whatever else fails. */
    private void giveUp() {
        Optional<ServiceRun> broken = run;
        String words = broken.map(it -> it.outcome().brokenWords(it.startedAt().isPresent(), it.pid()))
                .orElse(Phrases.INTERNAL_ERROR);
        run = Optional.empty();
        condition.hasNothing();
        Stream.<Runnable>of(
                        () -> condition.endsInVain(words),
                        () -> condition.move(ServiceState.FAIL, words),
                        comeback::cancel,
                        wait::end,
                        () -> broken.ifPresent(source::withdraw),
                        () -> broken.ifPresent(ServiceRun::retire),
                        () -> source.settled(false))
                .forEach(step -> Bugs.guarded(step).run());
    }

    private void settle() {
        Optional<ServiceRun> ended = run;
        Intent afterwards = ended.map(ServiceRun::outcome).map(asked::follows).orElseGet(asked::followsNothing);
        comeback.cancel();
        wait.end();
        run = Optional.empty();
        condition.hasNothing();
        ended.ifPresent(ServiceRun::retire);
        if (ended.filter(ServiceRun::hasSurvivors).isPresent()) {
            // It has not stopped, and nothing is started beside what holds its port and its files.
            condition.move(ServiceState.FAIL, ended.get().trouble());
        } else if (afterwards == Intent.RESTART) {
            comeback.isWanted();
            begin();
        } else if (afterwards == Intent.STOP) {
            condition.move(ServiceState.STOPPED, ended.map(ServiceRun::trouble).orElse(""));
        } else {
            ended.ifPresent(comeback::after);
        }
        if (!state().isUp()) {
            source.settled(isUp());
        }
    }
}
