package controlfreak.engine.base;

import controlfreak.guard.VisibleText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A state, since when and why: checks that moves are legal, tells each new snapshot, completes the stages of those who
 * wait for one. Engine thread only, but for {@link #status()}.
 *
 * @param <S> the states
 * @param <T> the snapshot of a state and of what else its owner tells
 */
public final class Condition<S extends Enum<S>, T> {
    /** Makes a snapshot; on the engine's thread. */
    public interface Snapshots<S, T> {
        T of(S state, Instant since, String cause);
    }

    private final String subject;
    private final EngineLoop loop;
    private final BiPredicate<S, S> legal;
    private final Snapshots<S, T> snapshots;
    private final Consumer<T> changed;
    private final Waiters<T> waiters = new Waiters<>();
    private final List<CompletableFuture<T>> ends = new ArrayList<>();
    private volatile T status;

    private S state;
    private Instant since;
    private String cause = "";

    /**
     * @param subject what a sentence about its owner begins with
     * @param legal whether a state may become another
     * @param changed is told each new snapshot
     */
    public Condition(
            String subject,
            S initial,
            EngineLoop loop,
            BiPredicate<S, S> legal,
            Snapshots<S, T> snapshots,
            Consumer<T> changed) {
        this.subject = subject;
        this.loop = loop;
        this.legal = legal;
        this.snapshots = snapshots;
        this.changed = changed;
        state = initial;
        since = loop.now();
        status = snapshots.of(state, since, cause);
    }

    /** The latest snapshot. Any thread. */
    public T status() {
        return status;
    }

    public S state() {
        return state;
    }

    public String cause() {
        return cause;
    }

    /**
     * Comes into a state.
     *
     * @throws IllegalStateException where that move is not legal
     */
    public void move(S next, String why) {
        if (!legal.test(state, next) && state != next) {
            throw new IllegalStateException(subject + " cannot become " + next + " from " + state);
        }
        state = next;
        since = loop.now();
        cause = VisibleText.of(why);
        publish();
    }

    /** Stays in its state, for another reason. */
    public void explain(String why) {
        String next = VisibleText.of(why);
        if (!cause.equals(next)) {
            cause = next;
            publish();
        }
    }

    /** What its owner tells has changed. */
    public void publish() {
        status = snapshots.of(state, since, cause);
        try {
            changed.accept(status);
        } finally {
            tellWaiters();
        }
    }

    /** Completes a stage at the first snapshot that is what was asked for, fails it at the first that rules it out. */
    public void await(CompletableFuture<T> stage, Predicate<T> reached, Predicate<T> missed) {
        waiters.add(stage, reached, missed);
    }

    /** Completes a stage at the first snapshot that is the end that was asked for, unless {@link #goesOn} comes first. */
    public void awaitEnd(CompletableFuture<T> stage, Predicate<T> ended) {
        ends.removeIf(CompletableFuture::isDone);
        ends.add(stage);
        await(stage, ended, snapshot -> false);
    }

    /** A later wish has replaced that for an end: who waits for that one waits in vain. */
    public void goesOn() {
        endsInVain(subject + " is to run again.");
    }

    /** The end that was asked for will not come, for a reason that is a sentence for people. */
    public void endsInVain(String reason) {
        List<CompletableFuture<T>> vain = List.copyOf(ends);
        ends.clear();
        vain.forEach(stage -> RefusedException.refuse(stage, reason));
    }

    /** Something that is waited for may have come true without a change of its own. */
    public void tellWaiters() {
        waiters.tell(status, Causes.sentence(subject, cause));
    }

    /** Nobody will hear of it again. */
    public void forget() {
        waiters.refuseAll(subject + " was removed.");
    }
}
