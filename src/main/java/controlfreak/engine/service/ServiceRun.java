package controlfreak.engine.service;

import controlfreak.engine.base.Bulkhead;
import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.Phrases;
import controlfreak.engine.base.Words;
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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One process of a service, from the wish to its end. Engine thread only.
 *
 * <p>Whoever makes the process reports through this object. What is reported of a process that the service is done
 * with is dropped, so that a late message never disturbs the next process.
 */
public final class ServiceRun implements ServiceHealth.Listener {
    private static final String NO_ANSWER = "its proxy has not answered; should it start late, it is stopped";

    private final ServiceId id;
    private final Supplier<ServiceSpec> spec;
    private final RecordedLog log;
    private final EngineParts parts;
    private final ServiceCondition condition;
    private final RunListener listener;
    private final Bulkhead bulkhead;
    private final BooleanSupplier isNeeded;
    private final ServiceHealth health;
    private final Family family;
    private final RunEnd ending;
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private EngineLoop.Delayed lastWait = EngineLoop.Delayed.NONE;
    private Optional<ProcessIdentity> identity = Optional.empty();
    private OptionalLong pid = OptionalLong.empty();
    private Map<String, String> environment = Map.of();
    private Optional<Instant> startedAt = Optional.empty();
    private final RunOutcome outcome = new RunOutcome();
    private boolean lived;
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
            BooleanSupplier isNeeded) {
        this.isNeeded = isNeeded;
        this.id = id;
        this.spec = spec;
        this.log = log;
        this.parts = parts;
        this.condition = condition;
        this.listener = listener;
        this.bulkhead = bulkhead;
        this.family = Family.ofNewRun(Words.programs(spec.get().command()));
        this.ending = new RunEnd(
                parts,
                family,
                log,
                condition,
                new EndReports(outcome, log, condition, listener, () -> pid, this::wasToGoOn));
        this.health = new ServiceHealth(id, spec.get(), log, parts, family, this, ending::needs);
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

    /** The process; empty where it has not started, was gone at once, or cannot be proved to be ours. */
    public Optional<ProcessIdentity> identity() {
        return identity;
    }

    /** All that belongs to it. */
    public Family family() {
        return family;
    }

    /** Its number as far as known, for people. */
    public OptionalLong pid() {
        return pid;
    }

    public Optional<Instant> startedAt() {
        return startedAt;
    }

    /** How it ended, as far as that is known. */
    RunOutcome outcome() {
        return outcome;
    }

    /** Whether it lived long enough to count as running. */
    boolean hasLived() {
        return lived;
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
        timer = parts.loop().delay(spec.get().restart().startWait(), () -> {
            lived = true;
            listener.lived();
            health.lived();
        });
        health.started(environment, folder);
    }

    @Override
    public void changed() {
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
        timer.cancel();
        health.end();
    }

    /** Asks it to end, and sees to it that all that belongs to it does; the service is told when that is done. */
    void end(Duration patience, boolean atOnce) {
        timer.cancel();
        health.isToEnd();
        ending.begin(patience, identity.isPresent(), atOnce);
    }

    /** Cuts short the wait for what was asked to end. */
    void kill() {
        ending.kill();
    }

    /** Waits for an answer to a start that is not wished any more, but not for ever. */
    void endUnanswered(Duration patience) {
        timer.cancel();
        timer = parts.loop().delay(patience.plus(FarStop.LAST_WAIT), () -> failed(NO_ANSWER));
    }

    /**
     * A bug has come up in handling it.
     *
     * @return whether it is to be ended now: it has a process, and no other bug came up before
     */
    boolean breaks() {
        boolean isFirst = !outcome.isBroken();
        outcome.setBroken(Phrases.INTERNAL_ERROR);
        return isFirst && startedAt.isPresent();
    }

    /** Ends it after a bug; the service is told when that is done, or where it does not come to an end. */
    void endBroken(Duration patience) {
        lastWait = parts.loop().delay(patience.plus(FarStop.LAST_WAIT.multipliedBy(2)), listener::isStuck);
        if (outcome.hasExited()) {
            watchNoMore();
            endRest(patience);
        } else {
            end(patience, false);
        }
        // The bug may have come up in an end that was under way, and have broken that off.
        timer = parts.loop().delay(patience, ending::kill);
    }

    /** Whether some of it could not be ended. */
    boolean hasSurvivors() {
        return ending.hasSurvivors();
    }

    /** What there is to say where it did not end in time, or not at all; else empty. */
    String trouble() {
        return ending.trouble();
    }

    /** Ends what is left of it; the service is told of who is left, if anybody is, and then when nobody is. */
    void endRest(Duration patience) {
        ending.exited(patience);
    }

    private boolean wasToGoOn() {
        return !lived || !health.wasReady() || spec.get().restart().respawnOnStop();
    }

    /** The process lives; see the accessors for what the arguments mean. */
    public void started(
            Optional<ProcessIdentity> process, OptionalLong number, Map<String, String> variables, Instant now) {
        report(() -> hasStarted(process, number, variables, now));
    }

    /** Does something for it, unless the service is done with it. */
    void report(Runnable news) {
        if (!retired) {
            bulkhead.run(news);
        }
    }

    private void hasStarted(
            Optional<ProcessIdentity> process, OptionalLong number, Map<String, String> variables, Instant now) {
        identity = process;
        pid = number;
        environment = variables;
        startedAt = Optional.of(now);
        condition.has(number, variables, now);
        process.ifPresent(family::isLedBy);
        parts.lookout().watch(family);
        process.ifPresent(leader -> parts.journal().started(id.name(), leader, family.mark()));
        timer.cancel();
        log.started("started" + (number.isPresent() ? ", pid " + number.getAsLong() : ""));
        log.letGo();
        listener.started();
    }

    /** Its proxy executes it as a program of its own, which shares nothing with it; told before it is started. */
    public void isOwnProgram() {
        condition.isOwnProgram();
    }

    /** It was asked for, and is answered another way than it writes: what it writes is kept back until then. */
    public void asked() {
        log.holdBack();
    }

    /** It was not answered in time; should it start late, it is to be stopped. */
    public void unanswered() {
        outcome.setOverdue();
        failed(NO_ANSWER);
    }

    /** Whether nothing more is to be heard of it. */
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

    /** The process has ended and was reaped. */
    public void exited(ExitStatus status, Instant now) {
        report(() -> hasExited(spec.get().restart().judged(status), now));
    }

    private void hasExited(ExitStatus status, Instant now) {
        condition.exited(status);
        Optional<Duration> lived = startedAt.map(start -> Duration.between(start, now));
        boolean isMissed = !health.wasReady() || !this.lived && isNeeded.getAsBoolean();
        String end = ending.isBegun()
                ? Phrases.ended(status, lived)
                : Phrases.endedAlone(status, lived, spec.get().streams());
        ended(outcome.exited(status, end, isMissed && !ending.isBegun()), end);
    }

    /** Who would have reported has died; the process may live on. */
    public void orphaned(String reason) {
        report(() -> {
            outcome.setOrphaned();
            ended(reason, reason);
        });
    }

    private void ended(String why, String note) {
        watchNoMore();
        outcome.setWords(why);
        log.ended(note);
        listener.ended();
    }

    /** The service is done with it: nothing more is heard of it. */
    void retire() {
        retired = true;
        lastWait.cancel();
        watchNoMore();
        ending.cancel();
        log.letGo();
        parts.lookout().forget(family);
        identity.ifPresent(parts.journal()::ended);
    }
}
