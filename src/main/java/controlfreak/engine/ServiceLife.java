package controlfreak.engine;

import controlfreak.log.RecordedLog;
import controlfreak.model.Retry;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.ServiceState;
import controlfreak.model.ServiceStatus;
import controlfreak.model.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
    private final ServiceCondition condition;

    private ServiceSpec spec;
    private Optional<ServiceRun> run = Optional.empty();
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private Intent intent = Intent.NONE;
    private boolean awaitsProxy;
    private boolean wished;
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
        condition = new ServiceCondition(id, parts.loop(), changed);
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
        return condition.status();
    }

    ServiceState state() {
        return condition.state();
    }

    boolean isUp() {
        return state().isUp();
    }

    /** Whether it does what it is there for: what a start waits for, and each step of a rolling restart. */
    boolean isServing() {
        return isServing(status());
    }

    private static boolean isServing(ServiceStatus status) {
        return status.state() == ServiceState.RUNNING;
    }

    /** Whether nobody has asked it to stop since it was last started. */
    boolean isWished() {
        return wished;
    }

    /** Whether it was asked for and has neither a process nor a refusal yet. */
    boolean isUnanswered() {
        return run.isPresent() && run.get().startedAt().isEmpty();
    }

    /** Whether a process of a proxy was asked for the process that it has, or waits for. */
    boolean isRunBy(ProxyLink link) {
        return run.filter(link::has).isPresent();
    }

    /** Whether it is to come back where the proxy that runs it dies. */
    boolean wantsRevival() {
        return intent != Intent.STOP
                && (state() == ServiceState.STARTING
                        || state() == ServiceState.BACKOFF
                        || intent == Intent.RESTART
                        || state() == ServiceState.RUNNING && spec.restart().respawnOnFail());
    }

    // ---- what an operator asks for

    void start(CompletableFuture<ServiceStatus> stage) {
        if (state() == ServiceState.STARTING || state() == ServiceState.RUNNING) {
            RefusedException.refuse(stage, id + " is already up.");
        } else if (state() == ServiceState.STOPPING) {
            awaitRunning(stage);
            intent = Intent.RESTART;
            wished = true;
        } else if (source.refusal().isPresent()) {
            RefusedException.refuse(stage, source.refusal().get());
        } else {
            awaitRunning(stage);
            if (state() != ServiceState.BACKOFF) {
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
        if (state().isLive()) {
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
            RefusedException.refuse(stage, id + " has no process to send a signal to.");
        }
    }

    /** Nobody will hear of this service again. */
    void forget() {
        condition.forget();
    }

    private void end(CompletableFuture<ServiceStatus> stage, Intent afterwards, boolean atOnce) {
        if (!state().isUp()) {
            RefusedException.refuse(stage, id + " is not up.");
            return;
        }
        condition.await(stage, snapshot -> !snapshot.state().isUp(), snapshot -> false);
        intent = afterwards;
        wished = afterwards != Intent.STOP;
        if (state() == ServiceState.BACKOFF || isUnanswered() && source.withdraw(run.get())) {
            settle();
        } else if (isUnanswered()) {
            move(ServiceState.STOPPING, source.waitsFor());
        } else if (state() != ServiceState.STOPPING) {
            move(ServiceState.STOPPING, "");
            ask(atOnce);
        } else if (atOnce) {
            run.ifPresent(ServiceRun::kill);
        }
    }

    private void ask(boolean atOnce) {
        timer.cancel();
        run.orElseThrow().end(spec.restart().stopWait(), atOnce);
    }

    /** When SIGKILL will follow for its process, if at all. */
    void willBeKilled(Optional<Instant> when) {
        condition.willBeKilled(when);
    }

    /** Completes the stage once it is running; fails it where it ends before. */
    void awaitRunning(CompletableFuture<ServiceStatus> stage) {
        condition.await(
                stage, ServiceLife::isServing, snapshot -> !snapshot.state().isLive());
    }

    // ---- what happens

    /** Asks for a process. */
    void begin() {
        timer.cancel();
        condition.hasNothing();
        awaitsProxy = false;
        intent = Intent.NONE;
        wished = true;
        ServiceRun next = new ServiceRun(this, source, parts);
        run = Optional.of(next);
        move(ServiceState.STARTING, "");
        source.start(next);
        showWait();
    }

    /** Tells what it waits for now, where it waits for an answer. */
    void showWait() {
        if (isUnanswered()) {
            condition.explain(source.waitsFor());
        }
    }

    /** The proxy is back, and with it a process can be had. */
    void proxyIsBack() {
        if (awaitsProxy) {
            condition.isRestarted();
            begin();
        }
    }

    /** Whether it comes back when its proxy does. */
    boolean awaitsProxy() {
        return awaitsProxy;
    }

    /** The proxy will be back at that time. */
    void awaitProxy(Retry comesBack, String reason) {
        condition.willRetry(comesBack);
        awaitsProxy = true;
        move(ServiceState.BACKOFF, reason);
    }

    /** There is no way back to a process. */
    void giveUp(String reason) {
        condition.hasNothing();
        awaitsProxy = false;
        move(ServiceState.FATAL, reason);
        source.settled(this);
    }

    // ---- what is reported of a process

    void started(ServiceRun reporter) {
        if (isStale(reporter)) {
            return;
        }
        condition.has(reporter);
        reporter.identity().ifPresent(leader -> parts.journal().started(id.name(), leader));
        log.started("started"
                + (reporter.pid().isPresent() ? ", pid " + reporter.pid().getAsLong() : ""));
        if (state() == ServiceState.STOPPING) {
            move(ServiceState.STOPPING, "");
            ask(false);
        } else {
            timer = parts.loop().delay(spec.restart().startWait(), this::lived);
            move(ServiceState.STARTING, "");
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
            log.note(reporter.words());
            settle();
        }
    }

    void exited(ServiceRun reporter) {
        if (isStale(reporter)) {
            return;
        }
        reporter.exit().ifPresent(condition::exited);
        hasEnded(reporter);
    }

    void orphaned(ServiceRun reporter) {
        if (!isStale(reporter)) {
            hasEnded(reporter);
        }
    }

    /** Goes on where a process has ended, or nobody will tell when it does; what is left of its group is ended first. */
    private void hasEnded(ServiceRun ended) {
        log.ended(ended.words());
        timer.cancel();
        if (ended.leavesOthersBehind()) {
            move(ServiceState.STOPPING, ended.words() + "; ending what it left behind");
        }
        ended.endRest(spec.restart().stopWait());
    }

    private boolean isStale(ServiceRun reporter) {
        return run.filter(current -> current == reporter).isEmpty();
    }

    /** All that belonged to the last process is gone: what now? */
    void settle() {
        Optional<ServiceRun> ended = run;
        Intent afterwards = intent;
        boolean ranOut = ended.filter(ServiceRun::ranOut).isPresent();
        timer.cancel();
        run = Optional.empty();
        condition.hasNothing();
        awaitsProxy = false;
        intent = Intent.NONE;
        ended.flatMap(ServiceRun::identity).ifPresent(parts.journal()::ended);
        switch (afterwards) {
            case RESTART -> begin();
            case STOP -> move(ServiceState.STOPPED, ranOut ? slow() : "");
            case NONE -> ended.ifPresent(this::afterOwnEnd);
        }
        if (!state().isUp()) {
            source.settled(this);
        }
    }

    private String slow() {
        return "did not end in " + Phrases.duration(spec.restart().stopWait()) + " and was killed";
    }

    private void afterOwnEnd(ServiceRun ended) {
        boolean normal = ended.exit().isPresent() && ended.exit().get().isNormal();
        if (ended.isOrphaned()) {
            move(ServiceState.FAIL, ended.words());
            if (!ended.hasLived() || spec.restart().respawnOnFail()) {
                source.revive(this, ended.words());
            }
        } else if (normal && !spec.restart().respawnOnStop()) {
            move(ServiceState.STOPPED, ended.words());
        } else if (!ended.hasLived()) {
            retryOrGiveUp(ended.words());
        } else {
            move(normal ? ServiceState.STOPPED : ServiceState.FAIL, ended.words());
            if (normal || spec.restart().respawnOnFail()) {
                condition.isRestarted();
                begin();
            }
        }
    }

    private void retryOrGiveUp(String reason) {
        int max = spec.restart().maxRetries();
        if (retries >= max) {
            move(ServiceState.FATAL, Causes.gaveUp(reason, max));
            return;
        }
        retries++;
        Duration delay = Backoff.delay(retries, parts.random());
        condition.willRetry(new Retry(retries, max, parts.loop().now().plus(delay)));
        timer = parts.loop().delay(delay, () -> {
            condition.isRestarted();
            begin();
        });
        move(ServiceState.BACKOFF, reason);
    }

    private void move(ServiceState next, String why) {
        condition.move(next, why);
    }
}
