package controlfreak.workspace;

import controlfreak.model.Dependency;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a workspace wants started when it is opened: services that say so, and what they are started after. Immutable;
 * any thread.
 *
 * @param services what would be started, in the order of the file
 * @param proxies those that services wait for, by name
 * @param hash of all that the workspace says of what would run
 */
public record AutostartPlan(List<ServiceSpec> services, List<String> proxies, String hash) {
    public AutostartPlan {
        services = List.copyOf(services);
        proxies = List.copyOf(proxies);
    }

    /** Empty where nothing is to be started. */
    public static Optional<AutostartPlan> of(Workspace workspace) {
        Set<String> names = withNeeds(workspace);
        List<ServiceSpec> services = among(workspace.allServices(), names);
        if (services.isEmpty()) {
            return Optional.empty();
        }
        List<String> proxies = workspace.proxies().stream()
                .map(ProxySpec::name)
                .filter(name -> names.contains(name) && workspace.service(name).isEmpty())
                .toList();
        Workspace whatRuns = new Workspace(
                workspace.env(),
                workspace.envFiles(),
                workspace.sockets(),
                workspace.proxies().stream()
                        .map(proxy -> proxy.withServices(among(proxy.services(), names)))
                        .filter(proxy -> proxies.contains(proxy.name())
                                || !proxy.services().isEmpty())
                        .toList(),
                among(workspace.services(), names),
                workspace.extra());
        byte[] text = WorkspaceWriter.write(whatRuns).getBytes(StandardCharsets.UTF_8);
        return Optional.of(new AutostartPlan(services, proxies, Hashes.of(text)));
    }

    /** The processes that would be started. */
    public List<ServiceId> ids() {
        return services.stream().flatMap(service -> service.ids().stream()).toList();
    }

    private static List<ServiceSpec> among(List<ServiceSpec> services, Set<String> names) {
        return services.stream()
                .filter(service -> names.contains(service.name()))
                .toList();
    }

    private static Set<String> withNeeds(Workspace workspace) {
        Deque<String> due = new ArrayDeque<>();
        workspace.allServices().stream()
                .filter(service -> service.restart().autostart())
                .forEach(service -> due.add(service.name()));
        Set<String> names = new LinkedHashSet<>();
        while (!due.isEmpty()) {
            String name = due.remove();
            if (names.add(name)) {
                workspace.service(name).map(ServiceSpec::dependsOn).orElse(List.of()).stream()
                        .map(Dependency::name)
                        .forEach(due::add);
            }
        }
        return names;
    }
}
