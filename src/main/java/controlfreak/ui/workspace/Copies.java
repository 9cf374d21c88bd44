package controlfreak.ui.workspace;

import controlfreak.model.Dependency;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies what belongs together. Any thread. */
public final class Copies {
    private Copies() {}

    /**
     * A copy of a workspace that can be kept in any folder: its processes run where they would run with the original.
     *
     * @param folder the original's
     */
    static Workspace apart(Workspace workspace, Path folder) {
        Workspace copy = workspace;
        for (ProxySpec proxy : workspace.proxies()) {
            copy = copy.withProxyReplaced(proxy.name(), proxy.with(draft -> draft.cwd = within(folder, draft.cwd)));
        }
        for (ServiceSpec service : workspace.allServices()) {
            copy = copy.withServiceReplaced(service.name(), service.withCwd(within(folder, service.cwd())));
        }
        return copy;
    }

    private static Optional<String> within(Path folder, Optional<String> cwd) {
        return Optional.of(cwd.map(folder::resolve).orElse(folder).toString());
    }

    /**
     * The workspace with copies of a proxy's services below a copy of that proxy, under names that are free. They wait
     * for each other as the originals do.
     *
     * @param proxy the copy's name; it is in the workspace
     */
    public static Workspace ofServices(Workspace workspace, ProxySpec original, String proxy) {
        Map<String, String> names = new HashMap<>();
        Workspace more = workspace;
        for (ServiceSpec service : original.services()) {
            String copy = FreeNames.forService(more, service);
            names.put(service.name(), copy);
            more = more.withService(Optional.of(proxy), service.withName(copy));
        }
        for (ServiceSpec service : original.services()) {
            ServiceSpec copy = more.service(names.get(service.name())).orElseThrow();
            List<Dependency> dependsOn = copy.dependsOn().stream()
                    .map(on -> new Dependency(names.getOrDefault(on.name(), on.name()), on.until()))
                    .toList();
            more = more.withServiceReplaced(copy.name(), copy.withDependsOn(dependsOn));
        }
        return more;
    }
}
