package controlfreak.engine.proxy;

import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.Environments;
import controlfreak.engine.service.ProcessSource;
import controlfreak.engine.service.ServiceRun;
import controlfreak.model.Environment;
import controlfreak.model.Reach;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.Retry;
import controlfreak.process.SeenProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Gets the processes of a proxy's services from the proxy. Engine thread only. */
public final class ProxySource implements ProcessSource {
    private final EngineParts parts;
    private final ProxyLife proxy;
    private final Environments environments;
    private final ProxyServices services;

    public ProxySource(EngineParts parts, ProxyLife proxy, Environments environments) {
        this.parts = parts;
        this.environments = environments;
        this.proxy = proxy;
        this.services = proxy.services();
    }

    @Override
    public Optional<String> refusal() {
        Optional<String> cannotRun = proxy.refusalToRun();
        if (isThere() || cannotRun.isPresent()) {
            return isThere() ? Optional.empty() : cannotRun;
        }
        return proxy.spec().auto() || comesBack().isPresent()
                ? Optional.empty()
                : Optional.of("The proxy " + proxy.spec().name() + " is down. Run it first.");
    }

    @Override
    public Optional<String> obstacle(ServiceSpec spec, Predicate<SeenProcess> ending) {
        return proxy.link().flatMap(link -> link.missing(spec));
    }

    @Override
    public Path folder(ServiceSpec spec) {
        return proxy.folder(spec);
    }

    @Override
    public Map<String, String> variables(ServiceSpec spec, ServiceId id) {
        return environments
                .ofService(Optional.of(proxy.spec()), Environment.EMPTY, spec, id)
                .values();
    }

    @Override
    public String loss() {
        return "the proxy that has forked it is gone; its next start forks it anew";
    }

    @Override
    public void start(ServiceRun run) {
        services.isAsked();
        Optional<ProxyLink> link = proxy.link();
        if (link.isPresent()) {
            link.get().start(run, folder(run.spec()));
            return;
        }
        services.await(run);
        if (!isThere()) {
            proxy.launch();
        }
    }

    @Override
    public String waitsFor() {
        String name = proxy.spec().name();
        return switch (proxy.state()) {
            case PRELOADING -> "waits for " + name + " to load";
            case STOPPING -> "waits for " + name + " to stop";
            case DOWN, FAIL -> "waits for " + name + " to start";
            case UP -> "";
        };
    }

    @Override
    public boolean withdraw(ServiceRun run) {
        return services.withdraw(run)
                || proxy.linkOf(run).filter(link -> link.withdraw(run)).isPresent();
    }

    @Override
    public void whenSafe(ServiceRun run, Runnable act) {
        proxy.linkOf(run).ifPresentOrElse(link -> link.whenSafe(run, act), act);
    }

    @Override
    public String terminate(ServiceRun run, Signal signal, Optional<Reach> reach) {
        return proxy.linkOf(run)
                .map(link -> link.terminate(run, signal, reach))
                .orElse("no signal was sent, for its proxy is gone");
    }

    @Override
    public boolean relay(ServiceRun run, Signal signal) {
        return proxy.linkOf(run).filter(link -> link.signal(run, signal)).isPresent();
    }

    @Override
    public boolean isThere() {
        return proxy.state().isLive();
    }

    @Override
    public Optional<Retry> comesBack() {
        return proxy.status().retry();
    }

    @Override
    public void settled(boolean up) {
        if (up) {
            proxy.serviceIsUp();
        } else {
            // Later, because a service that is restarted is down for a moment.
            parts.loop().run(proxy::serviceIsDown);
        }
    }
}
