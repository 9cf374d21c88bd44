package controlfreak.engine.service;

import controlfreak.engine.base.Argv;
import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.GroupStop;
import controlfreak.engine.base.Phrases;
import controlfreak.log.RecordedLog;
import controlfreak.model.Hooks.Hook;
import controlfreak.model.ServiceId;
import controlfreak.model.Signal;
import controlfreak.process.Family;
import controlfreak.process.SeenProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One command that is run around a run of a service. It is over when nobody is left of all that it has started: what it
 * leaves behind is ended, as what follows may need its port. One use; engine thread only.
 */
final class HookRun implements GroupStop.Listener {
    /** How long what is to end may take, before SIGKILL. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private final EngineParts parts;
    private final RecordedLog log;
    private final String purpose;
    private final Duration patience;
    private final Consumer<Errand.End> told;
    private final Family family;
    private Optional<GroupStop> stop = Optional.empty();
    private Optional<Errand.End> end = Optional.empty();
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private String why = "";

    private HookRun(EngineParts parts, RecordedLog log, String purpose, Hook hook, Consumer<Errand.End> told) {
        this.parts = parts;
        this.log = log;
        this.purpose = purpose;
        this.patience = hook.patience();
        this.told = told;
        family = Family.ofNewRun(Argv.programs(hook.command()));
    }

    /**
     * Runs it.
     *
     * @param id whose it is
     * @param given what it gets
     * @param told is told once how it ended, later than this returns
     */
    static HookRun begin(
            EngineParts parts,
            RecordedLog log,
            ServiceId id,
            String purpose,
            Hook hook,
            Errand.Given given,
            Consumer<Errand.End> told) {
        HookRun run = new HookRun(parts, log, purpose, hook, told);
        log.note(purpose + ": " + hook.command().display());
        Errand.Given marked = given.with(run.family.marked(given.environment()));
        Errand.begin(parts, log, purpose, hook.command(), marked, run::exited)
                .leader()
                .ifPresent(leader -> {
                    run.family.isLedBy(leader);
                    parts.lookout().watch(run.family);
                    parts.journal().started(id.name(), leader, run.family.mark());
                    run.timer = parts.loop().delay(run.patience, run::overruns);
                });
        return run;
    }

    private void overruns() {
        why = "not ended in " + Phrases.duration(patience) + ", ";
        end(GRACE);
    }

    /** Asks it to end, and sees to it that it does. */
    void end(Duration patience) {
        if (stop.isEmpty() && family.leader().isPresent()) {
            timer.cancel();
            stop = Optional.of(parts.stop(family, this));
            stop.get().ask(patience, groupIsAsked -> {
                family.leader().ifPresent(leader -> parts.table().signalGroup(leader, Signal.TERM));
                groupIsAsked.run();
            });
        }
    }

    /** Ends it at once. */
    void kill() {
        if (stop.isEmpty() && family.leader().isPresent()) {
            timer.cancel();
            stop = Optional.of(parts.stop(family, this));
        }
        stop.ifPresent(GroupStop::kill);
    }

    /** When SIGKILL follows where it goes on as it does. */
    Instant killAt(Instant begun) {
        return stop.flatMap(GroupStop::killAt).orElse(begun.plus(patience).plus(GRACE));
    }

    private void exited(Errand.End how) {
        timer.cancel();
        end = Optional.of(how);
        if (family.leader().isEmpty()) {
            told.accept(how);
        } else if (stop.isPresent()) {
            stop.get().leaderExited();
        } else {
            stop = Optional.of(parts.stop(family, this));
            stop.get().askRest(GRACE);
        }
    }

    @Override
    public void leftBehind(List<SeenProcess> left) {
        if (!left.isEmpty()) {
            log.note(purpose + ": left behind" + Phrases.named(left) + "; ending it");
        }
    }

    @Override
    public void killed(List<SeenProcess> left) {
        log.note(purpose + ": " + why + "SIGKILL sent to all that is left" + Phrases.named(left));
    }

    @Override
    public void ended(List<SeenProcess> survivors) {
        parts.lookout().forget(family);
        family.leader().filter(leader -> survivors.isEmpty()).ifPresent(parts.journal()::ended);
        String words = why + end.map(Errand.End::words).orElse("it does not end");
        boolean isGood = why.isEmpty() && end.filter(Errand.End::isGood).isPresent() && survivors.isEmpty();
        told.accept(new Errand.End(
                isGood,
                false,
                survivors.isEmpty() ? words : words + "; " + Phrases.survivors(survivors, parts.table())));
    }
}
