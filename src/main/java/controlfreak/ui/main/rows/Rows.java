package controlfreak.ui.main.rows;

import controlfreak.figures.Snapshot;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceStatus;
import controlfreak.ui.fx.StatusFeed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

/**
 * All rows of the open workspace: the document says which there are, the engine's statuses say how they are. A row
 * lives as long as what it stands for is mentioned; one that is no longer mentioned stays until its process is gone.
 * FX thread only.
 */
public final class Rows {
    /** So long after a failure its log is still looked at for why. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private final Clock clock;
    private final RowsSource engine;
    private final Map<ServiceId, ServiceStatus> services = new HashMap<>();
    private final Map<String, ProxyStatus> proxies = new HashMap<>();
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper figuresRevision = new ReadOnlyLongWrapper();
    private Snapshot figures = Snapshot.NONE;
    private Map<RowKey, Row> index = Map.of();
    private List<Row> roots = List.of();
    private Workspace workspace = Workspace.EMPTY;
    private Arrangement arrangement = new Arrangement(List.of(), Set.of());
    private boolean byTags;

    public Rows(Clock clock, RowsSource engine) {
        this.clock = clock;
        this.engine = engine;
    }

    /** Counts up after every change, once all rows say what is so. */
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /** Proxies, then services without one, in the workspace's order. */
    public List<Row> roots() {
        return roots;
    }

    /** How the rows stand below each other in the table. */
    public Arrangement arrangement() {
        return arrangement;
    }

    /** Whether services with a tag stand below it, instead of below their proxy. */
    public boolean isByTags() {
        return byTags;
    }

    public void setByTags(boolean tags) {
        byTags = tags;
        build();
        refresh(index.values());
    }

    public Optional<Row> find(RowKey key) {
        return Optional.ofNullable(index.get(key));
    }

    /** Every row, those below others right after them. */
    public Collection<Row> all() {
        return index.values();
    }

    /** Proxies and services, but no summaries of them. */
    public StateCounts counts() {
        return StateCounts.of(index.values().stream()
                .map(Row::facts)
                .filter(facts -> !facts.isSummary())
                .map(RowFacts::state));
    }

    /** Shows another workspace, or the same after an edit. */
    public void show(Workspace next) {
        workspace = next;
        build();
        compareAll();
        refresh(index.values());
    }

    /** Takes in what the engine told. */
    public void take(StatusFeed.Batch batch) {
        Set<Row> changed = new HashSet<>();
        batch.services().forEach((id, status) -> {
            status.ifPresentOrElse(known -> services.put(id, known), () -> services.remove(id));
            find(new RowKey.OfProcess(id)).ifPresent(row -> {
                ServiceRow service = (ServiceRow) row;
                service.setStatus(status.orElseGet(() -> ServiceStatus.initial(id, clock.instant())));
                service.compare(engine.ofService(id));
                row.hear(engine, index.values());
                changed.add(row);
            });
        });
        batch.proxies().forEach((name, status) -> {
            status.ifPresentOrElse(known -> proxies.put(name, known), () -> proxies.remove(name));
            find(new RowKey.OfProxy(name)).ifPresent(row -> {
                ProxyRow proxy = (ProxyRow) row;
                proxy.setStatus(status.orElseGet(() -> ProxyStatus.initial(name, clock.instant())));
                proxy.compare(engine.ofProxy(name));
                row.hear(engine, index.values());
                changed.add(row);
            });
        });
        if (index.values().stream().anyMatch(Row::isLeaving)) {
            build();
            refresh(index.values());
        } else {
            refresh(changed);
        }
    }

    /** Takes in what the sampler told. */
    public void take(Snapshot snapshot) {
        figures = snapshot;
        compareFigures();
    }

    /** Finds out anew which figures are old. */
    public void compareFigures() {
        FiguresSource source = new FiguresSource(figures, clock.instant());
        index.values().stream()
                .filter(row -> row.setFigures(row.figuresIn(source)))
                .forEach(Row::refresh);
        figuresRevision.set(figuresRevision.get() + 1);
    }

    /** Counts up after every change of figures; everything else of the rows is as it was. */
    public ReadOnlyLongProperty figuresRevisionProperty() {
        return figuresRevision.getReadOnlyProperty();
    }

    /** Finds out anew which rows need a restart. */
    public void compareEnvironments() {
        compareAll();
        refresh(index.values());
    }

    /** Asks once more what failed runs have said: their last lines may have come after their end. */
    public void hearLate() {
        Instant lately = clock.instant().minus(LATE);
        List<Row> asked = index.values().stream()
                .filter(row -> row.lastWords().isEmpty() && row.hasFailedByItself())
                .filter(row -> row.facts().since().filter(lately::isBefore).isPresent())
                .toList();
        asked.forEach(row -> row.hear(engine, index.values()));
        if (asked.stream().anyMatch(row -> !row.lastWords().isEmpty())) {
            refresh(asked);
        }
    }

    /**
     * Notes on a row why what was asked of it was not done; it says so until it moves on or is asked for something else.
     *
     * @param reason a sentence for people; empty to say nothing any more
     */
    public void setResult(RowKey key, String reason) {
        find(key).filter(row -> !row.result().equals(reason)).ifPresent(row -> {
            row.setResult(reason);
            refresh(List.of(row));
        });
    }

    /** Begins to count the restarts of these anew. */
    public void setBackRestarts(Collection<Row> rows) {
        rows.forEach(row -> row.setBackRestarts(clock.instant()));
        refresh(List.of());
    }

    /** The operator has looked at these. */
    public void seen(Collection<RowKey> keys) {
        List<Row> looked = keys.stream()
                .flatMap(key -> find(key).stream())
                .filter(row -> row.facts().unseen())
                .toList();
        if (!looked.isEmpty()) {
            looked.forEach(Row::seen);
            refresh(looked);
        }
    }

    private void compareAll() {
        for (Row row : index.values()) {
            if (row instanceof ServiceRow service && service.isLive()) {
                service.compare(engine.ofService(service.id()));
            } else if (row instanceof ProxyRow proxy && proxy.isLive()) {
                proxy.compare(engine.ofProxy(proxy.name()));
            }
        }
    }

    private void refresh(Collection<Row> changed) {
        changed.forEach(Row::refresh);
        // What stands above tells of what is below it: groups first, then proxies and tags.
        index.values().stream().filter(GroupRow.class::isInstance).forEach(Row::refresh);
        index.values().stream()
                .filter(row -> row instanceof ProxyRow || row instanceof TagRow)
                .forEach(Row::refresh);
        revision.set(revision.get() + 1);
    }

    private void build() {
        Set<RowKey> mentioned = mentioned();
        List<Row> next = new ArrayList<>();
        for (ProxySpec spec : workspace.proxies()) {
            ProxyRow row = known(new RowKey.OfProxy(spec.name()), ProxyRow.class, () -> newProxy(spec));
            List<Row> below = new ArrayList<>();
            spec.services().forEach(service -> below.add(rowOf(service, mentioned)));
            below.addAll(Row.leaving(row.children(), mentioned));
            row.set(spec, below);
            ServiceRow.of(row).forEach(process -> process.setProxy(row));
            next.add(row);
        }
        workspace.services().forEach(service -> next.add(rowOf(service, mentioned)));
        next.addAll(Row.leaving(roots, mentioned));
        roots = List.copyOf(next);
        Map<RowKey, Row> all = new LinkedHashMap<>();
        roots.stream().flatMap(Rows::withDescendants).forEach(row -> all.put(row.key(), row));
        List<TagRow> tags = byTags ? tagRows(all) : List.of();
        tags.forEach(tag -> all.put(tag.key(), tag));
        index = all;
        arrangement = arranged(tags);
    }

    private List<TagRow> tagRows(Map<RowKey, Row> all) {
        Map<String, List<Row>> tagged = new TreeMap<>();
        for (ServiceSpec service : workspace.allServices()) {
            service.tags().stream()
                    .findFirst()
                    .ifPresent(tag -> tagged.computeIfAbsent(tag, key -> new ArrayList<>())
                            .add(all.get(rowKey(service))));
        }
        List<TagRow> rows = new ArrayList<>();
        tagged.forEach((tag, services) -> {
            TagRow row = known(new RowKey.OfTag(tag), TagRow.class, () -> new TagRow(tag));
            row.set(services);
            rows.add(row);
        });
        return rows;
    }

    private static RowKey rowKey(ServiceSpec service) {
        return service.instances() > 1
                ? new RowKey.OfGroup(service.name())
                : new RowKey.OfProcess(service.ids().get(0));
    }

    private Arrangement arranged(List<TagRow> tags) {
        Set<RowKey> elsewhere = tags.stream()
                .flatMap(tag -> tag.children().stream())
                .map(Row::key)
                .collect(Collectors.toSet());
        Stream<Row> rest = roots.stream().filter(row -> !elsewhere.contains(row.key()));
        return new Arrangement(Stream.concat(tags.stream(), rest).toList(), elsewhere);
    }

    private Set<RowKey> mentioned() {
        Set<RowKey> keys = new HashSet<>();
        workspace.proxies().forEach(proxy -> keys.add(new RowKey.OfProxy(proxy.name())));
        for (ServiceSpec service : workspace.allServices()) {
            if (service.instances() > 1) {
                keys.add(new RowKey.OfGroup(service.name()));
            }
            service.ids().forEach(id -> keys.add(new RowKey.OfProcess(id)));
        }
        return keys;
    }

    private Row rowOf(ServiceSpec spec, Set<RowKey> mentioned) {
        List<ServiceRow> processes = new ArrayList<>();
        for (ServiceId id : spec.ids()) {
            ServiceRow row = known(new RowKey.OfProcess(id), ServiceRow.class, () -> newService(id, spec));
            row.setSpec(spec);
            processes.add(row);
        }
        if (spec.instances() == 1) {
            return processes.get(0);
        }
        GroupRow group = known(new RowKey.OfGroup(spec.name()), GroupRow.class, () -> new GroupRow(spec));
        processes.addAll(Row.leaving(group.children(), mentioned));
        group.set(spec, processes);
        return group;
    }

    private ProxyRow newProxy(ProxySpec spec) {
        ProxyRow row = new ProxyRow(spec, clock.instant());
        Optional.ofNullable(proxies.get(spec.name())).ifPresent(row::setStatus);
        return row;
    }

    private ServiceRow newService(ServiceId id, ServiceSpec spec) {
        ServiceRow row = new ServiceRow(id, spec, clock.instant());
        Optional.ofNullable(services.get(id)).ifPresent(row::setStatus);
        return row;
    }

    private <R extends Row> R known(RowKey key, Class<R> type, Supplier<R> make) {
        return find(key).map(type::cast).orElseGet(make);
    }

    private static Stream<Row> withDescendants(Row row) {
        return Stream.concat(Stream.of(row), row.children().stream().flatMap(Rows::withDescendants));
    }
}
