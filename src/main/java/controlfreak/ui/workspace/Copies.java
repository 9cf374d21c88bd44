package controlfreak.ui.workspace;

import controlfreak.model.Dependency;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies what belongs together. Any thread. */
public final class Copies {
    private Copies() {}

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
