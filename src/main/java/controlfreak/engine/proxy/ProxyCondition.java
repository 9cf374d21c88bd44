package controlfreak.engine.proxy;

import controlfreak.engine.base.Condition;
import controlfreak.engine.base.EngineLoop;
import controlfreak.model.ExitStatus;
import controlfreak.model.status.ChangeoverStatus;
import controlfreak.model.status.ChangeoverStatus.Kind;
import controlfreak.model.status.ChangeoverStatus.Phase;
import controlfreak.model.status.ProxyGeneration;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.Retry;
import controlfreak.model.status.RollingStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The state that a proxy is in and all that is told of it. Engine thread only, but for {@link #status()}. */
final class ProxyCondition {
    private final String name;
    private final EngineLoop loop;
    private final Condition<ProxyState, ProxyStatus> condition;
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
        condition = new Condition<>(subject(), ProxyState.DOWN, loop, ProxyState::mayBecome, this::snapshot, changed);
    }

    private ProxyStatus snapshot(ProxyState state, Instant since, String cause) {
        return new ProxyStatus(
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
    }

    /** What a sentence about it begins with. */
    String subject() {
        return "The proxy " + name;
    }

    /** The latest snapshot. Any thread. */
    ProxyStatus status() {
        return condition.status();
    }

    ProxyState state() {
        return condition.state();
    }

    /** The process that takes the starts, where one lives. */
    Optional<ProxyProcess> process() {
        return process;
    }

    /** The restart that is due after a crash. */
    Optional<Retry> retry() {
        return retry;
    }

    /** Comes into a state; see {@link Condition#move}. */
    void move(ProxyState next, String why) {
        condition.move(next, why);
    }

    /** Stays in its state, for another reason. */
    void explain(String why) {
        condition.explain(why);
    }

    /** Its process has told something of itself, so it is up. */
    void hasSpoken() {
        if (state() == ProxyState.PRELOADING) {
            move(ProxyState.UP, "");
        } else {
            hasNews();
        }
    }

    /** What is told of its process has changed. */
    void hasNews() {
        condition.publish();
    }

    /** How far its changeover is. */
    void changesOver(Kind kind, Phase phase, RollingStatus moved) {
        Instant phaseSince = changeover
                .filter(before -> before.phase() == phase)
                .map(ChangeoverStatus::since)
                .orElseGet(loop::now);
        changeover = Optional.of(new ChangeoverStatus(kind, phase, phaseSince, moved));
        condition.publish();
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
            condition.publish();
        }
    }

    /** Completes the stage once it is up; fails it where it ends before. */
    void awaitUp(CompletableFuture<ProxyStatus> stage) {
        condition.await(
                stage,
                snapshot -> snapshot.state() == ProxyState.UP,
                snapshot -> !snapshot.state().isLive());
    }

    /** The same; completes it at once where it is up. */
    void awaitUpFromNow(CompletableFuture<ProxyStatus> stage) {
        awaitUp(stage);
        condition.tellWaiters();
    }

    /** Completes the stage once no changeover is under way. */
    void awaitNoChangeover(CompletableFuture<ProxyStatus> stage) {
        condition.await(stage, snapshot -> snapshot.changeover().isEmpty(), snapshot -> false);
    }

    /** Something that is waited for may have come true without a change of its own. */
    void tellWaiters() {
        condition.tellWaiters();
    }

    /** Completes the stage at the first snapshot that is the end that was asked for, unless {@link #goesOn} comes first. */
    void awaitEnd(CompletableFuture<ProxyStatus> stage, Predicate<ProxyStatus> ended) {
        condition.awaitEnd(stage, ended);
    }

    /** It is to run again: who waits for its end waits in vain. */
    void goesOn() {
        condition.goesOn();
    }

    /** Nobody will hear of it again. */
    void forget() {
        condition.forget();
    }
}
