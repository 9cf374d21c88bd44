package controlfreak.engine;

import controlfreak.model.ExitStatus;
import controlfreak.model.Retry;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceState;
import controlfreak.model.ServiceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The state that a service's process is in and all that is told of it: checks that moves are legal, makes snapshots,
 * completes the stages of those who wait. Engine thread only, but for {@link #status()}.
 */
final class ServiceCondition {
    private final ServiceId id;
    private final EngineLoop loop;
    private final Consumer<ServiceStatus> changed;
    private final Waiters<ServiceStatus> waiters = new Waiters<>();
    private volatile ServiceStatus status;

    private ServiceState state = ServiceState.STOPPED;
    private Instant since;
    private String cause = "";
    private Optional<ServiceRun> process = Optional.empty();
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<ExitStatus> lastExit = Optional.empty();
    private Optional<Retry> retry = Optional.empty();
    private Optional<Instant> killAt = Optional.empty();
    private int restarts;
    private boolean ready;
    private List<String> waitsFor = List.of();

    /** @param changed is told each new snapshot */
    ServiceCondition(ServiceId id, EngineLoop loop, Consumer<ServiceStatus> changed) {
        this.id = id;
        this.loop = loop;
        this.changed = changed;
        since = loop.now();
        status = ServiceStatus.initial(id, since);
    }

    /** The latest snapshot. Any thread. */
    ServiceStatus status() {
        return status;
    }

    ServiceState state() {
        return state;
    }

    /**
     * Comes into a state.
     *
     * @throws IllegalStateException where the table of legal moves has no such move
     */
    void move(ServiceState next, String why) {
        if (!state.mayBecome(next) && state != next) {
            throw new IllegalStateException(id + " cannot become " + next + " from " + state);
        }
        state = next;
        since = loop.now();
        cause = why;
        publish();
    }

    /** Stays in its state, for another reason. */
    void explain(String why) {
        explain(why, ready);
    }

    /** Runs as before, and is ready or not. */
    void explain(String why, boolean isReady) {
        if (!cause.equals(why) || ready != isReady) {
            cause = why;
            ready = isReady;
            publish();
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

    /** The process that lives now; told with the next move. */
    void has(ServiceRun run) {
        process = Optional.of(run);
        startedAt = run.startedAt();
    }

    /** No process lives any more, and nothing of it is waited for; told with the next move. */
    void hasNothing() {
        process = Optional.empty();
        retry = Optional.empty();
        killAt = Optional.empty();
        ready = false;
        waitsFor = List.of();
    }

    /** How the last process ended; told with the next move. */
    void exited(ExitStatus exit) {
        lastExit = Optional.of(exit);
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
        publish();
    }

    /** Completes a stage at the first snapshot that is what was asked for, fails it at the first that rules it out. */
    void await(
            CompletableFuture<ServiceStatus> stage, Predicate<ServiceStatus> reached, Predicate<ServiceStatus> missed) {
        waiters.add(stage, reached, missed);
    }

    /** Nobody will hear of it again. */
    void forget() {
        waiters.refuseAll(id + " was removed.");
    }

    private void publish() {
        status = new ServiceStatus(
                id,
                state,
                since,
                process.map(ServiceRun::pid).orElse(OptionalLong.empty()),
                startedAt,
                restarts,
                lastExit,
                cause,
                retry,
                killAt,
                process.map(ServiceRun::environment),
                state == ServiceState.RUNNING && ready,
                waitsFor);
        changed.accept(status);
        waiters.tell(status, Causes.sentence(id.toString(), cause));
    }
}
