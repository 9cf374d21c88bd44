package controlfreak.engine.service;

import controlfreak.engine.base.Bulkhead;
import controlfreak.log.RecordedLog;
import controlfreak.model.Dependency;
import controlfreak.model.status.ServiceState;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The wait of one service for what it is to be started after, and an operator's wish to do without. Engine thread only. */
final class StartWait {
    private final String service;
    private final Prerequisites prerequisites;
    private final ServiceCondition condition;
    private final RecordedLog log;
    private final Supplier<List<Dependency>> dependencies;
    private final ProcessSource source;
    private final Runnable ask;
    private final Runnable again;
    private boolean isOn;
    private boolean skipped;

    /**
     * @param dependencies those of now
     * @param source gives the process, unless it refuses by then
     * @param ask asks for it, once nothing is waited for any more
     * @param bulkhead what is done here when something has changed is done in
     */
    StartWait(
            String service,
            Prerequisites prerequisites,
            ServiceCondition condition,
            RecordedLog log,
            Supplier<List<Dependency>> dependencies,
            ProcessSource source,
            Runnable ask,
            Bulkhead bulkhead) {
        this.service = service;
        this.prerequisites = prerequisites;
        this.condition = condition;
        this.log = log;
        this.dependencies = dependencies;
        this.source = source;
        this.ask = ask;
        again = () -> bulkhead.run(this::lookAgain);
    }

    /** Whether others wait for the service to run. */
    boolean isNeeded() {
        return prerequisites.areWaitedFor(service);
    }

    boolean isOn() {
        return isOn;
    }

    /** Whether the starts to come wait for nothing, until one has come to run or this is said anew. */
    void skip(boolean now) {
        skipped = now;
    }

    /** Who joins a restart that is to wait for nothing does not make it wait. */
    boolean isSkipped() {
        return skipped;
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

    /** What it waits for has changed: where that is all there now, the process is asked for. */
    void lookAgain() {
        if (!isOn || !isOver()) {
            return;
        }
        Optional<String> refusal = source.refusal();
        if (refusal.isEmpty()) {
            ask.run();
        } else {
            condition.move(ServiceState.FAIL, refusal.get());
            source.settled(false);
        }
    }

    private boolean isOver() {
        prerequisites.leave(again);
        Optional<Prerequisites.Wait> wait = what();
        condition.waitsFor(wait.map(Prerequisites.Wait::names).orElse(List.of()));
        wait.map(Prerequisites.Wait::words).ifPresent(condition::explain);
        isOn = wait.isPresent();
        return !isOn;
    }

    private Optional<Prerequisites.Wait> what() {
        return skipped ? Optional.empty() : prerequisites.await(dependencies.get(), again);
    }

    void end() {
        isOn = false;
        prerequisites.leave(again);
    }
}
