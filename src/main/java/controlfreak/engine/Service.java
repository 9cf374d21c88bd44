package controlfreak.engine;

import controlfreak.log.Log;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.ServiceStatus;
import controlfreak.model.Signal;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One service's process, as ControlFreak's manual has it. Any thread; nothing blocks.
 *
 * <p>A stage completes when what was asked for has been observed, or fails with a {@link RefusedException}.
 */
public final class Service {
    Service() {}

    public ServiceId id() {
        throw new IllegalStateException();
    }

    public ServiceSpec spec() {
        throw new IllegalStateException();
    }

    /** The name of the proxy that forks it; empty where it runs by itself. */
    public Optional<String> proxy() {
        throw new IllegalStateException();
    }

    public ServiceStatus status() {
        throw new IllegalStateException();
    }

    public String statusAsText() {
        return status().asText();
    }

    public Log log() {
        throw new IllegalStateException();
    }

    /** Starts it; completes once it is running. Refused where it is up; in backoff it retries at once. */
    public CompletionStage<ServiceStatus> start() {
        throw new IllegalStateException();
    }

    /** As {@link #start()}, but completes at once where it is up already. */
    public CompletionStage<ServiceStatus> up() {
        throw new IllegalStateException();
    }

    /** Stops it; completes once its whole process group is gone. Refused where it is not up. */
    public CompletionStage<ServiceStatus> stop() {
        throw new IllegalStateException();
    }

    /** As {@link #stop()}, but completes at once where it is not up. */
    public CompletionStage<ServiceStatus> down() {
        throw new IllegalStateException();
    }

    /** Stops it where it is up, then starts it. */
    public CompletionStage<ServiceStatus> restart() {
        throw new IllegalStateException();
    }

    /** Stops it with SIGKILL, without waiting. */
    public CompletionStage<ServiceStatus> kill() {
        throw new IllegalStateException();
    }

    /** Sends a signal to its process group; completes once it was sent. */
    public CompletionStage<Void> signal(Signal signal) {
        throw new IllegalStateException();
    }
}
