package controlfreak.engine;

import controlfreak.model.EffectiveEnvironment;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The engine's door: all proxies and services of one workspace. Any thread; nothing blocks.
 *
 * <p>A stage completes when what was asked for has been observed, or fails with a {@link RefusedException}.
 */
public final class Controller {
    Controller() {}

    /**
     * Makes the engine's proxies and services those of a workspace: new ones are added, changed ones take their new
     * settings at their next start, those that are gone are stopped and forgotten. Nothing is started.
     *
     * @param folder the workspace's folder, which relative working folders start from
     * @return completes once what is gone has stopped
     */
    public CompletionStage<Void> apply(Workspace workspace, Path folder) {
        throw new IllegalStateException();
    }

    /** Adds a proxy with its services. Refused where a name is taken. */
    public CompletionStage<Proxy> addProxy(ProxySpec proxy) {
        throw new IllegalStateException();
    }

    /** Shuts a proxy down and forgets it with its services. */
    public CompletionStage<Void> destroyProxy(String name) {
        throw new IllegalStateException();
    }

    /** Adds a service without a proxy: one process for each of its instances. Refused where a name is taken. */
    public CompletionStage<List<Service>> addService(ServiceSpec service) {
        throw new IllegalStateException();
    }

    /** Stops a service's process, then forgets it. */
    public CompletionStage<Void> destroyService(ServiceId id) {
        throw new IllegalStateException();
    }

    public List<Proxy> proxies() {
        throw new IllegalStateException();
    }

    public Optional<Proxy> proxy(String name) {
        throw new IllegalStateException();
    }

    /** Every service's process, those below proxies too. */
    public List<Service> services() {
        throw new IllegalStateException();
    }

    public Optional<Service> service(ServiceId id) {
        throw new IllegalStateException();
    }

    /**
     * The variables that a service's process would get if it, and its proxy, were started now, with their origins.
     * Compare {@link EffectiveEnvironment#values()} with the status's recorded ones for "restart needed".
     */
    public Optional<EffectiveEnvironment> environmentOf(ServiceId id) {
        throw new IllegalStateException();
    }

    /** The variables that a proxy's process would get if it were run now, with their origins. */
    public Optional<EffectiveEnvironment> environmentOfProxy(String name) {
        throw new IllegalStateException();
    }

    /** Tells a listener the status of all that there is, then every change, on the engine's thread. */
    public void subscribe(StatusListener listener) {
        throw new IllegalStateException();
    }

    public void unsubscribe(StatusListener listener) {
        throw new IllegalStateException();
    }

    /** Stops all services and proxies; completes once all are gone. */
    public CompletionStage<Void> stopAll() {
        throw new IllegalStateException();
    }
}
