package controlfreak.engine.service;

import controlfreak.engine.base.EngineLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Ends a process that cannot be proved to be ours, so that only whoever runs it may end it: asks, waits, asks for SIGKILL,
 * and waits no longer than that can take. Engine thread only.
 */
final class FarStop {
    /** How long one that was killed is waited for. */
    static final Duration LAST_WAIT = Duration.ofSeconds(10);

    private final EngineLoop loop;
    private final Runnable killing;
    private final Runnable lost;
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private Optional<Instant> killAt = Optional.empty();
    private boolean killed;
    private boolean ranOut;

    /**
     * @param killing has it killed, where whoever runs it does such a thing
     * @param lost is run where it is not heard to have ended after that
     */
    FarStop(EngineLoop loop, Runnable killing, Runnable lost) {
        this.loop = loop;
        this.killing = killing;
        this.lost = lost;
    }

    void ask(Duration patience, Runnable politely) {
        politely.run();
        setDeadline(patience);
    }

    private void setDeadline(Duration patience) {
        timer.cancel();
        killAt = Optional.of(loop.now().plus(patience));
        timer = loop.delay(patience, () -> {
            ranOut = true;
            kill();
        });
    }

    /** Puts SIGKILL off by so much, where it is waited for. */
    void prolong(Duration by) {
        killAt.ifPresent(when -> setDeadline(Duration.between(loop.now(), when.plus(by))));
    }

    /** Cuts the waiting short. */
    void kill() {
        if (!killed) {
            killed = true;
            killAt = Optional.empty();
            timer.cancel();
            timer = loop.delay(LAST_WAIT, lost);
            killing.run();
        }
    }

    /** When SIGKILL will be asked for. */
    Optional<Instant> killAt() {
        return killAt;
    }

    boolean ranOut() {
        return ranOut;
    }

    /** It has ended, or is not waited for any more. */
    void end() {
        timer.cancel();
    }
}
