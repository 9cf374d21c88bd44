package controlfreak.engine.service;

import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.Phrases;
import controlfreak.engine.base.RefusedException;
import controlfreak.engine.service.Asked.Intent;
import controlfreak.log.RecordedLog;
import controlfreak.model.Reach;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.ServiceState;
import controlfreak.model.ServiceStatus;
import controlfreak.model.Signal;
import controlfreak.process.SeenProcess;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The states of one service's process and what moves it from one to the next. Engine thread only, but for {@link
 * #status()}.
 */
public final class ServiceLife implements RunListener {
    private final ServiceId id;
    private final EngineParts parts;
    private final ProcessSource source;
    private final RecordedLog log;
    private final ServiceCondition condition;

    private final Comeback comeback;
    private final StartWait wait;
    private final Signalling signalling;

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
        this.parts = parts;
        this.source = source;
        this.log = log;
        condition = new ServiceCondition(id, parts.loop(), changed);
        comeback = new Comeback(condition, source, parts, () -> this.spec.restart(), this::begin);
        signalling = new Signalling(id, parts, source, log);
        wait = new StartWait(prerequisites, condition, log, () -> this.spec.dependsOn(), source, this::ask);
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
        wait.lookAgain();
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

    // ---- what an operator asks for

    public void start(CompletableFuture<ServiceStatus> stage) {
        start(stage, false);
    }

    /** Starts it, whatever it is to be started after. */
    public void startAnyway(CompletableFuture<ServiceStatus> stage) {
        start(stage, true);
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
            if (state() != ServiceState.BACKOFF) {
                comeback.forgetRetries();
            }
            wait.skip(anyway);
            begin();
        }
    }

    public void stop(CompletableFuture<ServiceStatus> stage) {
        stop(stage, false);
    }

    public void kill(CompletableFuture<ServiceStatus> stage) {
        stop(stage, true);
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
        if (state().isLive()) {
            condition.goesOn();
            awaitRunning(stage);
            end(Intent.RESTART, false);
        } else {
            start(stage);
        }
    }

    /** @param stage is told to whom it was sent, as in {@code pid 4711} */
    public void signal(Signal signal, Reach reach, CompletableFuture<String> stage) {
        signalling.send(signal, reach, run, spec.command(), stage);
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

    // ---- what happens

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
        ServiceRun next = new ServiceRun(id, () -> spec, log, parts, condition, this);
        run = Optional.of(next);
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
        comeback.sourceIsBack();
    }

    /** Who is to run it has failed again; told in a short phrase. */
    public void sourceHasFailed(String reason) {
        comeback.sourceHasFailed(reason);
    }

    // ---- what is reported of a process

    @Override
    public void started() {
        if (state() == ServiceState.STOPPING) {
            condition.move(ServiceState.STOPPING, "");
            endProcess(false);
        } else {
            condition.move(ServiceState.STARTING, "");
            run.orElseThrow().watch(source.folder(spec));
        }
    }

    @Override
    public void lived() {
        comeback.forgetRetries();
        wait.skip(false);
        condition.isReady(run.orElseThrow().health().isReady());
        condition.move(ServiceState.RUNNING, run.orElseThrow().health().words());
        source.settled(isUp());
    }

    /** It is ended, and that counts as a failure. */
    @Override
    public void isUnwell(String trouble) {
        condition.move(ServiceState.STOPPING, trouble);
        endProcess(false);
    }

    @Override
    public void haveKilled() {
        source.relay(run.orElseThrow(), Signal.KILL);
    }

    @Override
    public void askToEnd() {
        source.terminate(run.orElseThrow());
    }

    /** What is left of it is ended first. */
    @Override
    public void ended() {
        run.orElseThrow().endRest(spec.restart().stopWait());
    }

    @Override
    public void leftBehind(List<SeenProcess> left) {
        condition.move(ServiceState.STOPPING, run.orElseThrow().outcome().words() + Phrases.leftBehind(left));
    }

    @Override
    public void settle() {
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
