package controlfreak.engine.service;

import controlfreak.engine.base.Causes;
import controlfreak.engine.base.EngineParts;
import controlfreak.log.RecordedLog;
import controlfreak.model.Hooks.Hook;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceVariables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What is run before and after each run of one service, as systemd does with ExecStartPre and ExecStopPost: a command that
 * fails before it is a start that has failed, and what is to be run after it is run after that, too. Engine thread only.
 */
final class Hooking {
    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    private final ServiceId id;
    private final EngineParts parts;
    private final RecordedLog log;
    private final ServiceCondition condition;
    private final BooleanSupplier isAskedToEnd;
    private final Deque<Hook> next = new ArrayDeque<>();
    private Optional<Errand.Given> given = Optional.empty();
    private Optional<HookRun> current = Optional.empty();
    private boolean isReady;
    private boolean isOver;
    private boolean isCutShort;

    /** @param isAskedToEnd whether somebody has asked for the end of the run */
    Hooking(
            ServiceId id,
            EngineParts parts,
            RecordedLog log,
            ServiceCondition condition,
            BooleanSupplier isAskedToEnd) {
        this.id = id;
        this.parts = parts;
        this.log = log;
        this.condition = condition;
        this.isAskedToEnd = isAskedToEnd;
    }

    /** Another run is asked for. */
    void anew() {
        given = Optional.empty();
        current = Optional.empty();
        isReady = false;
        isOver = false;
        isCutShort = false;
    }

    /** Whether a command runs. */
    boolean isOn() {
        return current.isPresent();
    }

    /**
     * All is there for a start.
     *
     * @param environment all variables that the process will have
     * @param again asks for the process anew
     * @return whether commands are run first
     */
    boolean comeFirst(ServiceRun run, Map<String, String> environment, Path folder, Runnable again) {
        given = Optional.of(new Errand.Given(run.spec(), environment, folder));
        if (!isReady && !run.process().isTakenUp()) {
            isReady = true;
            next.addAll(run.spec().hooks().before());
            if (!next.isEmpty()) {
                goOnBefore(run, again);
                return true;
            }
        }
        return false;
    }

    private void goOnBefore(ServiceRun run, Runnable again) {
        Hook hook = next.remove();
        begin(BEFORE, hook, given.orElseThrow(), end -> {
            if (isCutShort) {
                run.failed("Stopped while its before command ran ("
                        + hook.command().display() + ").");
            } else if (!end.isGood() && end.isForGood()) {
                run.failedForGood(failed(BEFORE, hook, end));
            } else if (!end.isGood()) {
                run.failed(failed(BEFORE, hook, end));
            } else if (next.isEmpty()) {
                condition.explain("");
                again.run();
            } else {
                goOnBefore(run, again);
            }
        });
        condition.explain(running(BEFORE, hook));
    }

    /**
     * All of a run is gone, or there was none.
     *
     * @param over is told once all that is to be run after it has ended; before this returns where there is nothing
     */
    void follow(ServiceRun run, Runnable over) {
        boolean wasOver = isOver;
        isOver = true;
        next.clear();
        if (!wasOver && given.isPresent()) {
            next.addAll(run.spec().hooks().after());
            goOnAfter(run, afterwards(run), over);
        } else {
            cancel();
            over.run();
        }
    }

    private Errand.Given afterwards(ServiceRun run) {
        RunOutcome outcome = run.outcome();
        String result = isAskedToEnd.getAsBoolean() ? "stopped" : outcome.isGood() ? "success" : "failure";
        Map<String, String> environment = new HashMap<>(given.orElseThrow().environment());
        ServiceVariables.ofEnd(result, outcome.exit()).applyTo(environment);
        return new Errand.Given(run.spec(), environment, given.get().folder());
    }

    private void goOnAfter(ServiceRun run, Errand.Given afterwards, Runnable over) {
        if (next.isEmpty()) {
            over.run();
            return;
        }
        Hook hook = next.remove();
        begin(AFTER, hook, afterwards, end -> {
            if (!end.isGood()) {
                String words = failed(AFTER, hook, end);
                log.note(words);
                run.outcome().hadTroubleAfterwards(words);
            }
            goOnAfter(run, afterwards, over);
        });
        String words = running(AFTER, hook);
        String cause = run.outcome().words();
        boolean isTold = !isAskedToEnd.getAsBoolean() && !cause.isEmpty();
        condition.ends(
                isTold ? Causes.joined(cause, words) : words,
                current.map(it -> it.killAt(parts.loop().now())));
    }

    private void begin(String purpose, Hook hook, Errand.Given with, Consumer<Errand.End> then) {
        current = Optional.of(HookRun.begin(parts, log, id, purpose, hook, with, end -> {
            current = Optional.empty();
            log.note(purpose + ": " + end.words());
            then.accept(end);
        }));
    }

    private static String running(String purpose, Hook hook) {
        return "running its " + purpose + " command: " + hook.command().display();
    }

    private static String failed(String purpose, Hook hook, Errand.End end) {
        return "Its " + purpose + " command (" + hook.command().display() + ") failed: " + end.words();
    }

    /**
     * Ends what is run before it; what is run after it goes on, unless all is to end at once.
     *
     * @param patience how long that may take
     */
    void end(Duration patience, boolean atOnce) {
        isCutShort = isCutShort || !isOver || atOnce;
        if (atOnce) {
            next.clear();
            current.ifPresent(HookRun::kill);
        } else if (!isOver) {
            current.ifPresent(hook -> hook.end(patience));
            condition.ends(
                    condition.status().cause(), Optional.of(parts.loop().now().plus(patience)));
        }
    }

    /** Nothing is to be heard of them any more; what runs is killed. */
    void cancel() {
        current.ifPresent(HookRun::kill);
        current = Optional.empty();
    }
}
