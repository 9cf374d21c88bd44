package controlfreak.engine;

import controlfreak.log.RecordedLog;
import controlfreak.model.ServiceState;
import java.util.List;
import java.util.Optional;

/** The wait of one service for what it is to be started after, and an operator's wish to do without. Engine thread only. */
final class StartWait {
    private final ServiceLife life;
    private final StartOrder order;
    private final ServiceCondition condition;
    private final RecordedLog log;
    private boolean isOn;
    private boolean skipped;

    StartWait(ServiceLife life, StartOrder order, ServiceCondition condition, RecordedLog log) {
        this.life = life;
        this.order = order;
        this.condition = condition;
        this.log = log;
    }

    boolean isOn() {
        return isOn;
    }

    /** Whether the starts to come wait for nothing, until one has come to run or this is said anew. */
    void skip(boolean now) {
        skipped = now;
    }

    /** Comes into the state of a start that waits, where there is anything to wait for. */
    boolean begins() {
        Optional<StartOrder.Wait> wait = what();
        wait.ifPresent(what -> {
            isOn = true;
            condition.waitsFor(what.names());
            log.note(what.words());
            condition.move(ServiceState.STARTING, what.words());
        });
        return isOn;
    }

    /** Looks again at what is waited for; whether the wait is over by that. */
    boolean isOver() {
        order.leave(life);
        Optional<StartOrder.Wait> wait = what();
        condition.waitsFor(wait.map(StartOrder.Wait::names).orElse(List.of()));
        wait.map(StartOrder.Wait::words).ifPresent(condition::explain);
        isOn = wait.isPresent();
        return !isOn;
    }

    private Optional<StartOrder.Wait> what() {
        return skipped ? Optional.empty() : order.await(life);
    }

    void end() {
        isOn = false;
        order.leave(life);
    }
}
