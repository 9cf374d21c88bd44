package controlfreak.engine;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.RefusedException;
import controlfreak.engine.proxy.ProxyLife;
import controlfreak.log.Log;
import controlfreak.model.Environment;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A process that loads an application once and forks services from it: {@code ControlFreak::Proxy}. Any thread;
 * nothing blocks.
 *
 * <p>A stage completes when what was asked for has been observed, or fails with a {@link RefusedException}.
 */
public final class Proxy {
    private final EngineLoop loop;
    private final ProxyLife life;
    private final Edits edits;
    private final Supplier<List<Service>> all;

    /** @param all every service there is now; any thread */
    Proxy(EngineLoop loop, ProxyLife life, Edits edits, Supplier<List<Service>> all) {
        this.loop = loop;
        this.life = life;
        this.edits = edits;
        this.all = all;
    }

    public String name() {
        return life.status().name();
    }

    /** Its settings, which hold from its next run. */
    public ProxySpec spec() {
        return life.spec();
    }

    public ProxyStatus status() {
        return life.status();
    }

    /** Name, {@code up} or {@code down}, pid, tab-separated. */
    public String statusAsText() {
        return status().asText();
    }

    /** Whether its process lives, loading or not. */
    public boolean isRunning() {
        return status().state().isLive();
    }

    public Log log() {
        return life.log();
    }

    /** The processes below it. */
    public List<Service> services() {
        return all.get().stream()
                .filter(service -> service.proxy().filter(name()::equals).isPresent())
                .toList();
    }

    /** Adds a service: one process for each of its instances. Refused where a name is taken. */
    public CompletionStage<List<Service>> addService(ServiceSpec service) {
        return edits.addService(Optional.of(name()), service)
                .thenApply(done -> services().stream()
                        .filter(one -> service.ids().contains(one.id()))
                        .toList());
    }

    /** Stops all processes of a service, then forgets it. Refused where it is another proxy's. */
    public CompletionStage<Void> destroyService(Service service) {
        return mine(service) ? edits.removeService(service.id()) : foreign(service);
    }

    /** Runs its process; completes once it is up. Refused where it has no command or lives already. */
    public CompletionStage<ProxyStatus> run() {
        return loop.ask(life::run);
    }

    /** Stops its services, then its process; completes once it is down. Refused where it is down. */
    public CompletionStage<ProxyStatus> shutdown() {
        return loop.ask(life::shutdown);
    }

    /** Ends its services and its process with SIGKILL, without waiting. Refused where it is down. */
    public CompletionStage<ProxyStatus> kill() {
        return loop.ask(life::kill);
    }

    /** Shuts it down where it lives, and runs it; services that were up are started again. */
    public CompletionStage<ProxyStatus> restart() {
        return loop.ask(life::restart);
    }

    /**
     * Replaces its process by a new one, with the settings and variables of now, while its services go on: it is loaded
     * beside the old one, the services are restarted from it one by one, then the old one ends. Goes back where the new
     * one, or a service below it, does not come up. Completes once the old process is gone. Refused where it is not up.
     */
    public CompletionStage<ProxyStatus> recycle() {
        return loop.ask(life.changeovers()::recycle);
    }

    /**
     * Has it fork from one of its services' warmed-up memory, and restarts the others from that one by one. Goes back
     * where one does not come up. Refused where it does not say that it can, or the service is not running.
     */
    public CompletionStage<ProxyStatus> refork(Service service) {
        return mine(service) ? loop.ask(stage -> life.changeovers().refork(service.life(), stage)) : foreign(service);
    }

    /** Has a recycling or reforking that is under way go back; completes once all is as before. Refused when too late. */
    public CompletionStage<ProxyStatus> cancelChangeover() {
        return loop.ask(life.changeovers()::cancel);
    }

    /** Has it start one of its services. Refused where it is another proxy's, or this one is down and not auto. */
    public CompletionStage<ServiceStatus> startService(Service service) {
        return mine(service) ? service.start() : foreign(service);
    }

    /** Has it stop one of its services. Refused where it is another proxy's. */
    public CompletionStage<ServiceStatus> stopService(Service service) {
        return mine(service) ? service.stop() : foreign(service);
    }

    /** Sets a variable of its process; holds from its next run. */
    public CompletionStage<Void> addEnv(String key, String value) {
        return edits.changeProxy(name(), spec -> spec.withEnv(spec.env().with(key, value)));
    }

    /** Forgets all variables of its own; holds from its next run. */
    public CompletionStage<Void> clearEnv() {
        return edits.changeProxy(name(), spec -> spec.withEnv(Environment.EMPTY));
    }

    ProxyLife life() {
        return life;
    }

    private boolean mine(Service service) {
        return service.proxy().filter(name()::equals).isPresent();
    }

    private <T> CompletionStage<T> foreign(Service service) {
        return CompletableFuture.failedStage(
                new RefusedException(service.id() + " is not a service of the proxy " + name() + "."));
    }
}
