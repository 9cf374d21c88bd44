package controlfreak.engine.base;

import controlfreak.log.RecordedLog;
import controlfreak.process.Family;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.SeenProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is run beside one process of a service: checks, and the command that stops it. None of it belongs to the process,
 * nor to any other, and nothing of it outlives it. Engine thread only.
 */
public final class Beside implements GroupStop.Listener {
    /** How long what is left may take to end, before SIGKILL. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final EngineParts parts;
    private final RecordedLog log;
    private final String name;
    private final Family family = Family.ofNewRun(Set.of());
    /** The first of them, by which the journal knows them all. */
    private Optional<ProcessIdentity> recorded = Optional.empty();

    private boolean isUsed;
    private int running;
    private Optional<Consumer<List<SeenProcess>>> told = Optional.empty();
    private Optional<GroupStop> stop = Optional.empty();

    /** @param service what people call the service */
    public Beside(EngineParts parts, RecordedLog log, String service) {
        this.parts = parts;
        this.log = log;
        this.name = "run beside " + service;
    }

    /** The variables of something that is about to be run. */
    public Map<String, String> marked(Map<String, String> variables) {
        isUsed = true;
        return family.marked(variables);
    }

    /** What was about to be run lives: should the panel be killed, it is found by the next one. */
    public void lives(ProcessIdentity process) {
        if (recorded.isEmpty()) {
            recorded = Optional.of(process);
            parts.journal().started(name, process, family.mark());
        }
    }

    /** Something has begun that comes to its own end, or is brought to it; {@link #isDone} is called once then. */
    public void isBusy() {
        running++;
    }

    /** That has ended. */
    public void isDone() {
        running--;
        if (running == 0 && told.isPresent()) {
            endRest();
        }
    }

    /**
     * The process has ended: what is left beside it is to end, too.
     *
     * @param told is told once who could not be ended
     */
    public void end(Consumer<List<SeenProcess>> told) {
        if (isUsed) {
            this.told = Optional.of(told);
            if (running == 0) {
                endRest();
            }
        } else {
            told.accept(List.of());
        }
    }

    /** Ends at once what the end of the process waits for, if it does. */
    public void kill() {
        if (told.isPresent()) {
            endRest();
            stop.ifPresent(GroupStop::kill);
        }
    }

    private void endRest() {
        if (stop.isEmpty()) {
            stop = Optional.of(parts.stop(family, this));
            stop.get().askRest(GRACE);
        }
    }

    @Override
    public void leftBehind(List<SeenProcess> left) {
        if (!left.isEmpty()) {
            log.note("left behind by what was run beside it" + Phrases.named(left) + "; ending it");
        }
    }

    @Override
    public void killed(List<SeenProcess> left) {
        log.note("SIGKILL sent to what was run beside it" + Phrases.named(left));
    }

    @Override
    public void ended(List<SeenProcess> survivors) {
        recorded.filter(process -> survivors.isEmpty()).ifPresent(parts.journal()::ended);
        told.orElseThrow().accept(survivors);
    }
}
