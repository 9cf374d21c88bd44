package controlfreak.engine.service;

import controlfreak.engine.base.Causes;
import controlfreak.engine.base.Condition;
import controlfreak.engine.base.EngineLoop;
import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceId;
import controlfreak.model.status.Retry;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.process.Family;
import controlfreak.process.ProcessIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The state that a service's process is in and all that is told of it. Engine thread only, but for {@link
 * #status()} and {@link #processes()}.
 */
final class ServiceCondition {
    private final ServiceId id;
    private final Condition<ServiceState, ServiceStatus> condition;
    private OptionalLong pid = OptionalLong.empty();
    private Optional<Map<String, String>> environment = Optional.empty();
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<ExitStatus> lastExit = Optional.empty();
    private Optional<Retry> retry = Optional.empty();
    private Optional<Instant> killAt = Optional.empty();
    private int restarts;
    private boolean ready;
    private boolean ownProgram;
    private OptionalLong formerPid = OptionalLong.empty();
    private volatile Optional<Family> family = Optional.empty();
    private List<String> waitsFor = List.of();

    /** @param changed is told each new snapshot */
    ServiceCondition(ServiceId id, EngineLoop loop, Consumer<ServiceStatus> changed) {
        this.id = id;
        condition = new Condition<>(
                id.toString(), ServiceState.STOPPED, loop, ServiceState::mayBecome, this::snapshot, changed);
    }

    private ServiceStatus snapshot(ServiceState state, Instant since, String cause) {
        return new ServiceStatus(
                id,
                state,
                since,
                pid,
                startedAt,
                restarts,
                lastExit,
                cause,
                retry,
                killAt,
                environment,
                state == ServiceState.RUNNING && ready,
                ownProgram,
                formerPid,
                waitsFor);
    }

    /** All processes that are known to belong to the one that lives; empty where none does, or nobody has looked yet. Any thread. */
    Set<ProcessIdentity> processes() {
        return family.map(Family::known).orElse(Set.of());
    }

    /** The latest snapshot. Any thread. */
    ServiceStatus status() {
        return condition.status();
    }

    ServiceState state() {
        return condition.state();
    }

    /** Comes into a state; see {@link Condition#move}. */
    void move(ServiceState next, String why) {
        condition.move(next, why);
    }

    /** Stays in its state, for another reason. */
    void explain(String why) {
        condition.explain(why);
    }

    /** Where it runs, it goes on running, and is ready or not. */
    void isWell(boolean isReady, String words) {
        if (state() == ServiceState.RUNNING) {
            boolean onlyThat = ready != isReady && condition.cause().equals(words);
            ready = isReady;
            if (onlyThat) {
                condition.publish();
            } else {
                condition.explain(words);
            }
        }
    }

    /** Whether its process is ready; told with the next move. */
    void isReady(boolean now) {
        ready = now;
    }

    /** What its start waits for; told with the next move, or the next reason. */
    void waitsFor(List<String> names) {
        waitsFor = names;
    }

    /** The process that lives now, and all variables that it was given, where they are known; told with the next move. */
    void has(OptionalLong process, Family all, Optional<Map<String, String>> variables, Instant start) {
        pid = process;
        family = Optional.of(all);
        environment = variables;
        startedAt = Optional.of(start);
    }

    /**
     * Another process of it is the one that counts.
     *
     * @param former the one before; empty where it is the one again that was started
     */
    void isNow(OptionalLong process, OptionalLong former) {
        pid = process;
        formerPid = former;
        condition.publish();
    }

    /** Its process shares nothing with the proxy that started it; told with the next move. */
    void isOwnProgram() {
        ownProgram = true;
    }

    /** No process lives any more, and nothing of it is waited for; told with the next move. */
    void hasNothing() {
        pid = OptionalLong.empty();
        formerPid = OptionalLong.empty();
        family = Optional.empty();
        environment = Optional.empty();
        retry = Optional.empty();
        killAt = Optional.empty();
        ready = false;
        ownProgram = false;
        waitsFor = List.of();
    }

    /** How the last process ended; told with the next move. */
    void exited(ExitStatus exit) {
        lastExit = Optional.of(exit);
    }

    /** The same, told at once. */
    void hasExited(ExitStatus exit) {
        exited(exit);
        condition.publish();
    }

    /** The start that will be tried next; told with the next move. */
    void willRetry(Retry next) {
        retry = Optional.of(next);
    }

    /** It is started again without an operator asking; told with the next move. */
    void isRestarted() {
        restarts++;
    }

    /** When SIGKILL will follow, if at all. */
    void willBeKilled(Optional<Instant> when) {
        killAt = when;
        condition.publish();
    }

    /** It is on its way to its end, with what there is to say, and when SIGKILL will follow, if at all. */
    void ends(String why, Optional<Instant> when) {
        killAt = when;
        move(ServiceState.STOPPING, why);
    }

    /** Completes the stage once it runs and is ready; fails it where it ends before. */
    void awaitReady(CompletableFuture<ServiceStatus> stage) {
        condition.await(
                stage, ServiceStatus::ready, snapshot -> !snapshot.state().isLive());
    }

    /** Completes the stage once it is down, unless {@link #goesOn} comes first. */
    void awaitEnd(CompletableFuture<ServiceStatus> stage) {
        condition.awaitEnd(stage, snapshot -> !snapshot.state().isUp());
    }

    /** It is to run again: who waits for its end waits in vain. */
    void goesOn() {
        condition.goesOn();
    }

    /** It does not end, for a reason that is a short phrase. */
    void endsInVain(String reason) {
        condition.endsInVain(Causes.sentence(id.toString(), reason));
    }

    /** Nobody will hear of it again. */
    void forget() {
        condition.forget();
    }
}
