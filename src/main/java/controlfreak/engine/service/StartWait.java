package controlfreak.engine.service;

import controlfreak.log.RecordedLog;
import controlfreak.model.Dependency;
import controlfreak.model.ServiceState;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The wait of one service for what it is to be started after, and an operator's wish to do without. Engine thread only. */
final class StartWait {
    private final Prerequisites prerequisites;
    private final ServiceCondition condition;
    private final RecordedLog log;
    private final Supplier<List<Dependency>> dependencies;
    private final Runnable lookAgain;
    private boolean isOn;
    private boolean skipped;

    /**
     * @param dependencies those of now
     * @param lookAgain is run where what it waits for has changed
     */
    StartWait(
            Prerequisites prerequisites,
            ServiceCondition condition,
            RecordedLog log,
            Supplier<List<Dependency>> dependencies,
            Runnable lookAgain) {
        this.prerequisites = prerequisites;
        this.condition = condition;
        this.log = log;
        this.dependencies = dependencies;
        this.lookAgain = lookAgain;
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
        Optional<Prerequisites.Wait> wait = what();
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
        prerequisites.leave(lookAgain);
        Optional<Prerequisites.Wait> wait = what();
        condition.waitsFor(wait.map(Prerequisites.Wait::names).orElse(List.of()));
        wait.map(Prerequisites.Wait::words).ifPresent(condition::explain);
        isOn = wait.isPresent();
        return !isOn;
    }

    private Optional<Prerequisites.Wait> what() {
        return skipped ? Optional.empty() : prerequisites.await(dependencies.get(), lookAgain);
    }

    void end() {
        isOn = false;
        prerequisites.leave(lookAgain);
    }
}
