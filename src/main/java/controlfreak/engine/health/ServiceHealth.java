package controlfreak.engine.health;

import controlfreak.engine.base.Beside;
import controlfreak.engine.base.Causes;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.health.Said.Phase;
import controlfreak.log.RecordedLog;
import controlfreak.model.Check;
import controlfreak.model.Health;
import controlfreak.model.Liveness;
import controlfreak.model.Probe;
import controlfreak.model.Readiness;
import controlfreak.model.Readiness.Sign;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.process.Family;
import controlfreak.process.LaunchException;
import controlfreak.process.SeenProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Finds out whether one process of a service is ready, and from then on whether it goes on answering. Engine thread
 * only.
 */
public final class ServiceHealth implements NoticeWatch.Listener {
    /** Who wants to know. Engine thread only. */
    public interface Listener {
        /** Whether it is ready, or what is missing, has changed. */
        void changed();

        /** It does not do its work any more; told once, in a short phrase. */
        void isUnwell(String trouble);
    }

    private final ServiceId id;
    private final Health health;
    private final RecordedLog log;
    private final EngineParts parts;
    private final Listener listener;
    private final Consumer<Duration> needsTime;
    private final LongConsumer saysMain;
    private final NoticeWatch notices;
    private final Checks checks;
    private final Watchdog watchdog;
    private final SocketWatch sockets;
    private Runnable watch = () -> {};
    private boolean ready;
    private boolean counts;
    private boolean isToEnd;
    private boolean isHeard;
    private boolean isTakenUp;
    private String loss = "";
    private String trouble = "";
    private String status = "";
    private Phase phase = Phase.READY;
    private int failures;
    private Optional<Beside> beside = Optional.empty();
    private Map<String, String> environment = Map.of();
    private Path folder = Path.of("");

    /**
     * @param log where the process's lines go, and what is found out about it
     * @param family all that belongs to the process
     * @param needsTime is told how much time, from then on, it says that it needs while it is to end
     * @param saysMain is told which process it says to be its main one, which is not proved
     */
    public ServiceHealth(
            ServiceId id,
            ServiceSpec service,
            RecordedLog log,
            EngineParts parts,
            Family family,
            Listener listener,
            Consumer<Duration> needsTime,
            LongConsumer saysMain) {
        this.id = id;
        this.health = service.health();
        this.log = log;
        this.parts = parts;
        this.listener = listener;
        this.needsTime = needsTime;
        this.saysMain = saysMain;
        this.notices = new NoticeWatch(parts, family, this);
        this.checks = new Checks(parts, service, family);
        this.watchdog = new Watchdog(parts.loop(), health.heartbeat().orElse(Liveness.DEFAULT_EVERY), this::answered);
        this.sockets = new SocketWatch(parts, service, family, log, listener::changed);
        ready = health.ready().isEmpty();
        health.ready().ifPresent(readiness -> trouble = ReadySigns.missing(readiness.sign(), service.streams()));
    }

    /** Not one that says that it is stopping. */
    public boolean isReady() {
        return ready && phase != Phase.STOPPING;
    }

    /** Whether it has come that far, or has said that it is stopping by itself. */
    public boolean wasReady() {
        return ready || phase == Phase.STOPPING;
    }

    /**
     * What is missing, or what went wrong last, in a short phrase, or else what the process itself says that it does;
     * empty where all is well.
     */
    public String words() {
        String doing = phase == Phase.RELOADING ? "reloading" : phase == Phase.STOPPING ? "stopping by itself" : "";
        String said = doing.isEmpty() ? saying() : status.isEmpty() ? doing : doing + ": " + status;
        return Causes.joined(Causes.joined(sockets.trouble(), said), loss);
    }

    private String saying() {
        return trouble.isEmpty() || !ready && !status.isEmpty() ? status : trouble;
    }

    /**
     * It is the process of a panel that was killed: what it tells of itself it tells that one.
     *
     * @param wasReady whether it has been ready
     * @param words what else is not as it was
     */
    public void takesUp(boolean wasReady, String words) {
        isTakenUp = true;
        boolean isUnheard = health.heartbeat().isPresent();
        loss = Causes.joined(words, isUnheard ? "whether it works is not heard until its next start" : "");
        if (wasReady) {
            ready = true;
            trouble = "";
        } else if (health.ready()
                .map(Readiness::sign)
                .filter(Sign.Notified.class::isInstance)
                .isPresent()) {
            trouble = "whether it is ready is not heard until its next start";
        }
    }

    /** The process is asked for: what it does first must not be missed. */
    public void begin() {
        health.ready()
                .map(Readiness::sign)
                .filter(sign -> sign instanceof Sign.Line && !ready)
                .ifPresent(sign -> awaitLine(((Sign.Line) sign).pattern()));
        if (health.isHeard() && !isTakenUp) {
            listen();
        }
    }

    private void awaitLine(String pattern) {
        LineWatch lines = new LineWatch(log, parts.loop(), parts.matching(), pattern, this::isNowReady, this::is);
        watch = lines::end;
        lines.look();
    }

    private void listen() {
        try {
            notices.begin(id.name());
            isHeard = true;
        } catch (LaunchException refused) {
            is(refused.getMessage());
        }
    }

    /**
     * The process lives.
     *
     * @param beside where a command that checks it belongs
     * @param variables what that gets
     * @param cwd the folder that it runs in
     */
    public void started(Beside beside, Map<String, String> variables, Path cwd) {
        this.beside = Optional.of(beside);
        environment = variables;
        folder = cwd;
        health.ready()
                .map(Readiness::sign)
                .filter(sign -> sign instanceof Sign.Probed && !ready)
                .ifPresent(sign -> probe(((Sign.Probed) sign).probe(), this::tried));
    }

    /** Whether what it says of itself is heard. */
    public boolean isHeard() {
        return isHeard;
    }

    @Override
    public void hasSaid(Said words) {
        words.main().ifPresent(saysMain);
        if (isToEnd) {
            words.needs().ifPresent(needsTime);
            return;
        }
        status = words.status().orElse(status);
        if (health.heartbeat().isPresent()) {
            hasBeaten(words);
        }
        words.phase().filter(next -> next != phase).ifPresent(next -> {
            if (next != Phase.READY) {
                log.note(next == Phase.RELOADING ? "it says that it is reloading" : "it says that it is stopping");
            } else if (phase == Phase.RELOADING) {
                log.note("it says that it has reloaded");
            }
            phase = next;
            if (next == Phase.STOPPING) {
                watch.run();
            }
        });
        if (words.ready() && !ready) {
            isNowReady();
        } else {
            listener.changed();
        }
    }

    private void hasBeaten(Said words) {
        words.watchdogTime().ifPresent(watchdog::changes);
        if (words.works()) {
            watchdog.isFed();
        }
        if (words.hasFailed()) {
            isToEnd();
            listener.isUnwell("says itself that it does not work");
        }
    }

    @Override
    public void isTalkedInto(SeenProcess stranger) {
        log.note("What " + stranger.text() + " says of it was ignored: that does not belong to it.");
    }

    private void probe(Probe probe, Consumer<Optional<String>> told) {
        Probing.Tries tries = checks.tries(probe.check(), beside.orElseThrow(), environment, folder);
        Probing probing = new Probing(probe, parts.loop(), tries, told);
        watch = probing::end;
        probing.begin();
    }

    private void tried(Optional<String> problem) {
        if (problem.isEmpty()) {
            isNowReady();
        } else {
            is(problem.get());
        }
    }

    private void isNowReady() {
        watch.run();
        ready = true;
        trouble = "";
        log.note("ready");
        listener.changed();
        keepWatching();
    }

    /** It has lived long enough to count as running. */
    public void lived() {
        counts = true;
        sockets.begin();
        keepWatching();
    }

    private void keepWatching() {
        if (ready && phase != Phase.STOPPING && counts && health.live().isPresent()) {
            watchOver(health.live().get().probe());
        }
    }

    private void watchOver(Probe live) {
        if (live.check() instanceof Check.Heartbeat && isTakenUp) {
            watch = () -> {};
        } else if (live.check() instanceof Check.Heartbeat) {
            watch = watchdog::end;
            watchdog.begin();
        } else {
            probe(live, this::answered);
        }
    }

    private void answered(Optional<String> problem) {
        Liveness liveness = health.live().orElseThrow();
        failures = problem.isEmpty() ? 0 : failures + 1;
        if (failures == 0) {
            is("");
        } else if (failures < liveness.failures()) {
            is(problem.get() + ", " + failures + " of " + liveness.failures());
        } else {
            isToEnd();
            listener.isUnwell(problem.get());
        }
    }

    private void is(String now) {
        if (!trouble.equals(now)) {
            trouble = now;
            if (!now.isEmpty()) {
                log.note(now);
            }
            listener.changed();
        }
    }

    /** It is to end: all that is heard of it from now on is whether it needs more time for that. */
    public void isToEnd() {
        isToEnd = true;
        sockets.end();
        watch.run();
        watch = () -> {};
    }

    /** Nobody wants to know any more. */
    public void end() {
        isToEnd();
        notices.end();
    }
}
