package controlfreak.engine.base;

import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.EnvironmentLayers;
import controlfreak.model.FileVariables;
import controlfreak.model.Origin;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.process.Account;
import controlfreak.process.LaunchRequest;
import controlfreak.protocol.ProxyVariables;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which variables a process gets: the panel's own, the workspace's, the proxy's, those that loading has set, the
 * service's, then the engine's; of each level first what its files say. Immutable; any thread.
 */
public final class Environments {
    private static final String PATH = "PATH";

    /** More are seen to have changed where somebody looks at what they say. */
    private static final int LOOKED_AT = 100;

    private final EngineParts parts;
    private final Supplier<Wish> wish;
    private final VariableFiles files;
    private final Map<String, String> inherited;
    private final String proxiesFolder;

    public Environments(EngineParts parts, Supplier<Wish> wish, VariableFiles files) {
        this.parts = parts;
        this.wish = wish;
        this.files = files;
        this.inherited = Map.copyOf(parts.inherited());
        this.proxiesFolder = parts.proxiesFolder().toAbsolutePath().toString();
    }

    public EnvironmentLayers ofProxy(ProxySpec proxy) {
        return proxyLayers(proxy)
                .add(Origin.ENGINE, ProxyVariables.ofSockets(proxy.sockets(), LaunchRequest.FIRST_OF_PROXY));
    }

    /** @param loaded what the proxy's application has set while it was loaded */
    public EnvironmentLayers ofService(
            Optional<ProxySpec> proxy, Environment loaded, ServiceSpec service, ServiceId id) {
        EnvironmentLayers below = proxy.map(this::proxyLayers).orElseGet(() -> workspaceLayers(service));
        below.add(Origin.LOAD, loaded);
        return withService(proxy.isPresent() ? withUser(below, service) : below, service, id);
    }

    /** @param proxys the variables of the process that forks it */
    public EnvironmentLayers ofChild(Map<String, String> proxys, ServiceSpec service, ServiceId id) {
        return withService(withUser(new EnvironmentLayers(proxys, this::known), service), service, id);
    }

    private EnvironmentLayers workspaceLayers(ServiceSpec service) {
        return workspaceLayers(withUser(new EnvironmentLayers(inherited, this::known), service));
    }

    /** Who runs as somebody else has that one's home, unless a level below says another than the panel's. */
    private EnvironmentLayers withUser(EnvironmentLayers below, ServiceSpec service) {
        Map<String, String> values = below.values();
        Environment own = Environment.EMPTY;
        for (Map.Entry<String, String> variable : parts.privileges()
                .account(service.runAs())
                .map(Account::variables)
                .orElse(Map.of())
                .entrySet()) {
            if (Objects.equals(values.get(variable.getKey()), inherited.get(variable.getKey()))) {
                own = own.with(variable.getKey(), variable.getValue());
            }
        }
        return below.add(Origin.ENGINE, own);
    }

    private EnvironmentLayers workspaceLayers(EnvironmentLayers below) {
        Workspace workspace = wish.get().workspace();
        return below.add(Origin.WORKSPACE, workspace.envFiles(), workspace.env());
    }

    private EnvironmentLayers proxyLayers(ProxySpec proxy) {
        EnvironmentLayers layers = workspaceLayers(new EnvironmentLayers(inherited, this::known))
                .add(Origin.PROXY, proxy.envFiles(), proxy.env());
        String path = layers.values().get(PATH);
        return layers.add(Origin.ENGINE, Environment.EMPTY.with(PATH, withProxies(path)));
    }

    private EnvironmentLayers withService(EnvironmentLayers below, ServiceSpec service, ServiceId id) {
        return below.add(Origin.SERVICE, service.envFiles(), service.env())
                .add(Origin.ENGINE, parts.variablesOf(service, id));
    }

    private String withProxies(String path) {
        return path == null || path.isEmpty() ? proxiesFolder : proxiesFolder + File.pathSeparator + path;
    }

    // ---- files

    /** What a file says as far as that is known, see {@link VariableFiles#known}. */
    public FileVariables known(EnvironmentFile file, Map<String, String> below) {
        return files.known(path(file), file.dialect(), below);
    }

    /** Has some of the files that the workspace names looked at, so that it is known whether they have changed. */
    public void lookAtFiles() {
        Workspace workspace = wish.get().workspace();
        Stream<List<EnvironmentFile>> all = Stream.of(
                        Stream.of(workspace.envFiles()),
                        workspace.proxies().stream().map(ProxySpec::envFiles),
                        workspace.allServices().stream()
                                .filter(service -> !service.envFiles().isEmpty())
                                .map(service -> service.forInstance(
                                                service.ids().get(0))
                                        .envFiles()))
                .flatMap(files -> files);
        all.flatMap(List::stream).map(this::path).distinct().limit(LOOKED_AT).forEach(files::look);
    }

    private Path path(EnvironmentFile file) {
        return wish.get().folder(Optional.of(file.path()));
    }

    /**
     * Reads the files of a start, of which the workspace's are part where it is no proxy that starts the process; not
     * for ever. Engine thread only.
     *
     * @param done is run on the engine's thread, before this returns where there are no files
     * @param failed is told why they cannot be read, in a sentence
     * @return takes it back
     */
    public EngineLoop.Delayed read(
            boolean withWorkspace, List<EnvironmentFile> own, Runnable done, Consumer<String> failed) {
        List<EnvironmentFile> workspaces =
                withWorkspace ? wish.get().workspace().envFiles() : List.of();
        List<Path> paths = Stream.concat(workspaces.stream(), own.stream())
                .map(this::path)
                .distinct()
                .toList();
        return FileRead.begin(parts.loop(), files, paths, done, failed);
    }
}
