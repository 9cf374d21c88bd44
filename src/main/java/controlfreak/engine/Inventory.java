package controlfreak.engine;

import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.Environments;
import controlfreak.engine.order.Directory;
import controlfreak.engine.order.Needs;
import controlfreak.engine.order.StartOrder;
import controlfreak.engine.proxy.ProxyLife;
import controlfreak.engine.proxy.ProxySource;
import controlfreak.engine.service.DirectSource;
import controlfreak.engine.service.FilesFirst;
import controlfreak.engine.service.ProcessSource;
import controlfreak.engine.service.ServiceLife;
import controlfreak.engine.service.TakingUp;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.SocketStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Which proxies and services there are, and what must be added and removed so that they are those of the workspace.
 * Changes on the engine thread only; looked at from any.
 */
final class Inventory implements Directory {
    private record Place(Optional<String> proxy, ServiceSpec spec) {}

    private final Edits edits;
    private final EngineParts parts;
    private final Environments environments;
    private final Statuses statuses;
    private final DirectSource direct;
    private final StartOrder order;
    private final Needs needs = new Needs(this);
    private Map<String, List<ServiceLife>> processes = Map.of();
    private volatile Map<String, Proxy> proxies = Map.of();
    private volatile Map<ServiceId, Service> services = Map.of();
    private boolean isToTakeUp;
    private final Set<Object> leaving = new HashSet<>();
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

    Inventory(Edits edits, EngineParts parts, Environments environments, Statuses statuses) {
        this.edits = edits;
        this.parts = parts;
        this.environments = environments;
        this.statuses = statuses;
        this.direct = new DirectSource(parts, environments, edits::wish);
        this.order = new StartOrder(parts.loop(), this);
    }

    List<Proxy> proxies() {
        return List.copyOf(proxies.values());
    }

    Optional<Proxy> find(String name) {
        return Optional.ofNullable(proxies.get(name));
    }

    List<Service> services() {
        return List.copyOf(services.values());
    }

    Optional<Service> service(ServiceId id) {
        return Optional.ofNullable(services.get(id));
    }

    List<SocketStatus> sockets() {
        return parts.sockets().statuses();
    }

    Needs needs() {
        return needs;
    }

    @Override
    public List<ServiceLife> processesOf(String service) {
        return processes.getOrDefault(service, List.of());
    }

    @Override
    public Optional<ProxyStatus> proxy(String name) {
        return find(name).map(Proxy::status);
    }

    @Override
    public void runProxy(String name) {
        find(name)
                .filter(proxy -> !proxy.isRunning())
                .ifPresent(proxy -> proxy.life().run(new CompletableFuture<>()));
    }

    @Override
    public void runProxyOf(ServiceLife life) {
        service(life.id())
                .flatMap(Service::proxy)
                .flatMap(this::find)
                .filter(proxy -> !proxy.spec().auto())
                .ifPresent(proxy -> runProxy(proxy.name()));
    }

    /**
     * Adds, changes and removes until all is as wished.
     *
     * @param stage completes once it is
     */
    void reconcile(CompletableFuture<Void> stage) {
        waiting.add(stage);
        parts.sockets().follow(edits.wish());
        reconcile();
    }

    private void reconcile() {
        Workspace workspace = edits.wish().workspace();
        Map<ServiceId, Place> places = places(workspace);
        services.values().stream()
                .filter(service -> !isPlaced(service, places.get(service.id())))
                .forEach(this::remove);
        proxies.values().stream()
                .filter(proxy -> workspace.proxy(proxy.name()).isEmpty())
                .filter(proxy -> proxy.isRunning() || proxy.services().isEmpty())
                .forEach(this::remove);
        workspace.proxies().forEach(this::put);
        places.forEach(this::put);
        proxies = ordered(
                proxies, workspace.proxies().stream().map(ProxySpec::name).toList());
        services = ordered(services, places.keySet());
        processes = services.values().stream()
                .map(Service::life)
                .collect(Collectors.groupingBy(life -> life.id().service()));
        if (isToTakeUp) {
            takeUp();
        }
        if (leaving.isEmpty()) {
            List<CompletableFuture<Void>> done = List.copyOf(waiting);
            waiting.clear();
            done.forEach(stage -> stage.complete(null));
        }
    }

    /** From now on services have those processes that an earlier panel has left alive, each as soon as it is there. */
    void takeUpWhatIsLeft() {
        isToTakeUp = true;
        takeUp();
    }

    private void takeUp() {
        services.values().stream()
                .map(Service::life)
                .filter(life -> !life.isUp() && TakingUp.find(parts, life.id()).isPresent())
                .forEach(life -> life.startAnyway(new CompletableFuture<>()));
    }

    /** The same entries, those of the workspace first and in its order. */
    private static <K, V> Map<K, V> ordered(Map<K, V> entries, Collection<K> order) {
        Map<K, V> sorted = new LinkedHashMap<>();
        order.stream().filter(entries::containsKey).forEach(key -> sorted.put(key, entries.get(key)));
        entries.forEach(sorted::putIfAbsent);
        return sorted;
    }

    private static Map<ServiceId, Place> places(Workspace workspace) {
        Map<ServiceId, Place> places = new LinkedHashMap<>();
        for (ProxySpec proxy : workspace.proxies()) {
            for (ServiceSpec spec : proxy.services()) {
                spec.ids().forEach(id -> places.put(id, new Place(Optional.of(proxy.name()), spec)));
            }
        }
        for (ServiceSpec spec : workspace.services()) {
            spec.ids().forEach(id -> places.put(id, new Place(Optional.empty(), spec)));
        }
        return places;
    }

    private static boolean isPlaced(Service service, Place place) {
        return place != null && place.proxy().equals(service.proxy());
    }

    private void put(ProxySpec spec) {
        Proxy present = proxies.get(spec.name());
        if (present != null) {
            present.life().respec(spec);
            return;
        }
        ProxyLife life = new ProxyLife(spec, parts, environments, edits::wish, status -> {
            statuses.proxyChanged(status);
            order.changed(status.name());
        });
        Map<String, Proxy> more = new LinkedHashMap<>(proxies);
        more.put(spec.name(), new Proxy(parts.loop(), life, edits, this::services));
        proxies = more;
        statuses.proxyChanged(life.status());
    }

    private void put(ServiceId id, Place place) {
        Service present = services.get(id);
        if (present != null) {
            if (isPlaced(present, place)) {
                present.life().respec(place.spec().forInstance(id));
            }
            return;
        }
        Optional<ProxyLife> proxy = place.proxy().map(name -> proxies.get(name).life());
        ProcessSource source = proxy.<ProcessSource>map(below -> new ProxySource(parts, below, environments))
                .orElse(direct);
        ServiceLife life = new ServiceLife(
                id,
                place.spec().forInstance(id),
                parts,
                new TakingUp(parts, id, new FilesFirst(environments, source, proxy.isEmpty())),
                order,
                parts.logs().service(id.name()),
                status -> {
                    statuses.serviceChanged(status);
                    order.changed(id.service());
                });
        proxy.ifPresent(below -> below.add(life));
        Map<ServiceId, Service> more = new LinkedHashMap<>(services);
        more.put(id, new Service(parts.loop(), life, needs, place.proxy()));
        services = more;
        statuses.serviceChanged(life.status());
    }

    /** Stops a service, then forgets it, unless it is wished for again by then. */
    private void remove(Service service) {
        if (leaving.add(service)) {
            afterEnd(service.life().isUp(), service.life()::stop, () -> {
                leaving.remove(service);
                Place place = places(edits.wish().workspace()).get(service.id());
                if (!isPlaced(service, place) && !service.life().isUp()) {
                    forget(service);
                }
            });
        }
    }

    private void forget(Service service) {
        service.life().forget();
        service.proxy().map(proxies::get).ifPresent(proxy -> proxy.life().remove(service.life()));
        services = without(services, service.id());
        parts.logs().closeService(service.id().name());
        statuses.serviceRemoved(service.id());
    }

    /** Shuts a proxy down, then forgets it, unless it is wished for again by then, or services are left below it. */
    private void remove(Proxy proxy) {
        if (leaving.add(proxy)) {
            ProxyLife life = proxy.life();
            afterEnd(life.isToBeEnded(), life::shutdown, () -> {
                leaving.remove(proxy);
                boolean wished = edits.wish().workspace().proxy(proxy.name()).isPresent();
                if (!wished && !life.isToBeEnded() && proxy.services().isEmpty()) {
                    forget(proxy);
                }
            });
        }
    }

    private void forget(Proxy proxy) {
        proxy.life().forget();
        proxies = without(proxies, proxy.name());
        parts.logs().closeProxy(proxy.name());
        statuses.proxyRemoved(proxy.name());
    }

    private <T> void afterEnd(boolean lives, Consumer<CompletableFuture<T>> end, Runnable then) {
        CompletableFuture<T> ended = new CompletableFuture<>();
        ended.whenComplete((status, refused) -> parts.loop().run(() -> {
            then.run();
            reconcile();
        }));
        if (lives) {
            end.accept(ended);
        } else {
            ended.complete(null);
        }
    }

    private static <K, V> Map<K, V> without(Map<K, V> entries, K key) {
        Map<K, V> fewer = new LinkedHashMap<>(entries);
        fewer.remove(key);
        return fewer;
    }
}
