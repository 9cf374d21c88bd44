package controlfreak.engine.service;

import controlfreak.engine.base.Bulkhead;
import controlfreak.engine.base.Causes;
import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.MainProcess;
import controlfreak.engine.health.ServiceHealth;
import controlfreak.log.RecordedLog;
import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.process.Family;
import controlfreak.process.ProcessIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One process of a service, from the wish to its end. Engine thread only.
 * Whoever makes the process reports through this object. What is reported of a process that the service is done with
 * (it is retired) is dropped, so that a late message never disturbs the next process.
 */
public final class ServiceRun implements ServiceHealth.Listener, Succession.Listener {
    private static final String NO_ANSWER = "its proxy has not answered; should it start late, it is stopped";

    private final ServiceId id;
    private final Supplier<ServiceSpec> spec;
    private final RecordedLog log;
    private final EngineParts parts;
    private final ServiceCondition condition;
    private final RunListener listener;
    private final Typing typing;
    private final Bulkhead bulkhead;
    private final BooleanSupplier isNeeded;
    private final ServiceHealth health;
    private final RunProcess process;
    private final Succession succession;
    private final RunEnd ending;
    private final List<EngineLoop.Delayed> untilRetired = new ArrayList<>();
    private final RunOutcome outcome = new RunOutcome();
    private final Probation probation;
    private boolean retired;

    /**
     * @param spec the settings of now
     * @param bulkhead what is reported is taken in there
     * @param isNeeded whether others wait for it to run
     */
    ServiceRun(
            ServiceId id,
            Supplier<ServiceSpec> spec,
            RecordedLog log,
            EngineParts parts,
            ServiceCondition condition,
            RunListener listener,
            Bulkhead bulkhead,
            BooleanSupplier isNeeded,
            Typing typing) {
        this.isNeeded = isNeeded;
        this.typing = typing;
        this.id = id;
        this.spec = spec;
        this.log = log;
        this.parts = parts;
        this.condition = condition;
        this.listener = listener;
        this.bulkhead = bulkhead;
        this.probation = new Probation(parts.loop());
        this.process = new RunProcess(id, parts, log, condition, spec.get());
        this.ending = new RunEnd(
                parts,
                family(),
                log,
                condition,
                new EndReports(outcome, log, condition, listener, process::pid, this::wasToGoOn));
        this.succession =
                new Succession(parts, process, log, () -> spec.get().control().pidFile(), this::isSettled, this);
        this.health = new ServiceHealth(id, spec.get(), log, parts, family(), this, ending::needs, succession::said);
    }

    public ServiceId id() {
        return id;
    }

    /** The service's settings: those of now until it is started. */
    public ServiceSpec spec() {
        return spec.get();
    }

    public RecordedLog log() {
        return log;
    }

    /** Its main process; empty where it has not started, was gone at once, or cannot be proved to be ours. */
    public Optional<ProcessIdentity> identity() {
        return process.main().identity();
    }

    /** Who its signals are for, which something is about to be sent to. */
    MainProcess addressee() {
        succession.remember();
        return process.main();
    }

    /** All that belongs to it. */
    public Family family() {
        return process.family();
    }

    /** The number of the process that was started, as far as known; another may be the main one now. */
    public OptionalLong pid() {
        return process.firstPid();
    }

    public Optional<Instant> startedAt() {
        return process.startedAt();
    }

    /** What is typed for it, to be told of its standard input where that is open. */
    public Typing typing() {
        return typing;
    }

    RunProcess process() {
        return process;
    }

    /** How it ended, as far as that is known. */
    RunOutcome outcome() {
        return outcome;
    }

    /** Whether it lived long enough to count as running. */
    boolean hasLived() {
        return probation.isPassed();
    }

    ServiceHealth health() {
        return health;
    }

    /**
     * Watches it from its start to its end; the service is told when it counts as running, and how it is.
     *
     * @param folder the one that it runs in
     */
    void watch(Path folder) {
        Instant since = startedAt().orElseThrow();
        probation.begin(spec.get().restart().startWait(), since, succession::isOpen, () -> {
            succession.remember();
            listener.lived();
            health.lived();
        });
        health.started(ending.beside(), process.environment(), folder);
        succession.begin(folder, health.isHeard());
    }

    private boolean isSettled() {
        return hasLived() && health.wasReady();
    }

    @Override
    public void changed() {
        succession.remember();
        process.isReady(health.wasReady());
        condition.isWell(health.isReady(), health.words());
    }

    /** That is how it failed then, whatever it exits with. */
    @Override
    public void isUnwell(String trouble) {
        log.note(trouble + "; ending it");
        outcome.setUnwell(trouble);
        listener.isUnwell(trouble);
    }

    private void watchNoMore() {
        probation.cancel();
        succession.end();
        health.end();
        typing.ends();
    }

    /** Asks it to end, and sees to it that all that belongs to it does; the service is told when that is done. */
    void end(Duration patience, boolean atOnce) {
        probation.cancel();
        health.isToEnd();
        succession.isToEnd();
        ending.begin(patience, identity().isPresent(), atOnce);
    }

    /** Waits for an answer to a start that is not wished any more, but not for ever. */
    void endUnanswered(Duration patience) {
        later(patience.plus(FarStop.LAST_WAIT), () -> {
            // Where its proxy has died, what that may have started is being looked for, and ended.
            if (startedAt().isEmpty() && !ending.isBegun()) {
                failed(NO_ANSWER);
            }
        });
    }

    RunEnd ending() {
        return ending;
    }

    /** What there is to say where it, or what was run after it, did not end as it should; else empty. */
    String trouble() {
        return Causes.joined(ending.trouble(), outcome.troubleAfterwards());
    }

    /** Ends what is left of it; the service is told of who is left, if anybody is, and then when nobody is. */
    void endRest(Duration patience) {
        watchNoMore();
        ending.exited(patience);
    }

    private boolean wasToGoOn() {
        return !isSettled() || spec.get().restart().respawnOnStop() || succession.isPlanned();
    }

    /**
     * All is there for its start: to be told by who starts it, right before.
     *
     * @param variables all that it will be given, in the folder that it will run in
     * @return whether it is not to be started now; it is asked for anew where it still is to be
     */
    public boolean isHeldUp(Map<String, String> variables, Path folder) {
        return retired || listener.isHeldUp(variables, folder);
    }

    /** The process lives. */
    public void started(RunStart start) {
        report(() -> {
            process.hasStarted(start);
            listener.started();
        });
    }

    /** Does something for it, unless the service is done with it. */
    void report(Runnable news) {
        if (!retired) {
            bulkhead.run(news);
        }
    }

    /** It was not answered in time; should it start late, it is to be stopped. */
    public void unanswered() {
        outcome.setOverdue();
        failed(NO_ANSWER);
    }

    /** Whether it has not ended, be it that another process has taken the place of the one that was started. */
    public boolean goesOn() {
        return !retired && startedAt().isPresent() && !outcome.hasExited();
    }

    public boolean isRetired() {
        return retired;
    }

    /** There will be no process; the reason is a sentence for people. */
    public void failed(String reason) {
        report(() -> {
            outcome.setWords(reason);
            log.note(reason);
            listener.settle();
        });
    }

    /** There will be none until somebody changes something. */
    public void failedForGood(String reason) {
        outcome.setHopeless();
        failed(reason + " It is not tried again by itself.");
    }

    /** The process that was started has ended; with what is empty where only its parent knows. */
    public void exited(Optional<ExitStatus> status, Instant now) {
        report(() -> succession.leaderExited(status.map(spec.get().restart()::judged), now));
    }

    @Override
    public void hasEnded(Optional<ExitStatus> end, Instant now) {
        Optional<ExitStatus> status = end.map(spec.get().restart()::judged);
        status.ifPresent(condition::exited);
        outcome.setHint(succession.trouble());
        boolean isMissed = !health.wasReady() || !hasLived() && (isNeeded.getAsBoolean() || succession.isPlanned());
        String how = process.end(status, now);
        if (!ending.isBegun() && !succession.isPlanned()) {
            outcome.setInputHint(process.hint(status, now, spec.get(), isMissed));
        }
        ended(outcome.exited(status, how, isMissed && !ending.isBegun()), how);
    }

    /** Who would have reported has died; the process may live on. */
    public void orphaned(String reason) {
        report(() -> {
            outcome.setOrphaned();
            process.isOrphaned(spec.get().restart());
            ended(reason, reason);
        });
    }

    private void ended(String why, String note) {
        outcome.setWords(why);
        log.ended(note);
        listener.ended();
    }

    /** Does something later, unless the service is done with it by then. */
    void later(Duration time, Runnable act) {
        untilRetired.add(parts.loop().delay(time, act));
    }

    /** The service is done with it: nothing more is heard of it. */
    void retire() {
        retired = true;
        untilRetired.forEach(EngineLoop.Delayed::cancel);
        watchNoMore();
        ending.cancel();
        process.isOver(ending.hasSurvivors());
    }
}
