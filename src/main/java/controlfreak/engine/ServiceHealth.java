package controlfreak.engine;

import controlfreak.model.Check;
import controlfreak.model.Health;
import controlfreak.model.Liveness;
import controlfreak.model.Probe;
import controlfreak.model.Readiness;
import controlfreak.model.Readiness.Sign;
import controlfreak.model.ServiceSpec;
import controlfreak.process.LaunchException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds out whether one process of a service is ready, and from then on whether it goes on answering. Engine thread
 * only.
 */
final class ServiceHealth implements NoticeWatch.Listener {
    private final ServiceLife life;
    private final ServiceRun run;
    private final EngineParts parts;
    private final Health health;
    private final NoticeWatch notices;
    private Runnable watch = () -> {};
    private boolean ready;
    private boolean counts;
    private String trouble = "";
    private String status = "";
    private int failures;

    ServiceHealth(ServiceLife life, ServiceRun run, EngineParts parts) {
        this.life = life;
        this.run = run;
        this.parts = parts;
        this.health = life.spec().health();
        this.notices = new NoticeWatch(parts.loop(), this);
        ready = health.ready().isEmpty();
        health.ready().ifPresent(readiness -> trouble = missing(readiness.sign()));
    }

    boolean isReady() {
        return ready;
    }

    /**
     * What is missing, or what went wrong last, in a short phrase, or else what the process itself says that it does;
     * empty where all is well.
     */
    String words() {
        return trouble.isEmpty() || !ready && !status.isEmpty() ? status : trouble;
    }

    /** How a service is known to be ready, in a short phrase. */
    static String sign(ServiceSpec spec) {
        return spec.health()
                .ready()
                .map(readiness -> readiness.sign() instanceof Sign.Probed probed
                                && probed.probe().check() instanceof Check.Port port
                        ? Phrases.of(port)
                        : "ready")
                .orElse("");
    }

    private static String missing(Sign sign) {
        if (sign instanceof Sign.Probed probed) {
            return probed.probe().check() instanceof Check.Port port
                    ? Phrases.of(port) + " is not open yet"
                    : "its check has not passed yet";
        }
        return sign instanceof Sign.Line ? "no line matched yet" : "it has not said yet that it is ready";
    }

    /** The process is asked for: what it does first must not be missed. */
    void begin() {
        health.ready().map(Readiness::sign).ifPresent(this::listen);
    }

    private void listen(Sign sign) {
        if (sign instanceof Sign.Line line) {
            LineWatch lines = new LineWatch(life.log(), parts.loop(), line.pattern(), this::isNowReady, this::is);
            watch = lines::end;
            lines.look();
        } else if (sign instanceof Sign.Notified) {
            try {
                notices.begin(parts, life.id().name());
            } catch (LaunchException refused) {
                is(refused.getMessage());
            }
        }
    }

    /** The process lives. */
    void started() {
        health.ready()
                .map(Readiness::sign)
                .filter(Sign.Probed.class::isInstance)
                .ifPresent(sign -> probe(((Sign.Probed) sign).probe(), this::tried));
    }

    @Override
    public void saysItIsReady() {
        if (!ready) {
            isNowReady();
        }
    }

    @Override
    public void says(String text) {
        status = text;
        life.healthChanged(this);
    }

    private void probe(Probe probe, Consumer<Optional<String>> told) {
        Probing probing = new Probing(probe, parts.loop(), tries(probe.check()), told);
        watch = probing::end;
        probing.begin();
    }

    private Probing.Tries tries(Check check) {
        if (check instanceof Check.Run command) {
            return answer ->
                    new CommandCheck(parts.table(), answer).begin(parts, command.command(), run, life.folder());
        }
        Check.Port port = (Check.Port) check;
        return answer -> parts.ports()
                .connect(
                        port.host(),
                        port.port(),
                        problem -> answer.accept(problem.map(does -> Phrases.of(port) + " " + does)))::cancel;
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
        life.log().note("ready");
        life.healthChanged(this);
        keepWatching();
    }

    /** It has lived long enough to count as running. */
    void lived() {
        counts = true;
        keepWatching();
    }

    private void keepWatching() {
        if (ready && counts && health.live().isPresent()) {
            probe(health.live().get().probe(), this::answered);
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
            end();
            life.isUnwell(run, problem.get());
        }
    }

    private void is(String now) {
        if (!trouble.equals(now)) {
            trouble = now;
            if (!now.isEmpty()) {
                life.log().note(now);
            }
            life.healthChanged(this);
        }
    }

    /** Nobody wants to know any more. */
    void end() {
        watch.run();
        watch = () -> {};
        notices.end();
    }
}
