package controlfreak.engine;

import controlfreak.log.RecordedLog;
import controlfreak.model.ExitStatus;
import controlfreak.model.Retry;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.ServiceState;
import controlfreak.model.ServiceStatus;
import controlfreak.model.Signal;
import controlfreak.process.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The states of one service's process and what moves it from one to the next. Engine thread only, but for {@link
 * #status()}.
 */
final class ServiceLife {
    /** What is to follow once the process has ended. */
    private enum Intent {
        NONE,
        STOP,
        RESTART
    }

    private final ServiceId id;
    private final EngineParts parts;
    private final ProcessSource source;
    private final RecordedLog log;
    private final Consumer<ServiceStatus> changed;
    private final Waiters<ServiceStatus> waiters = new Waiters<>();

    private ServiceSpec spec;
    private volatile ServiceStatus status;

    private ServiceState state = ServiceState.STOPPED;
    private Instant since;
    private String cause = "";
    private Optional<ServiceRun> run = Optional.empty();
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<ExitStatus> lastExit = Optional.empty();
    private Optional<Retry> retry = Optional.empty();
    private Optional<GroupStop> ending = Optional.empty();
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private Intent intent = Intent.NONE;
    private boolean awaitsProxy;
    private int restarts;
    private int retries;

    ServiceLife(
            ServiceId id,
            ServiceSpec spec,
            EngineParts parts,
            ProcessSource source,
            RecordedLog log,
            Consumer<ServiceStatus> changed) {
        this.id = id;
        this.spec = spec;
        this.parts = parts;
        this.source = source;
        this.log = log;
        this.changed = changed;
        since = parts.loop().now();
        status = ServiceStatus.initial(id, since);
    }

    ServiceId id() {
        return id;
    }

    ServiceSpec spec() {
        return spec;
    }

    /** New settings; they hold from the next start. */
    void respec(ServiceSpec newSpec) {
        spec = newSpec;
    }

    RecordedLog log() {
        return log;
    }

    /** The latest snapshot. Any thread. */
    ServiceStatus status() {
        return status;
    }

    ServiceState state() {
        return state;
    }

    boolean isUp() {
        return state.isUp();
    }

    /** Whether it was asked for and has neither a process nor a refusal yet. */
    boolean isUnanswered() {
        return run.isPresent() && run.get().startedAt().isEmpty();
    }

    /** Whether it is to come back where the proxy that runs it dies. */
    boolean wantsRevival() {
        return intent != Intent.STOP
                && (state == ServiceState.STARTING
                        || state == ServiceState.BACKOFF
                        || intent == Intent.RESTART
                        || state == ServiceState.RUNNING && spec.restart().respawnOnFail());
    }

    // ---- what an operator asks for

    void start(CompletableFuture<ServiceStatus> stage) {
        if (state == ServiceState.STARTING || state == ServiceState.RUNNING) {
            refuse(stage, id + " is already up.");
        } else if (state == ServiceState.STOPPING) {
            awaitRunning(stage);
            intent = Intent.RESTART;
        } else if (source.refusal().isPresent()) {
            refuse(stage, source.refusal().get());
        } else {
            awaitRunning(stage);
            if (state != ServiceState.BACKOFF) {
                retries = 0;
            }
            begin();
        }
    }

    void stop(CompletableFuture<ServiceStatus> stage) {
        end(stage, Intent.STOP, false);
    }

    void kill(CompletableFuture<ServiceStatus> stage) {
        end(stage, Intent.STOP, true);
    }

    void restart(CompletableFuture<ServiceStatus> stage) {
        if (state.isLive()) {
            awaitRunning(stage);
            end(new CompletableFuture<>(), Intent.RESTART, false);
        } else {
            start(stage);
        }
    }

    void signal(Signal signal, CompletableFuture<Void> stage) {
        if (run.isPresent() && source.signal(run.get(), signal)) {
            log.note("SIG" + signal.name() + " sent");
            stage.complete(null);
        } else {
            refuse(stage, id + " has no process to send a signal to.");
        }
    }

    /** Nobody will hear of this service again. */
    void forget() {
        waiters.refuseAll(id + " was removed.");
    }

    private void end(CompletableFuture<ServiceStatus> stage, Intent afterwards, boolean atOnce) {
        if (!state.isUp()) {
            refuse(stage, id + " is not up.");
            return;
        }
        waiters.add(stage, snapshot -> !snapshot.state().isUp(), snapshot -> false);
        intent = afterwards;
        if (state == ServiceState.BACKOFF || isUnanswered() && source.withdraw(run.get())) {
            settle();
        } else if (isUnanswered()) {
            move(ServiceState.STOPPING, source.waitsFor());
        } else if (ending.isEmpty() && state != ServiceState.STOPPING) {
            move(ServiceState.STOPPING, "");
            ask(atOnce);
        } else if (atOnce) {
            ending.ifPresent(GroupStop::kill);
        }
    }

    /** Asks the process to end, and sees to it that its whole group does. */
    private void ask(boolean atOnce) {
        timer.cancel();
        ServiceRun current = run.orElseThrow();
        if (current.identity().isEmpty()) {
            source.terminate(current);
            return;
        }
        GroupStop stop = groupStop(current.identity().get());
        ending = Optional.of(stop);
        if (atOnce) {
            stop.kill();
        } else {
            stop.ask(spec.restart().stopWait(), () -> source.terminate(current));
            publish();
        }
    }

    private GroupStop groupStop(ProcessIdentity leader) {
        return new GroupStop(parts.loop(), parts.table(), leader, this::publish, this::settle);
    }

    void awaitRunning(CompletableFuture<ServiceStatus> stage) {
        waiters.add(
                stage,
                snapshot -> snapshot.state() == ServiceState.RUNNING,
                snapshot -> !snapshot.state().isLive());
    }

    private static void refuse(CompletableFuture<?> stage, String reason) {
        stage.completeExceptionally(new RefusedException(reason));
    }

    // ---- what happens

    /** Asks for a process. */
    void begin() {
        timer.cancel();
        retry = Optional.empty();
        awaitsProxy = false;
        intent = Intent.NONE;
        ServiceRun next = new ServiceRun(this);
        run = Optional.of(next);
        move(ServiceState.STARTING, "");
        source.start(next);
        showWait();
    }

    /** Tells what it waits for now, where it waits for an answer. */
    void showWait() {
        if (isUnanswered() && !cause.equals(source.waitsFor())) {
            cause = source.waitsFor();
            publish();
        }
    }

    /** The proxy is back, and with it a process can be had. */
    void proxyIsBack() {
        if (awaitsProxy) {
            restarts++;
            begin();
        }
    }

    /** Whether it comes back when its proxy does. */
    boolean awaitsProxy() {
        return awaitsProxy;
    }

    /** The proxy will be back at that time. */
    void awaitProxy(Retry comesBack, String reason) {
        retry = Optional.of(comesBack);
        awaitsProxy = true;
        move(ServiceState.BACKOFF, reason);
    }

    /** There is no way back to a process. */
    void giveUp(String reason) {
        retry = Optional.empty();
        awaitsProxy = false;
        move(ServiceState.FATAL, reason);
        source.settled(this);
    }

    // ---- what is reported of a process

    void started(ServiceRun reporter) {
        if (isStale(reporter)) {
            return;
        }
        startedAt = reporter.startedAt();
        reporter.identity().ifPresent(leader -> parts.journal().started(id.name(), leader));
        log.note("started"
                + (reporter.pid().isPresent() ? ", pid " + reporter.pid().getAsLong() : ""));
        if (state == ServiceState.STOPPING) {
            move(ServiceState.STOPPING, "");
            ask(false);
        } else {
            timer = parts.loop().delay(spec.restart().startWait(), this::lived);
            cause = "";
            publish();
        }
    }

    private void lived() {
        run.ifPresent(ServiceRun::setLived);
        retries = 0;
        move(ServiceState.RUNNING, "");
        source.settled(this);
    }

    void failed(ServiceRun reporter) {
        if (!isStale(reporter)) {
            log.note(reporter.end());
            settle();
        }
    }

    void exited(ServiceRun reporter) {
        if (isStale(reporter)) {
            return;
        }
        lastExit = reporter.exit();
        hasEnded(reporter);
    }

    void orphaned(ServiceRun reporter) {
        if (!isStale(reporter)) {
            hasEnded(reporter);
        }
    }

    /** Goes on where a process has ended, or nobody will tell when it does; what is left of its group is ended first. */
    private void hasEnded(ServiceRun ended) {
        log.note(ended.end());
        timer.cancel();
        if (ending.isPresent()) {
            ending.get().leaderExited();
        } else if (ended.identity().filter(parts.table()::groupLives).isPresent()) {
            GroupStop stop = groupStop(ended.identity().get());
            ending = Optional.of(stop);
            move(ServiceState.STOPPING, ended.end() + "; ending what it left behind");
            stop.askRest(spec.restart().stopWait());
        } else {
            settle();
        }
    }

    private boolean isStale(ServiceRun reporter) {
        return run.filter(current -> current == reporter).isEmpty();
    }

    /** All that belonged to the last process is gone: what now? */
    private void settle() {
        Optional<ServiceRun> ended = run;
        Intent afterwards = intent;
        boolean ranOut = ending.isPresent() && ending.get().ranOut();
        timer.cancel();
        run = Optional.empty();
        ending = Optional.empty();
        retry = Optional.empty();
        awaitsProxy = false;
        intent = Intent.NONE;
        ended.flatMap(ServiceRun::identity).ifPresent(parts.journal()::ended);
        switch (afterwards) {
            case RESTART -> begin();
            case STOP -> move(ServiceState.STOPPED, ranOut ? slow() : "");
            case NONE -> ended.ifPresent(this::afterOwnEnd);
        }
        if (!state.isUp()) {
            source.settled(this);
        }
    }

    private String slow() {
        return "did not end in " + Phrases.duration(spec.restart().stopWait()) + " and was killed";
    }

    private void afterOwnEnd(ServiceRun ended) {
        boolean normal = ended.exit().isPresent() && ended.exit().get().isNormal();
        if (ended.isOrphaned()) {
            move(ServiceState.FAIL, ended.end());
            if (!ended.hasLived() || spec.restart().respawnOnFail()) {
                source.revive(this, ended.end());
            }
        } else if (normal && !spec.restart().respawnOnStop()) {
            move(ServiceState.STOPPED, ended.end());
        } else if (!ended.hasLived()) {
            retryOrGiveUp(ended.end());
        } else {
            move(normal ? ServiceState.STOPPED : ServiceState.FAIL, ended.end());
            if (normal || spec.restart().respawnOnFail()) {
                restarts++;
                begin();
            }
        }
    }

    private void retryOrGiveUp(String reason) {
        int max = spec.restart().maxRetries();
        if (retries >= max) {
            move(ServiceState.FATAL, reason + (max == 0 ? "" : ", gave up after " + max + " tries"));
            return;
        }
        retries++;
        Duration delay = Backoff.delay(retries, parts.random());
        retry = Optional.of(new Retry(retries, max, parts.loop().now().plus(delay)));
        timer = parts.loop().delay(delay, () -> {
            restarts++;
            begin();
        });
        move(ServiceState.BACKOFF, reason);
    }

    private void move(ServiceState next, String why) {
        if (!state.mayBecome(next) && state != next) {
            throw new IllegalStateException(id + " cannot become " + next + " from " + state);
        }
        state = next;
        since = parts.loop().now();
        cause = why;
        publish();
    }

    private void publish() {
        Optional<ServiceRun> current = run.filter(one -> one.startedAt().isPresent());
        status = new ServiceStatus(
                id,
                state,
                since,
                current.map(ServiceRun::pid).orElse(OptionalLong.empty()),
                startedAt,
                restarts,
                lastExit,
                cause,
                retry,
                ending.flatMap(GroupStop::killAt),
                current.map(ServiceRun::environment));
        changed.accept(status);
        waiters.tell(status, cause.isEmpty() ? id + " was stopped." : id + ": " + cause + ".");
    }
}
