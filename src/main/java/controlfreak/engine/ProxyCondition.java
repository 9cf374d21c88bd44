package controlfreak.engine;

import controlfreak.model.ChangeoverStatus;
import controlfreak.model.ChangeoverStatus.Kind;
import controlfreak.model.ChangeoverStatus.Phase;
import controlfreak.model.ExitStatus;
import controlfreak.model.ProxyGeneration;
import controlfreak.model.ProxyState;
import controlfreak.model.ProxyStatus;
import controlfreak.model.Retry;
import controlfreak.model.RollingStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The state that a proxy is in and all that is told of it: checks that moves are legal, makes snapshots, completes the
 * stages of those who wait. Engine thread only, but for {@link #status()}.
 */
final class ProxyCondition {
    private final String name;
    private final EngineLoop loop;
    private final Consumer<ProxyStatus> changed;
    private final Waiters<ProxyStatus> waiters = new Waiters<>();
    private volatile ProxyStatus status;

    private ProxyState state = ProxyState.DOWN;
    private Instant since;
    private String cause = "";
    private Optional<ProxyProcess> process = Optional.empty();
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<ExitStatus> lastExit = Optional.empty();
    private Optional<Retry> retry = Optional.empty();
    private Optional<ChangeoverStatus> changeover = Optional.empty();
    private int restarts;

    /** @param changed is told each new snapshot */
    ProxyCondition(String name, EngineLoop loop, Consumer<ProxyStatus> changed) {
        this.name = name;
        this.loop = loop;
        this.changed = changed;
        since = loop.now();
        status = ProxyStatus.initial(name, since);
    }

    /** The latest snapshot. Any thread. */
    ProxyStatus status() {
        return status;
    }

    ProxyState state() {
        return state;
    }

    /** The process that lives now. */
    Optional<ProxyProcess> process() {
        return process;
    }

    /** The restart that is due after a crash. */
    Optional<Retry> retry() {
        return retry;
    }

    /**
     * Comes into a state.
     *
     * @throws IllegalStateException where the table of legal moves has no such move
     */
    void move(ProxyState next, String why) {
        if (!state.mayBecome(next) && state != next) {
            throw new IllegalStateException("The proxy " + name + " cannot become " + next + " from " + state);
        }
        state = next;
        since = loop.now();
        cause = why;
        publish();
    }

    /** Stays in its state, for another reason. */
    void explain(String why) {
        if (!cause.equals(why)) {
            cause = why;
            publish();
        }
    }

    /** Its process has told something of itself. */
    void hasNews() {
        publish();
    }

    /** How far its changeover is. */
    void changesOver(Kind kind, Phase phase, RollingStatus moved) {
        Instant phaseSince = changeover
                .filter(before -> before.phase() == phase)
                .map(ChangeoverStatus::since)
                .orElseGet(loop::now);
        changeover = Optional.of(new ChangeoverStatus(kind, phase, phaseSince, moved));
        publish();
    }

    /** No changeover is under way; told with the next move. */
    void endsChangeover() {
        changeover = Optional.empty();
    }

    /** Its process; told with the next move. */
    void has(ProxyProcess running) {
        process = Optional.of(running);
        startedAt = Optional.of(running.startedAt());
    }

    /** No process lives any more; told with the next move. */
    void hasNothing() {
        process = Optional.empty();
    }

    /** How the last process ended; told with the next move. */
    void exited(ExitStatus exit) {
        lastExit = Optional.of(exit);
    }

    /** It is started again without an operator asking; told with the next move. */
    void isRestarted() {
        restarts++;
    }

    /** The restart that is due; told with the next move. */
    void willRetry(Retry next) {
        retry = Optional.of(next);
    }

    /** No restart is due. */
    void willNotRetry() {
        if (retry.isPresent()) {
            retry = Optional.empty();
            publish();
        }
    }

    /** Completes a stage at the first snapshot that is what was asked for, fails it at the first that rules it out. */
    void await(CompletableFuture<ProxyStatus> stage, Predicate<ProxyStatus> reached, Predicate<ProxyStatus> missed) {
        waiters.add(stage, reached, missed);
    }

    /** Something that is waited for may have come true without a change of its own. */
    void tellWaiters() {
        waiters.tell(status, Causes.sentence("The proxy " + name, cause));
    }

    /** Nobody will hear of it again. */
    void forget() {
        waiters.refuseAll("The proxy " + name + " was removed.");
    }

    private void publish() {
        status = new ProxyStatus(
                name,
                state,
                since,
                process.map(current -> OptionalLong.of(current.identity().pid()))
                        .orElse(OptionalLong.empty()),
                startedAt,
                restarts,
                lastExit,
                cause,
                retry,
                process.flatMap(ProxyProcess::ready),
                process.map(ProxyProcess::environment),
                process.map(ProxyProcess::generation).orElse(ProxyGeneration.NONE),
                changeover);
        changed.accept(status);
        tellWaiters();
    }
}
