package controlfreak.engine.base;

import controlfreak.model.EffectiveEnvironment;
import controlfreak.model.EffectiveEnvironment.Layer;
import controlfreak.model.Environment;
import controlfreak.model.Origin;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.process.LaunchRequest;
import controlfreak.protocol.ProxyVariables;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which variables a process gets: the panel's own, the workspace's, the proxy's, those that loading has set, the
 * service's, then the engine's.
 * Immutable; any thread.
 */
public final class Environments {
    private static final String PATH = "PATH";

    private final EngineParts parts;
    private final Map<String, String> inherited;
    private final String proxiesFolder;

    public Environments(EngineParts parts) {
        this.parts = parts;
        this.inherited = Map.copyOf(parts.inherited());
        this.proxiesFolder = parts.proxiesFolder().toAbsolutePath().toString();
    }

    public EffectiveEnvironment ofProxy(Environment workspace, ProxySpec proxy) {
        List<Layer> layers = proxyLayers(workspace, proxy);
        layers.add(new Layer(Origin.ENGINE, ProxyVariables.ofSockets(proxy.sockets(), LaunchRequest.FIRST_OF_PROXY)));
        return EffectiveEnvironment.of(inherited, layers);
    }

    /** @param loaded what the proxy's application has set while it was loaded */
    public EffectiveEnvironment ofService(
            Environment workspace, Optional<ProxySpec> proxy, Environment loaded, ServiceSpec service, ServiceId id) {
        List<Layer> layers = proxy.map(spec -> proxyLayers(workspace, spec))
                .orElseGet(() -> new ArrayList<>(List.of(new Layer(Origin.WORKSPACE, workspace))));
        layers.add(new Layer(Origin.LOAD, loaded));
        layers.add(new Layer(Origin.SERVICE, service.env()));
        layers.add(new Layer(Origin.ENGINE, parts.variablesOf(service, id)));
        return EffectiveEnvironment.of(inherited, layers);
    }

    private List<Layer> proxyLayers(Environment workspace, ProxySpec proxy) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer(Origin.WORKSPACE, workspace));
        layers.add(new Layer(Origin.PROXY, proxy.env()));
        String path = EffectiveEnvironment.of(inherited, layers).values().get(PATH);
        layers.add(new Layer(Origin.ENGINE, Environment.EMPTY.with(PATH, withProxies(path))));
        return layers;
    }

    private String withProxies(String path) {
        return path == null || path.isEmpty() ? proxiesFolder : proxiesFolder + File.pathSeparator + path;
    }
}
