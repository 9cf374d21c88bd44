package controlfreak.ui.main.rows;

import controlfreak.ui.fx.Texts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** All services that have one tag as their first, whatever proxy they are below, in one summary. FX thread only. */
public final class TagRow extends Row {
    private final String tag;
    private List<Row> services = List.of();

    TagRow(String tag) {
        super(new RowKey.OfTag(tag));
        this.tag = tag;
    }

    void set(List<Row> newServices) {
        services = List.copyOf(newServices);
    }

    @Override
    public List<Row> children() {
        return services;
    }

    private Stream<ServiceRow> processes() {
        return ServiceRow.of(this);
    }

    @Override
    public boolean isLive() {
        return services.stream().anyMatch(Row::isLive);
    }

    /** A tag goes at once: what it held is found where it was before. */
    @Override
    public boolean isLeaving() {
        return false;
    }

    @Override
    void leave(Set<RowKey> mentioned) {}

    @Override
    RowFigures figuresIn(FiguresSource source) {
        return source.ofAll(processes().map(ServiceRow::id).toList());
    }

    @Override
    void seen() {
        services.forEach(Row::seen);
        refresh();
    }

    @Override
    void refresh() {
        StateCounts counts = StateCounts.of(processes().map(row -> row.facts().state()));
        show(new RowFacts(
                Texts.text("main.row.group", tag, Long.toString(processes().count())),
                counts.worst(),
                counts.summary(),
                "",
                "",
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                processes().map(row -> row.facts().restarts()).reduce(Restarts.NONE, Restarts::plus),
                Optional.empty(),
                RowFacts.Definition.NONE,
                figures(),
                RowFigures.NONE,
                services.stream().anyMatch(row -> row.facts().restartNeeded()),
                Optional.empty(),
                services.stream().anyMatch(row -> row.facts().unseen())));
    }
}
