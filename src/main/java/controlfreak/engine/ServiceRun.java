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
 * <p>Whoever makes the process reports through this object. The service drops what is reported of a process that it is
 * done with, so that a late message never disturbs the next process.
 */
final class ServiceRun {
    private final ServiceLife life;
    private Optional<ProcessIdentity> identity = Optional.empty();
    private OptionalLong pid = OptionalLong.empty();
    private Map<String, String> environment = Map.of();
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<ExitStatus> exit = Optional.empty();
    private String end = "";
    private boolean orphaned;
    private boolean lived;

    ServiceRun(ServiceLife life) {
        this.life = life;
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
    String end() {
        return end;
    }

    boolean isOrphaned() {
        return orphaned;
    }

    /** Whether it lived long enough to count as running. */
    boolean hasLived() {
        return lived;
    }

    void setLived() {
        lived = true;
    }

    /** The process lives; see the accessors for what the arguments mean. */
    void started(Optional<ProcessIdentity> process, OptionalLong number, Map<String, String> variables, Instant now) {
        identity = process;
        pid = number;
        environment = variables;
        startedAt = Optional.of(now);
        life.started(this);
    }

    /** There will be no process; the reason is a sentence for people. */
    void failed(String reason) {
        end = reason;
        life.failed(this);
    }

    /** The process has ended and was reaped. */
    void exited(ExitStatus status, Instant now) {
        exit = Optional.of(status);
        end = Phrases.ended(status, startedAt.map(start -> Duration.between(start, now)));
        life.exited(this);
    }

    /** Who would have reported has died; the process may live on. */
    void orphaned(String reason) {
        orphaned = true;
        end = reason;
        life.orphaned(this);
    }
}
