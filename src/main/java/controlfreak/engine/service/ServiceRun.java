package controlfreak.engine.service;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.GroupStop;
import controlfreak.engine.base.Phrases;
import controlfreak.engine.health.ServiceHealth;
import controlfreak.log.RecordedLog;
import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.process.Family;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.SeenProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * One process of a service, from the wish to its end. Engine thread only.
 *
 * <p>Whoever makes the process reports through this object. What is reported of a process that the service is done
 * with is dropped, so that a late message never disturbs the next process.
 */
public final class ServiceRun implements ServiceHealth.Listener, GroupStop.Listener {
    /** Who wants to know. Engine thread only. */
    interface Listener {
        /** The process lives. */
        void started(ServiceRun run);

        /** It counts as running from now on. */
        void lived(ServiceRun run);

        /** It does not do its work any more; why, in a short phrase. */
        void isUnwell(String trouble);

        /** It is to be asked to end. */
        void askToEnd(ServiceRun run);

        /** It has ended, or nobody will tell when it does. */
        void ended(ServiceRun run);

        /**
         * It has ended by itself.
         *
         * @param left what it started and is being ended; empty where that is not known yet
         */
        void leftBehind(ServiceRun run, List<SeenProcess> left);

        /** All that belonged to it is gone. */
        void settle();
    }

    private final ServiceId id;
    private final Supplier<ServiceSpec> spec;
    private final RecordedLog log;
    private final EngineParts parts;
    private final ServiceCondition condition;
    private final Listener listener;
    private final ServiceHealth health;
    private final Family family = Family.ofNewRun();
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private Optional<ProcessIdentity> identity = Optional.empty();
    private OptionalLong pid = OptionalLong.empty();
    private Map<String, String> environment = Map.of();
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<ExitStatus> exit = Optional.empty();
    private Optional<GroupStop> ending = Optional.empty();
    private List<SeenProcess> survived = List.of();
    private String words = "";
    private boolean inBackground;
    private boolean orphaned;
    private boolean unwell;
    private boolean lived;
    private boolean retired;

    /** @param spec the settings of now */
    ServiceRun(
            ServiceId id,
            Supplier<ServiceSpec> spec,
            RecordedLog log,
            EngineParts parts,
            ServiceCondition condition,
            Listener listener) {
        this.id = id;
        this.spec = spec;
        this.log = log;
        this.parts = parts;
        this.condition = condition;
        this.listener = listener;
        this.health = new ServiceHealth(id, spec.get().health(), log, parts, family, this);
    }

    public ServiceId id() {
        return id;
    }

    /** The service's settings: those of now until it is started. */
    public ServiceSpec spec() {
        return spec.get();
    }

    public RecordedLog log() {
        return log;
    }

    /** The process; empty where it has not started, was gone at once, or cannot be proved to be ours. */
    public Optional<ProcessIdentity> identity() {
        return identity;
    }

    /** All that belongs to it. */
    public Family family() {
        return family;
    }

    /** Its number as far as known, for people. */
    public OptionalLong pid() {
        return pid;
    }

    /** All variables that it was given. */
    public Map<String, String> environment() {
        return environment;
    }

    public Optional<Instant> startedAt() {
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

    /** Whether it lives on behind its first process, where it cannot be watched. */
    boolean isInBackground() {
        return inBackground;
    }

    /** Whether it ended as a program does that has done its work. */
    boolean endedWell() {
        return !unwell && exit.filter(ExitStatus::isNormal).isPresent();
    }

    /** Whether it lived long enough to count as running. */
    boolean hasLived() {
        return lived;
    }

    ServiceHealth health() {
        return health;
    }

    // ---- its life

    /**
     * Watches it from its start to its end; the service is told when it counts as running, and how it is.
     *
     * @param folder the one that it runs in
     */
    void watch(Path folder) {
        timer = parts.loop().delay(spec.get().restart().startWait(), () -> {
            lived = true;
            listener.lived(this);
            health.lived();
        });
        health.started(environment, folder);
    }

    @Override
    public void changed() {
        condition.isWell(health.isReady(), health.words());
    }

    /** That is how it failed then, whatever it exits with. */
    @Override
    public void isUnwell(String trouble) {
        log.note(trouble + "; ending it");
        unwell = true;
        words = trouble;
        listener.isUnwell(trouble);
    }

    private void watchNoMore() {
        timer.cancel();
        health.end();
    }

    // ---- its end

    /** Asks it to end, and sees to it that its whole group does; the service is told when that is empty. */
    void end(Duration patience, boolean atOnce) {
        watchNoMore();
        if (ending.isPresent()) {
            // It has ended by itself just now; what it left behind is being ended.
            if (atOnce) {
                kill();
            }
            return;
        }
        if (identity.isEmpty()) {
            listener.askToEnd(this);
            return;
        }
        GroupStop stop = groupStop();
        if (atOnce) {
            stop.kill();
        } else {
            stop.ask(patience, () -> listener.askToEnd(this));
            condition.willBeKilled(stop.killAt());
        }
    }

    /** Cuts short the wait for a group that was asked to end. */
    void kill() {
        ending.ifPresent(GroupStop::kill);
    }

    /** Whether some of it could not be ended. */
    boolean hasSurvivors() {
        return !survived.isEmpty();
    }

    /** What there is to say where it did not end in time, or not at all; else empty. */
    String trouble() {
        return hasSurvivors() ? Phrases.survivors(survived, parts.table()) : slowness();
    }

    private String slowness() {
        return ending.filter(GroupStop::ranOut)
                .map(stop -> "did not end in "
                        + Phrases.duration(spec.get().restart().stopWait()) + " and was killed")
                .orElse("");
    }

    /** Ends what is left of it; the service is told of who is left, if anybody is, and then when nobody is. */
    void endRest(Duration patience) {
        if (ending.isPresent()) {
            ending.get().leaderExited();
        } else {
            groupStop().askRest(patience);
        }
    }

    private GroupStop groupStop() {
        GroupStop stop = parts.stop(family, this);
        ending = Optional.of(stop);
        return stop;
    }

    @Override
    public void leftBehind(List<SeenProcess> left) {
        if (isInBackground(left)) {
            inBackground = true;
            words = Background.words(left);
        }
        if (!left.isEmpty()) {
            log.note((inBackground ? words : "left behind" + Phrases.named(left)) + "; ending it");
        }
        listener.leftBehind(this, left);
    }

    /** One that has done its work may leave a helper behind; one that was to go on has only gone elsewhere. */
    private boolean isInBackground(List<SeenProcess> left) {
        boolean isEarly = !lived || !health.isReady();
        return endedWell() && !left.isEmpty() && (isEarly || Background.isKnownOf(left));
    }

    @Override
    public void killed() {
        condition.willBeKilled(Optional.empty());
    }

    @Override
    public void ended(List<SeenProcess> survivors) {
        survived = survivors;
        if (!survivors.isEmpty()) {
            log.note(trouble());
        }
        listener.settle();
    }

    // ---- what is reported of it

    /** The process lives; see the accessors for what the arguments mean. */
    public void started(
            Optional<ProcessIdentity> process, OptionalLong number, Map<String, String> variables, Instant now) {
        if (retired) {
            return;
        }
        identity = process;
        pid = number;
        environment = variables;
        startedAt = Optional.of(now);
        condition.has(number, variables, now);
        process.ifPresent(family::isLedBy);
        parts.lookout().watch(family);
        process.ifPresent(leader -> parts.journal().started(id.name(), leader));
        log.started("started" + (number.isPresent() ? ", pid " + number.getAsLong() : ""));
        listener.started(this);
    }

    /** There will be no process; the reason is a sentence for people. */
    public void failed(String reason) {
        if (!retired) {
            words = reason;
            log.note(words);
            listener.settle();
        }
    }

    /** The process has ended and was reaped. */
    public void exited(ExitStatus status, Instant now) {
        if (retired) {
            return;
        }
        exit = Optional.of(status);
        condition.exited(status);
        String end = Phrases.ended(status, startedAt.map(start -> Duration.between(start, now)));
        ended(unwell ? words : end, end);
    }

    /** Who would have reported has died; the process may live on. */
    public void orphaned(String reason) {
        if (!retired) {
            orphaned = true;
            ended(reason, reason);
        }
    }

    private void ended(String why, String note) {
        watchNoMore();
        words = why;
        log.ended(note);
        listener.ended(this);
    }

    /** The service is done with it: nothing more is heard of it. */
    void retire() {
        retired = true;
        watchNoMore();
        parts.lookout().forget(family);
        identity.ifPresent(parts.journal()::ended);
    }
}
