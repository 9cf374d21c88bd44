package controlfreak.engine.service;

import controlfreak.engine.base.Bulkhead;
import controlfreak.engine.base.Phrases;
import controlfreak.model.Bugs;
import controlfreak.model.status.ServiceState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What becomes of a service where a bug comes up in what is done for it: what it has is ended, what is to be run after
 * that is run, and then it has failed. Engine thread only.
 */
final class Breakage {
    private final Supplier<Optional<ServiceRun>> run;
    private final ServiceCondition condition;
    private final Bulkhead bulkhead;
    private final Runnable forget;
    private final ProcessSource source;
    private final Comeback comeback;
    private final StartWait wait;
    private final Hooking hooks;

    /**
     * @param run the process of now
     * @param forget has it no process any more
     */
    Breakage(
            Supplier<Optional<ServiceRun>> run,
            ServiceCondition condition,
            Bulkhead bulkhead,
            Runnable forget,
            ProcessSource source,
            Comeback comeback,
            StartWait wait,
            Hooking hooks) {
        this.run = run;
        this.condition = condition;
        this.bulkhead = bulkhead;
        this.forget = forget;
        this.source = source;
        this.comeback = comeback;
        this.wait = wait;
        this.hooks = hooks;
    }

    /** A bug has come up. */
    void begin() {
        Optional<ServiceRun> broken = run.get();
        if (broken.filter(Breakage::isFirst).isPresent()) {
            bulkhead.run(() -> end(broken.get()));
        } else if (condition.state().isUp()) {
            giveUp();
        }
    }

    /** Whether no other bug came up in it before. */
    private static boolean isFirst(ServiceRun broken) {
        boolean isFirst = !broken.outcome().isBroken();
        broken.outcome().setBroken(Phrases.INTERNAL_ERROR);
        return isFirst;
    }

    private void end(ServiceRun broken) {
        if (broken.startedAt().isPresent()) {
            condition.move(ServiceState.STOPPING, Phrases.INTERNAL_ERROR);
            end(broken, broken.spec().restart().stopWait());
        } else {
            // Whatever its start may still come to is not waited for.
            source.withdraw(broken);
            broken.retire();
            hooks.follow(broken, this::giveUp);
        }
    }

    private void end(ServiceRun broken, Duration patience) {
        giveUpAfter(patience.plus(FarStop.LAST_WAIT.multipliedBy(2)), broken);
        if (broken.outcome().hasExited()) {
            broken.endRest(patience);
        } else {
            broken.end(patience, false);
        }
        // The bug may have come up in an end that was under way, and have broken that off.
        broken.later(patience, broken.ending()::kill);
    }

    /** What is run after it has a time of its own. */
    private void giveUpAfter(Duration time, ServiceRun broken) {
        broken.later(time, () -> {
            if (hooks.isOn()) {
                giveUpAfter(FarStop.LAST_WAIT, broken);
            } else {
                giveUp();
            }
        });
    }

    /** Nothing of it is waited for any more, whatever else fails. */
    private void giveUp() {
        Optional<ServiceRun> broken = run.get();
        String words = broken.map(it -> it.outcome()
                        .brokenWords(
                                it.startedAt().isPresent(), condition.status().pid()))
                .orElse(Phrases.INTERNAL_ERROR);
        forget.run();
        condition.hasNothing();
        Stream.<Runnable>of(
                        () -> condition.endsInVain(words),
                        () -> condition.move(ServiceState.FAIL, words),
                        comeback::cancel,
                        wait::end,
                        hooks::cancel,
                        () -> broken.ifPresent(source::withdraw),
                        () -> broken.ifPresent(ServiceRun::retire),
                        () -> source.settled(false))
                .forEach(step -> Bugs.guarded(step).run());
    }
}
