package controlfreak.engine.service;

import controlfreak.engine.base.Argv;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.MainProcess;
import controlfreak.engine.base.Phrases;
import controlfreak.log.RecordedLog;
import controlfreak.model.ExitStatus;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.process.Family;
import controlfreak.process.Leftover;
import controlfreak.process.OutputPipes;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.SeenProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The process of one run, as all are told of it who must know: the row, the log, the journal, and who looks for what
 * belongs to it. Engine thread only.
 */
final class RunProcess {
    private final ServiceId id;
    private final EngineParts parts;
    private final RecordedLog log;
    private final ServiceCondition condition;
    private final Family family;
    private final MainProcess main;
    private OptionalLong pid = OptionalLong.empty();
    private OptionalLong firstPid = OptionalLong.empty();
    private Map<String, String> environment = Map.of();
    private Optional<Instant> startedAt = Optional.empty();
    private OutputPipes pipes = OutputPipes.NONE;
    private boolean isTakenUp;
    private boolean wasReady;

    RunProcess(ServiceId id, EngineParts parts, RecordedLog log, ServiceCondition condition, ServiceSpec spec) {
        this.id = id;
        this.parts = parts;
        this.log = log;
        this.condition = condition;
        this.family = Family.ofNewRun(Argv.programs(spec.command()));
        this.main = new MainProcess(family);
    }

    /** All that belongs to it. */
    Family family() {
        return family;
    }

    /** Who its signals are for. */
    MainProcess main() {
        return main;
    }

    /** Whether the one that it began with was gone at once, or cannot be proved to be ours. */
    boolean isLeaderUnknown() {
        return family.leader().isEmpty();
    }

    /** Whether the one that it began with lives beside its main process; a proxy may tell of its end much later. */
    boolean hasLeaderAside() {
        return !main.isLeader() && find(leader().pid()).isPresent();
    }

    /** The one that leads all that belongs to the run, where it is known. */
    ProcessIdentity leader() {
        return family.leader().orElseThrow();
    }

    /** One that belongs to the run and lives. */
    Optional<SeenProcess> find(long number) {
        return parts.table()
                .facts(number)
                .flatMap(lives -> parts.lookout().now())
                .flatMap(census -> main.find(number, census));
    }

    /** Why a process is not to be found. */
    String whose(long number) {
        return parts.table().facts(number).isPresent() ? "does not belong to it" : "does not live";
    }

    /** Its number as far as known, for people. */
    OptionalLong pid() {
        return pid;
    }

    /** The number of the one that it began with, as far as known. */
    OptionalLong firstPid() {
        return firstPid;
    }

    /** All variables that it was given. */
    Map<String, String> environment() {
        return environment;
    }

    Optional<Instant> startedAt() {
        return startedAt;
    }

    /**
     * How it ended then, in a short phrase.
     *
     * @param status empty where only its parent knows
     */
    String end(Optional<ExitStatus> status, Instant when) {
        return Phrases.ended(status, lived(when));
    }

    private Optional<Duration> lived(Instant when) {
        return startedAt.map(start -> Duration.between(start, when));
    }

    /** What may have ended it by itself; see {@link EmptyInput}. */
    String hint(Optional<ExitStatus> status, Instant when, ServiceSpec spec, boolean isMissed) {
        return status.filter(ExitStatus::isNormal)
                .map(well -> EmptyInput.hint(spec, lived(when), isMissed))
                .orElse("");
    }

    /** It is not to be started: an earlier panel has done that. */
    void takesUp(Leftover left) {
        isTakenUp = true;
        wasReady = left.run().filter(Leftover.Run::wasReady).isPresent();
        family.goesOnAs(left.mark(), left.leader());
    }

    /** Whether an earlier panel has started it. */
    boolean isTakenUp() {
        return isTakenUp;
    }

    void hasStarted(RunStart start) {
        pid = start.number();
        firstPid = pid;
        environment = start.variables();
        startedAt = Optional.of(start.since());
        pipes = start.pipes();
        condition.has(pid, family, Optional.of(environment).filter(known -> start.areKnown()), start.since());
        if (start.isOwnProgram()) {
            condition.isOwnProgram();
        }
        start.leader().ifPresent(family::isLedBy);
        parts.lookout().watch(family);
        record();
        log.started((isTakenUp ? "watched on, started by a panel that was killed" : "started")
                + (pid.isPresent() ? ", pid " + pid.getAsLong() : ""));
        log.letGo();
    }

    /** Whether it has come to be ready is to be known by the next panel. */
    void isReady(boolean now) {
        if (now && !wasReady) {
            wasReady = true;
            record();
        }
    }

    private void record() {
        family.leader()
                .ifPresent(leader ->
                        parts.journal().started(id.name(), leader, family.mark(), new Leftover.Run(pipes, wasReady)));
    }

    /** Another is its main process now. */
    void isNow(ProcessIdentity process) {
        main.becomes(process);
        OptionalLong before = pid;
        pid = OptionalLong.of(process.pid());
        condition.isNow(pid, main.isFirst() ? OptionalLong.empty() : before);
    }

    /** The one that it began with has ended, and its main process goes on in its place. */
    void hasLostLeader() {
        Optional<ProcessIdentity> before = family.leader();
        main.leads();
        record();
        before.ifPresent(parts.journal()::ended);
    }

    /** Who would have told of its end has died, which makes it a child of the panel: how it ends is seen there. */
    void isOrphaned(RestartPolicy policy) {
        main.identity()
                .ifPresent(process -> parts.launcher()
                        .follow(
                                process,
                                end -> parts.loop()
                                        .run(() -> end.map(policy::judged).ifPresent(condition::hasExited))));
    }

    /**
     * Nothing of it is left, or nobody cares.
     *
     * @param survived whether some of it could not be ended: the next panel is to know of those
     */
    void isOver(boolean survived) {
        log.letGo();
        parts.lookout().forget(family);
        family.leader().filter(leader -> !survived).ifPresent(parts.journal()::ended);
    }
}
