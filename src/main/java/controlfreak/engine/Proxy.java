package controlfreak.engine;

import controlfreak.log.Log;
import controlfreak.model.ProxySpec;
import controlfreak.model.ProxyStatus;
import controlfreak.model.ServiceSpec;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A process that loads an application once and forks services from it: {@code ControlFreak::Proxy}. Any thread;
 * nothing blocks.
 *
 * <p>A stage completes when what was asked for has been observed, or fails with a {@link RefusedException}.
 */
public final class Proxy {
    Proxy() {}

    public String name() {
        throw new IllegalStateException();
    }

    public ProxySpec spec() {
        throw new IllegalStateException();
    }

    public ProxyStatus status() {
        throw new IllegalStateException();
    }

    /** Name, {@code up} or {@code down}, pid, tab-separated. */
    public String statusAsText() {
        return status().asText();
    }

    public boolean isRunning() {
        return status().state().isLive();
    }

    public Log log() {
        throw new IllegalStateException();
    }

    /** The processes below it, in the order of the workspace. */
    public List<Service> services() {
        throw new IllegalStateException();
    }

    /** Adds a service: one process for each of its instances. Refused where a name is taken. */
    public CompletionStage<List<Service>> addService(ServiceSpec service) {
        throw new IllegalStateException();
    }

    /** Stops a service's process, then forgets it. */
    public CompletionStage<Void> destroyService(Service service) {
        throw new IllegalStateException();
    }

    /** Starts the proxy; completes once it is up. Refused where it has no command or is up. */
    public CompletionStage<ProxyStatus> run() {
        throw new IllegalStateException();
    }

    /** Stops its services, then the proxy; completes once it is down. */
    public CompletionStage<ProxyStatus> shutdown() {
        throw new IllegalStateException();
    }

    /** Shuts it down where it lives, runs it, and starts again the services that were up. */
    public CompletionStage<ProxyStatus> restart() {
        throw new IllegalStateException();
    }

    public CompletionStage<controlfreak.model.ServiceStatus> startService(Service service) {
        throw new IllegalStateException();
    }

    public CompletionStage<controlfreak.model.ServiceStatus> stopService(Service service) {
        throw new IllegalStateException();
    }

    /** Sets a variable of the proxy process; holds from its next run. */
    public void addEnv(String key, String value) {
        throw new IllegalStateException();
    }

    /** Forgets all variables of the proxy; holds from its next run. */
    public void clearEnv() {
        throw new IllegalStateException();
    }
}
