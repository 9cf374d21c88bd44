package controlfreak.engine;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.Environments;
import controlfreak.engine.base.RefusedException;
import controlfreak.engine.base.VariableFiles;
import controlfreak.engine.base.Wish;
import controlfreak.engine.order.NeededFirst;
import controlfreak.engine.order.OrderlyStop;
import controlfreak.engine.order.Restart;
import controlfreak.engine.service.ServiceLife;
import controlfreak.model.EffectiveEnvironment;
import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.FileVariables;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.RollingStatus;
import controlfreak.model.status.ServiceStatus;
import controlfreak.model.status.SocketStatus;
import controlfreak.process.RunJournal;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The engine's door: all proxies and services of one workspace. Any thread; nothing blocks.
 *
 * <p>A stage completes when what was asked for has been observed, or fails with a {@link RefusedException}.
 */
public final class Controller {
    private final EngineLoop loop;
    private final RunJournal journal;
    private final Environments environments;
    private final Statuses statuses = new Statuses();
    private final Edits edits;
    private final Inventory inventory;

    /** @param folder where relative working folders start from, until a workspace is applied */
    public Controller(EngineParts parts, VariableFiles files, Path folder) {
        loop = parts.loop();
        journal = parts.journal();
        edits = new Edits(loop, new Wish(Workspace.EMPTY, folder));
        environments = new Environments(parts, edits::wish, files);
        inventory = new Inventory(edits, parts, environments, statuses);
        edits.onEdit(inventory::reconcile);
    }

    /**
     * Makes the engine's proxies and services those of a workspace: new ones are added, changed ones take their new
     * settings at their next start, those that are gone are stopped and forgotten. Nothing is started.
     *
     * @param folder the workspace's folder, which relative working folders start from
     * @return completes once what is gone has stopped
     */
    public CompletionStage<Void> apply(Workspace workspace, Path folder) {
        return edits.replace(workspace, folder);
    }

    /** Adds a proxy with its services. Refused where a name is taken. */
    public CompletionStage<Proxy> addProxy(ProxySpec proxy) {
        return edits.addProxy(proxy).thenApply(done -> proxy(proxy.name()).orElseThrow());
    }

    /** Shuts a proxy down and forgets it with its services. Refused where there is none of that name. */
    public CompletionStage<Void> destroyProxy(String name) {
        return edits.removeProxy(name);
    }

    /** Adds a service without a proxy: one process for each of its instances. Refused where a name is taken. */
    public CompletionStage<List<Service>> addService(ServiceSpec service) {
        return edits.addService(Optional.empty(), service)
                .thenApply(done -> service.ids().stream()
                        .flatMap(id -> service(id).stream())
                        .toList());
    }

    /** Stops all processes of a service, then forgets it. Refused where there is none of that name. */
    public CompletionStage<Void> destroyService(ServiceId id) {
        return edits.removeService(id);
    }

    /** Completes once all that was asked for before has been taken in: what it adds can be found then. */
    public CompletionStage<Void> takenIn() {
        return loop.ask(stage -> stage.complete(null));
    }

    public List<Proxy> proxies() {
        return inventory.proxies();
    }

    public Optional<Proxy> proxy(String name) {
        return inventory.find(name);
    }

    /** Every service's process, those below proxies too. */
    public List<Service> services() {
        return inventory.services();
    }

    public Optional<Service> service(ServiceId id) {
        return inventory.service(id);
    }

    /**
     * The variables that a service's process would get if it, and its proxy, were started now, with their origins. What
     * loading sets in them is known while its proxy is up.
     * Compare {@link EffectiveEnvironment#values()} with the status's recorded ones for "restart needed".
     */
    public Optional<EffectiveEnvironment> environmentOf(ServiceId id) {
        Wish now = edits.wish();
        Optional<ProxySpec> proxy = now.workspace().proxyOf(id.service());
        Environment loaded = proxy.flatMap(spec -> proxy(spec.name()))
                .flatMap(live -> live.status().ready())
                .map(ProxyStatus.Ready::environment)
                .orElse(Environment.EMPTY);
        return now.workspace()
                .service(id.service())
                .map(spec -> environments
                        .ofService(proxy, loaded, spec.forInstance(id), id)
                        .effective());
    }

    /** The variables that a proxy's process would get if it were run now, with their origins. */
    public Optional<EffectiveEnvironment> environmentOfProxy(String name) {
        return edits.wish()
                .workspace()
                .proxy(name)
                .map(spec -> environments.ofProxy(spec).effective());
    }

    /** From now on services have those processes that an earlier panel has left alive, each as soon as it is there. */
    public void takeUpWhatIsLeft() {
        journal.whenOpen(() -> loop.run(inventory::takeUpWhatIsLeft));
    }

    /** Has what is remembered of what runs written anew where somebody has taken it away. */
    public void lookAtJournal() {
        journal.lookAgain();
    }

    /** Has the files of variables looked at, for a change in them to be known soon. */
    public void lookAtFiles() {
        environments.lookAtFiles();
    }

    /**
     * What a file of variables says as far as that is known; one that nobody has looked at lately is looked at afterwards.
     *
     * @param below what references in it find besides its own variables
     */
    public FileVariables saidBy(EnvironmentFile file, Map<String, String> below) {
        return environments.known(file, below);
    }

    /** The workspace's sockets, and how they are. */
    public List<SocketStatus> sockets() {
        return inventory.sockets();
    }

    /** Where a process with that working folder is started; relative ones start from the workspace's folder. */
    public Path folder(Optional<String> cwd) {
        return edits.wish().folder(cwd);
    }

    /** Tells a listener the status of all that there is, then every change, on the engine's thread. */
    public void subscribe(StatusListener listener) {
        loop.run(() -> statuses.add(listener, newcomer -> {
            proxies().forEach(proxy -> newcomer.proxyChanged(proxy.status()));
            services().forEach(service -> newcomer.serviceChanged(service.status()));
        }));
    }

    public void unsubscribe(StatusListener listener) {
        loop.run(() -> statuses.remove(listener));
    }

    /**
     * Stops services, each once those of them have stopped that are started after it. A stage each: completes once it
     * has stopped, fails where it was not up or is not known.
     */
    public Map<ServiceId, CompletionStage<ServiceStatus>> stop(Collection<ServiceId> ids) {
        return together(ids, known -> new OrderlyStop(loop, () -> {}).stop(known));
    }

    /**
     * Starts services, in whatever order, as {@link Service#start()} does: what is started after others of them waits
     * for what those do now, rather than for what they have done before. A stage each: completes once it runs and is
     * ready, fails where it was up or is not known.
     */
    public Map<ServiceId, CompletionStage<ServiceStatus>> start(Collection<ServiceId> ids) {
        return together(ids, known -> NeededFirst.of(known.keySet()).forEach(life -> life.start(known.get(life))));
    }

    /** As {@link #start(Collection)}, but starts all that they need and that is down, too. */
    public Map<ServiceId, CompletionStage<ServiceStatus>> startWithNeeds(Collection<ServiceId> ids) {
        return together(ids, inventory.needs()::startWith);
    }

    /** Restarts services together, as {@link Service#restart()} does; what they hold together is free meanwhile. */
    public Map<ServiceId, CompletionStage<ServiceStatus>> restart(Collection<ServiceId> ids) {
        return together(ids, known -> new Restart(loop, known).begin());
    }

    /** One request for several services: {@code act} is given those that are known, on the engine's thread. */
    private Map<ServiceId, CompletionStage<ServiceStatus>> together(
            Collection<ServiceId> ids, Consumer<Map<ServiceLife, CompletableFuture<ServiceStatus>>> act) {
        Map<ServiceId, CompletableFuture<ServiceStatus>> stages = new LinkedHashMap<>();
        ids.forEach(id -> stages.put(id, new CompletableFuture<>()));
        loop.run(() -> {
            Map<ServiceLife, CompletableFuture<ServiceStatus>> known = new LinkedHashMap<>();
            stages.forEach((id, stage) -> service(id)
                    .ifPresentOrElse(
                            service -> known.put(service.life(), stage),
                            () -> RefusedException.refuse(stage, "There is no service named " + id + ".")));
            act.accept(known);
        });
        Map<ServiceId, CompletionStage<ServiceStatus>> ends = new LinkedHashMap<>();
        stages.forEach((id, stage) -> ends.put(id, stage.minimalCompletionStage()));
        return ends;
    }

    /**
     * Restarts services one after the other, each up again before the next, in the order given; stops at the first that
     * does not come up. One that is not known, or down when its turn comes, is passed over.
     *
     * @param progress is told how far it is, on the engine's thread
     */
    public RollingRestart restartRolling(List<ServiceId> ids, Consumer<RollingStatus> progress) {
        List<ServiceLife> lives = ids.stream()
                .flatMap(id -> service(id).stream())
                .map(Service::life)
                .toList();
        RollingRestart restart = new RollingRestart(loop, lives, progress);
        restart.begin();
        return restart;
    }

    /** Stops all services, those that others are started after last, then all proxies; completes once all are gone. */
    public CompletionStage<Void> stopAll() {
        return loop.ask(stage -> {
            Map<ServiceLife, CompletableFuture<ServiceStatus>> up = new LinkedHashMap<>();
            services().stream()
                    .map(Service::life)
                    .filter(ServiceLife::isUp)
                    .forEach(life -> up.put(life, new CompletableFuture<>()));
            new OrderlyStop(loop, () -> shutDownProxies(stage)).stop(up);
        });
    }

    private void shutDownProxies(CompletableFuture<Void> stage) {
        Stream<CompletableFuture<?>> ends = proxies().stream().map(proxy -> {
            CompletableFuture<ProxyStatus> end = new CompletableFuture<>();
            proxy.life().shutdown(end);
            return end.handle((down, refused) -> down);
        });
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).thenRun(() -> stage.complete(null));
    }
}
