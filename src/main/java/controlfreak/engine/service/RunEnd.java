package controlfreak.engine.service;

import controlfreak.engine.base.Beside;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.GroupStop;
import controlfreak.engine.base.Phrases;
import controlfreak.log.RecordedLog;
import controlfreak.process.Family;
import controlfreak.process.SeenProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The end of one process of a service and of all that belongs to it, which comes to an end itself, whatever those do.
 * Engine thread only.
 */
final class RunEnd implements GroupStop.Listener {
    /** How to get at the process, and who wants to know. Engine thread only. */
    interface Ways {
        /**
         * Asks the process to end.
         *
         * @param groupIsAsked is run once all of its group have been asked
         */
        void askToEnd(Runnable groupIsAsked);

        /** Has it killed by whoever runs it. */
        void haveKilled();

        /** It has ended by itself; {@code left} are being ended. */
        void leftBehind(List<SeenProcess> left);

        /** Nobody is left who could be ended. */
        void isOver();

        /** It was killed, is not heard to have ended, and may live on. */
        void isLost();
    }

    /** So long it may take in all, however much more time it asks for. */
    static final Duration LONGEST = Duration.ofHours(1);

    private final EngineParts parts;
    private final Family family;
    private final RecordedLog log;
    private final ServiceCondition condition;
    private final Ways ways;
    private final Beside beside;
    private Optional<GroupStop> near = Optional.empty();
    private Optional<FarStop> far = Optional.empty();
    private Duration patience = Duration.ZERO;
    private boolean isProlonged;
    private boolean hasAsked;
    private Instant latest = Instant.MAX;
    private List<SeenProcess> survived = List.of();

    /** @param condition is told when SIGKILL will follow */
    RunEnd(EngineParts parts, Family family, RecordedLog log, ServiceCondition condition, Ways ways) {
        this.parts = parts;
        this.family = family;
        this.log = log;
        this.condition = condition;
        this.ways = ways;
        this.beside = new Beside(parts, log, condition.status().id().name());
    }

    /** What is run beside it, which ends with it. */
    Beside beside() {
        return beside;
    }

    /**
     * Begins to end one that lives.
     *
     * @param within how long it may take
     * @param isOurs whether it is provably ours, so that we may kill it ourselves
     */
    void begin(Duration within, boolean isOurs, boolean atOnce) {
        // Otherwise it has ended by itself just now, and what it left behind is being ended.
        if (near.isEmpty() && far.isEmpty()) {
            setPatience(within);
            if (isOurs) {
                near = Optional.of(parts.stop(family, this));
            } else {
                far = Optional.of(new FarStop(parts.loop(), this::killFar, ways::isLost));
            }
            if (!atOnce) {
                near.ifPresent(stop -> stop.ask(patience, ways::askToEnd));
                far.ifPresent(stop -> stop.ask(patience, () -> ways.askToEnd(() -> {})));
                condition.willBeKilled(killAt());
            }
        }
        if (atOnce) {
            kill();
        }
    }

    private void setPatience(Duration within) {
        patience = within;
        latest = parts.loop().now().plus(LONGEST);
    }

    /** When SIGKILL will follow; empty where it will not, or has. */
    Optional<Instant> killAt() {
        return near.flatMap(GroupStop::killAt).or(() -> far.flatMap(FarStop::killAt));
    }

    /**
     * It says that it needs more time to end, counted from now (EXTEND_TIMEOUT_USEC of sd_notify(3)): it gets that, up to
     * an hour in all; it never gets less by it.
     */
    void needs(Duration time) {
        Instant wanted = parts.loop().now().plus(time);
        Instant until = wanted.isAfter(latest) ? latest : wanted;
        killAt().filter(until::isAfter).ifPresent(before -> {
            Duration by = Duration.between(before, until);
            near.ifPresent(stop -> stop.prolong(by));
            far.ifPresent(stop -> stop.prolong(by));
            patience = patience.plus(by);
            if (!hasAsked) {
                hasAsked = true;
                log.note("it says that it needs more time to end; SIGKILL waits for that");
            }
            condition.willBeKilled(killAt());
        });
    }

    /** Puts SIGKILL off a little where it is still saving what it has; false where it is not. */
    boolean prolongsForSaving() {
        return near.filter(GroupStop::prolongsForSaving).isPresent();
    }

    /** Cuts the waiting short. */
    void kill() {
        near.ifPresent(GroupStop::kill);
        far.ifPresent(FarStop::kill);
        beside.kill();
    }

    private void killFar() {
        killed(List.of());
        ways.haveKilled();
    }

    /**
     * It has ended; what is left of it is ended, too.
     *
     * @param within how long that may take where nobody has asked it to end
     */
    void exited(Duration within) {
        cancel();
        if (near.isPresent()) {
            near.get().leaderExited();
        } else {
            setPatience(within);
            GroupStop rest = parts.stop(family, this);
            near = Optional.of(rest);
            rest.askRest(within);
        }
    }

    /** It is not waited for any more. */
    void cancel() {
        far.ifPresent(FarStop::end);
    }

    /** Whether it was asked to end, or is. */
    boolean isBegun() {
        return near.isPresent() || far.isPresent();
    }

    /** Whether some of it could not be ended. */
    boolean hasSurvivors() {
        return !survived.isEmpty();
    }

    /** What there is to say where it did not end in time, or not at all; else empty. */
    String trouble() {
        if (hasSurvivors()) {
            return Phrases.survivors(survived, parts.table());
        }
        return hasRunOut() ? "did not end in " + Phrases.duration(patience) + " and was killed" : "";
    }

    @Override
    public void leftBehind(List<SeenProcess> left) {
        ways.leftBehind(left);
    }

    @Override
    public void restIsAsked(List<SeenProcess> rest) {
        log.note("SIGTERM sent to what was left when it had ended" + Phrases.named(rest));
    }

    @Override
    public void prolonged(Duration by) {
        if (!isProlonged) {
            isProlonged = true;
            log.note("not ended in " + Phrases.duration(patience)
                    + ", but still writing to disk; SIGKILL waits for that");
        }
        patience = patience.plus(by);
        condition.willBeKilled(near.flatMap(GroupStop::killAt));
    }

    @Override
    public void killed(List<SeenProcess> left) {
        String why = hasRunOut() ? "not ended in " + Phrases.duration(patience) + "; " : "";
        log.note(why + "SIGKILL sent to all that is left" + Phrases.named(left));
        condition.willBeKilled(Optional.empty());
    }

    private boolean hasRunOut() {
        return near.filter(GroupStop::ranOut).isPresent()
                || far.filter(FarStop::ranOut).isPresent();
    }

    @Override
    public void ended(List<SeenProcess> survivors) {
        beside.end(others -> {
            survived = Stream.concat(survivors.stream(), others.stream()).toList();
            if (hasSurvivors()) {
                log.note(trouble());
            }
            ways.isOver();
        });
    }
}
