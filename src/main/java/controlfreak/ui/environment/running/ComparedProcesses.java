package controlfreak.ui.environment.running;

import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the processes that a target's variables reach and that live now. FX thread only. */
public final class ComparedProcesses {
    private final Workspace workspace;
    private final RunningEnvironments running;
    private final EditedEnvironments edited;

    public ComparedProcesses(Workspace workspace, RunningEnvironments running) {
        this.workspace = workspace;
        this.running = running;
        edited = new EditedEnvironments(workspace, running);
    }

    /** Proxies come before the processes below them. */
    public List<ComparedProcess> reachedBy(EnvironmentTarget target) {
        List<ComparedProcess> live = new ArrayList<>();
        if (target instanceof EnvironmentTarget.Service service) {
            workspace.service(service.name()).ifPresent(spec -> add(live, Stream.of(spec), proxyOf(service.name())));
        } else if (target instanceof EnvironmentTarget.Proxy proxy) {
            workspace.proxy(proxy.name()).ifPresent(spec -> add(live, spec));
        } else {
            workspace.proxies().forEach(spec -> add(live, spec));
            add(live, workspace.services().stream(), Optional.empty());
        }
        return live;
    }

    /** A proxy's own process, where one lives. */
    Optional<ComparedProcess> proxy(String name) {
        return running.recordedOfProxy(name)
                .map(recorded -> new ComparedProcess(
                        name,
                        Optional.empty(),
                        Optional.of(name),
                        EnvironmentDiff.between(recorded, edited.ofProxy(name))));
    }

    private Optional<String> proxyOf(String service) {
        return workspace.proxyOf(service).map(ProxySpec::name);
    }

    private void add(List<ComparedProcess> live, ProxySpec spec) {
        proxy(spec.name()).ifPresent(live::add);
        add(live, spec.services().stream(), Optional.of(spec.name()));
    }

    private void add(List<ComparedProcess> live, Stream<ServiceSpec> services, Optional<String> proxy) {
        services.flatMap(spec -> spec.ids().stream())
                .forEach(id -> process(id, proxy).ifPresent(live::add));
    }

    private Optional<ComparedProcess> process(ServiceId id, Optional<String> proxy) {
        return running.recorded(id)
                .map(recorded -> new ComparedProcess(
                        id.name(), Optional.of(id), proxy, EnvironmentDiff.between(recorded, edited.ofService(id))));
    }
}
