package controlfreak.ui.details;

import controlfreak.model.Workspace;
import controlfreak.model.time.TimeOfDay;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.history.HistoryViewModel.Happening;
import controlfreak.ui.main.rows.GroupRow;
import controlfreak.ui.main.rows.ProxyRow;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.ServiceRow;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What the details pane says of the selected rows. FX thread only. */
public final class DetailsViewModel {
    private final Supplier<Workspace> workspace;
    private final Definitions definitions;
    private final PortConflicts conflicts;
    private final Function<RowKey, List<Happening>> lately;
    private final Clock clock;
    private final TimeOfDay timeOfDay;
    private final ReadOnlyObjectWrapper<DetailsPage> page = new ReadOnlyObjectWrapper<>(nothing());
    private List<Row> rows = List.of();

    /**
     * @param all every row that there is
     * @param lately what became of a process, the latest first
     */
    public DetailsViewModel(
            Supplier<Workspace> workspace,
            DetailsSource source,
            Supplier<Collection<Row>> all,
            Function<RowKey, List<Happening>> lately,
            Clock clock,
            TimeOfDay timeOfDay) {
        this.workspace = workspace;
        this.definitions = new Definitions(source, workspace);
        this.conflicts = new PortConflicts(source, all, clock, this::refresh);
        this.lately = lately;
        this.clock = clock;
        this.timeOfDay = timeOfDay;
    }

    /** Shows what is selected. */
    public void show(List<Row> selected) {
        rows = List.copyOf(selected);
        refresh();
    }

    /** Says anew what is so: call it when something has changed, and once a second while the pane is seen. */
    public void refresh() {
        page.set(page());
    }

    ReadOnlyObjectProperty<DetailsPage> pageProperty() {
        return page.getReadOnlyProperty();
    }

    /** The row that its page is about, where it is one. */
    Row row() {
        return rows.get(0);
    }

    private DetailsPage page() {
        if (rows.isEmpty()) {
            return nothing();
        }
        if (rows.size() > 1) {
            return Summaries.of(rows);
        }
        Row row = rows.get(0);
        if (row instanceof ServiceRow service) {
            return of(service);
        }
        if (row instanceof ProxyRow proxy) {
            return of(proxy);
        }
        return row instanceof GroupRow group ? of(group) : Summaries.of(rows);
    }

    private static DetailsPage nothing() {
        return new DetailsPage("", Texts.text("details.nothing"), List.of());
    }

    private DetailsPage of(ServiceRow row) {
        Workspace now = workspace.get();
        return new DetailsPage(
                row.facts().title(),
                Conditions.sentence(row.facts(), clock.instant()),
                List.of(
                        Conditions.of(row, now.service(row.id().service()), conflicts.sentence(row), clock, timeOfDay),
                        Uses.of(row),
                        definitions.of(
                                row.key(),
                                now.service(row.id().service()),
                                now.proxyOf(row.id().service())),
                        lately(row.key())));
    }

    private DetailsPage of(ProxyRow row) {
        return new DetailsPage(
                row.facts().title(),
                Conditions.sentence(row.facts(), clock.instant()),
                List.of(
                        Conditions.of(row, clock, timeOfDay),
                        Uses.of(row),
                        definitions.of(row.key(), workspace.get().proxy(row.name())),
                        lately(row.key())));
    }

    private DetailsPage of(GroupRow row) {
        Workspace now = workspace.get();
        return new DetailsPage(
                row.facts().title(),
                row.facts().word(),
                List.of(
                        Uses.of(row),
                        definitions.of(row.key(), now.service(row.service()), now.proxyOf(row.service()))));
    }

    private Section lately(RowKey row) {
        Section.Builder section = Section.of("lately");
        lately.apply(row).forEach(happening -> section.named(happening.time(), happening.text(), Fact.Look.PLAIN));
        return section.build();
    }
}
