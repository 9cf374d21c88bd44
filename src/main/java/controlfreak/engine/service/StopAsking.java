package controlfreak.engine.service;

import controlfreak.engine.base.Addressees;
import controlfreak.engine.base.Addressees.Outcome;
import controlfreak.engine.base.Beside;
import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.EngineParts;
import controlfreak.model.Ask;
import controlfreak.model.Command;
import controlfreak.model.Reach;
import controlfreak.model.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Asks one process to end as its service's settings say; where a command is to do that and does not, by SIGTERM after
 * all, before its patience is over. One use; engine thread only.
 */
final class StopAsking {
    /** What a process that no command has ended is left to end by SIGTERM: that part of its patience, and no longer. */
    private static final int LAST_PART = 4;

    private static final Duration LONGEST_LAST = Duration.ofSeconds(2);

    private final EngineParts parts;
    private final ProcessSource source;
    private final ServiceRun run;
    private final Runnable groupIsAsked;
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private boolean isTold;

    /**
     * @param run the process
     * @param groupIsAsked is told where all of its group have been asked, rather than some who tell the others
     */
    StopAsking(EngineParts parts, ProcessSource source, ServiceRun run, Runnable groupIsAsked) {
        this.parts = parts;
        this.source = source;
        this.run = run;
        this.groupIsAsked = groupIsAsked;
    }

    /**
     * Asks it.
     *
     * @param patience how long it may take to end
     * @param environment all variables that it was given
     * @param folder the one that it runs in
     */
    void begin(Duration patience, Map<String, String> environment, Path folder) {
        Ask ask = run.spec().control().stop().ask();
        if (ask instanceof Ask.Run command) {
            run(command.command(), patience, environment, folder);
        } else if (ask instanceof Ask.Send send) {
            source.whenSafe(run, () -> send(send.signal(), reach(send), "to end it"));
        }
    }

    /** What cannot be handed on is for all. */
    private static Optional<Reach> reach(Ask.Send send) {
        return send.signal() == Signal.KILL ? Optional.of(Reach.GROUP) : send.reach();
    }

    private void run(Command command, Duration patience, Map<String, String> environment, Path folder) {
        String name = "The stop command (" + command.display() + ")";
        run.log().note("stop: " + command.display());
        Beside beside = run.ending().beside();
        Errand.Given given = new Errand.Given(run.spec(), beside.marked(environment), folder);
        beside.isBusy();
        Errand errand = Errand.begin(parts, run.log(), "stop", command, given, end -> {
            beside.isDone();
            if (end.isGood()) {
                run.log().note("stop: " + end.words());
            } else {
                sendAfterAll(name + " failed: " + end.words());
            }
        });
        errand.leader().ifPresent(beside::lives);
        // Who ends this one waits as long as SIGKILL does.
        errand.within(RunEnd.LONGEST);
        Duration quarter = patience.dividedBy(LAST_PART);
        Duration last = quarter.compareTo(LONGEST_LAST) < 0 ? quarter : LONGEST_LAST;
        waitFor(patience.minus(last), last, () -> {
            sendAfterAll(name + " has not ended it");
            errand.kill();
        });
    }

    /** @param last what is left of its time once it is over; it is not where SIGKILL was put off, or is now */
    private void waitFor(Duration time, Duration last, Runnable over) {
        timer = parts.loop().delay(time, () -> {
            Duration more = leftBefore(last);
            if (!isOver(more) || !run.isRetired() && run.ending().prolongsForSaving()) {
                waitFor(isOver(more) ? leftBefore(last) : more, last, over);
            } else {
                over.run();
            }
        });
    }

    private Duration leftBefore(Duration last) {
        return run.ending()
                .killAt()
                .map(when -> Duration.between(parts.loop().now(), when).minus(last))
                .orElse(Duration.ZERO);
    }

    private static boolean isOver(Duration time) {
        return time.isNegative() || time.isZero();
    }

    private void sendAfterAll(String why) {
        timer.cancel();
        if (!isTold) {
            isTold = true;
            if (!run.isRetired() && !run.outcome().hasExited()) {
                run.log().note(why);
            }
            source.whenSafe(run, () -> send(Signal.TERM, Optional.empty(), "for no command has ended it"));
        }
    }

    private void send(Signal signal, Optional<Reach> reach, String why) {
        if (run.isRetired() || run.outcome().hasExited()) {
            return;
        }
        if (run.identity().isEmpty()) {
            String how = source.terminate(run, signal, reach);
            run.log().note(how + ", " + why);
            return;
        }
        Addressees addressees = new Addressees(parts.table(), parts.lookout());
        Outcome outcome = reach.map(whom -> addressees.send(signal, whom, run.addressee()))
                .orElseGet(() -> addressees.askToEnd(signal, run.addressee()));
        run.log()
                .note(
                        outcome.isSent()
                                ? "SIG" + signal + " sent to " + outcome.words() + ", " + why
                                : "SIG" + signal + " was not sent: " + outcome.words());
        if (outcome.isForAll()) {
            groupIsAsked.run();
        }
    }
}
