package controlfreak.engine;

import controlfreak.model.ExitStatus;
import controlfreak.process.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One process of a service, from the wish to its end. Engine thread only.
 *
 * <p>Whoever makes the process reports through this object. What is reported of a process that the service is done
 * with is dropped, so that a late message never disturbs the next process.
 */
final class ServiceRun {
    private final ServiceLife life;
    private final ProcessSource source;
    private final EngineParts parts;
    private final ServiceHealth health;
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private Optional<ProcessIdentity> identity = Optional.empty();
    private OptionalLong pid = OptionalLong.empty();
    private Map<String, String> environment = Map.of();
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<ExitStatus> exit = Optional.empty();
    private Optional<GroupStop> ending = Optional.empty();
    private String words = "";
    private boolean orphaned;
    private boolean unwell;
    private boolean lived;
    private boolean retired;

    ServiceRun(ServiceLife life, ProcessSource source, EngineParts parts) {
        this.life = life;
        this.source = source;
        this.parts = parts;
        this.health = new ServiceHealth(life, this, parts);
    }

    ServiceLife life() {
        return life;
    }

    /** The process; empty where it has not started, was gone at once, or cannot be proved to be ours. */
    Optional<ProcessIdentity> identity() {
        return identity;
    }

    /** Its number as far as known, for people. */
    OptionalLong pid() {
        return pid;
    }

    /** All variables that it was given. */
    Map<String, String> environment() {
        return environment;
    }

    Optional<Instant> startedAt() {
        return startedAt;
    }

    Optional<ExitStatus> exit() {
        return exit;
    }

    /** How it ended, in a short phrase. */
    String words() {
        return words;
    }

    boolean isOrphaned() {
        return orphaned;
    }

    /** Whether it ended as a program does that has done its work. */
    boolean endedWell() {
        return !unwell && exit.filter(ExitStatus::isNormal).isPresent();
    }

    /** It is to be ended because it does not do its work; that is how it failed then, whatever it exits with. */
    void setUnwell(String reason) {
        unwell = true;
        words = reason;
    }

    /** Whether it lived long enough to count as running. */
    boolean hasLived() {
        return lived;
    }

    ServiceHealth health() {
        return health;
    }

    // ---- its life

    /** Watches it from its start to its end; the service is told when it counts as running, and how it is. */
    void watch() {
        timer = parts.loop().delay(life.spec().restart().startWait(), () -> {
            lived = true;
            life.lived(this);
            health.lived();
        });
        health.started();
    }

    private void watchNoMore() {
        timer.cancel();
        health.end();
    }

    // ---- its end

    /** Asks it to end, and sees to it that its whole group does; the service is told when that is empty. */
    void end(Duration patience, boolean atOnce) {
        watchNoMore();
        if (identity.isEmpty()) {
            source.terminate(this);
            return;
        }
        GroupStop stop = groupStop();
        if (atOnce) {
            stop.kill();
        } else {
            stop.ask(patience, () -> source.terminate(this));
            life.willBeKilled(stop.killAt());
        }
    }

    /** Cuts short the wait for a group that was asked to end. */
    void kill() {
        ending.ifPresent(GroupStop::kill);
    }

    /** Whether it was killed because it did not end in time. */
    boolean ranOut() {
        return ending.filter(GroupStop::ranOut).isPresent();
    }

    /** Whether it has ended without being asked to, and others of its group have not. */
    boolean leavesOthersBehind() {
        return ending.isEmpty() && identity.filter(parts.table()::groupLives).isPresent();
    }

    /** Ends what is left of its group; the service is told when that is empty, which may be at once. */
    void endRest(Duration patience) {
        if (ending.isPresent()) {
            ending.get().leaderExited();
        } else if (leavesOthersBehind()) {
            groupStop().askRest(patience);
        } else {
            life.settle();
        }
    }

    private GroupStop groupStop() {
        GroupStop stop = new GroupStop(
                parts.loop(),
                parts.table(),
                identity.orElseThrow(),
                () -> life.willBeKilled(Optional.empty()),
                life::settle);
        ending = Optional.of(stop);
        return stop;
    }

    // ---- what is reported of it

    /** The process lives; see the accessors for what the arguments mean. */
    void started(Optional<ProcessIdentity> process, OptionalLong number, Map<String, String> variables, Instant now) {
        if (retired) {
            return;
        }
        identity = process;
        pid = number;
        environment = variables;
        startedAt = Optional.of(now);
        process.ifPresent(leader -> parts.journal().started(life.id().name(), leader));
        life.log().started("started" + (number.isPresent() ? ", pid " + number.getAsLong() : ""));
        life.started(this);
    }

    /** There will be no process; the reason is a sentence for people. */
    void failed(String reason) {
        if (!retired) {
            words = reason;
            life.log().note(words);
            life.settle();
        }
    }

    /** The process has ended and was reaped. */
    void exited(ExitStatus status, Instant now) {
        if (retired) {
            return;
        }
        exit = Optional.of(status);
        String end = Phrases.ended(status, startedAt.map(start -> Duration.between(start, now)));
        ended(unwell ? words : end, end);
    }

    /** Who would have reported has died; the process may live on. */
    void orphaned(String reason) {
        if (!retired) {
            orphaned = true;
            ended(reason, reason);
        }
    }

    private void ended(String why, String note) {
        watchNoMore();
        words = why;
        life.log().ended(note);
        life.ended(this);
    }

    /** The service is done with it: nothing more is heard of it. */
    void retire() {
        retired = true;
        watchNoMore();
        identity.ifPresent(parts.journal()::ended);
    }
}
