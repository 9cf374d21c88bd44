package controlfreak.ui.main.rows;

import controlfreak.model.ServiceSpec;
import controlfreak.ui.fx.Texts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** All instances of a service that has several, in one summary. FX thread only. */
public final class GroupRow extends Row {
    private final String service;
    private ServiceSpec spec;
    private List<ServiceRow> instances = List.of();
    private boolean leaving;

    GroupRow(ServiceSpec spec) {
        super(new RowKey.OfGroup(spec.name()));
        this.service = spec.name();
        this.spec = spec;
    }

    public String service() {
        return service;
    }

    @Override
    public List<ServiceRow> children() {
        return instances;
    }

    @Override
    public boolean isLive() {
        return instances.stream().anyMatch(Row::isLive);
    }

    @Override
    public boolean isLeaving() {
        return leaving;
    }

    @Override
    RowFigures figuresIn(FiguresSource source) {
        return source.ofAll(instances.stream().map(ServiceRow::id).toList());
    }

    void set(ServiceSpec newSpec, List<ServiceRow> newInstances) {
        spec = newSpec;
        instances = List.copyOf(newInstances);
        leaving = false;
    }

    @Override
    void leave(Set<RowKey> mentioned) {
        leaving = true;
        instances = leaving(instances, mentioned);
    }

    /** What all that have failed have said; empty where that is not the same. */
    private String sharedWords() {
        List<String> words = instances.stream()
                .filter(Row::isStillFailing)
                .map(Row::lastWords)
                .distinct()
                .toList();
        return words.size() == 1 ? words.get(0) : "";
    }

    @Override
    void seen() {
        instances.forEach(ServiceRow::seen);
        refresh();
    }

    @Override
    void refresh() {
        StateCounts counts =
                StateCounts.of(instances.stream().map(row -> row.facts().state()));
        String shared = sharedWords();
        show(new RowFacts(
                Texts.text("main.row.group", service, Integer.toString(instances.size())),
                counts.worst(),
                counts.summary(),
                leaving ? Texts.text("state.leaving") : shared,
                shared,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                instances.stream().map(row -> row.facts().restarts()).reduce(Restarts.NONE, Restarts::plus),
                Optional.empty(),
                RowFacts.Definition.of(spec),
                figures(),
                RowFigures.NONE,
                instances.stream().anyMatch(row -> row.facts().restartNeeded()),
                Optional.empty(),
                instances.stream().anyMatch(row -> row.facts().unseen())));
    }
}
