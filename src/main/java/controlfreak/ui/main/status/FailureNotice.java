package controlfreak.ui.main.status;

import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.RowState;
import controlfreak.ui.main.rows.Rows;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * Failures that nobody can have noticed: those of rows out of sight, for as long as they fail. One that is brought into
 * sight, selected or dismissed is no longer told; its row stays marked until it is selected. FX thread only.
 */
final class FailureNotice {
    private final Rows rows;
    private final Supplier<Collection<RowKey>> inSight;
    private final Set<RowKey> noticed = new HashSet<>();
    private final Set<RowKey> pending = new LinkedHashSet<>();
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private Set<RowKey> unseen = Set.of();

    /** @param inSight tells whose rows can be seen now */
    public FailureNotice(Rows rows, Supplier<Collection<RowKey>> inSight) {
        this.rows = rows;
        this.inSight = inSight;
        rows.revisionProperty().addListener(revision -> update());
    }

    /** {@code web-2 failed: exit 1 after 3 s}, {@code web-2 and 2 more failed.}; empty where there is nothing to tell. */
    ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    private void update() {
        Set<RowKey> now = new LinkedHashSet<>();
        Set<RowKey> failing = new LinkedHashSet<>();
        for (Row row : rows.all()) {
            if (!row.facts().isSummary() && row.facts().unseen()) {
                now.add(row.key());
                if (row.facts().state() == RowState.FAILING) {
                    failing.add(row.key());
                }
            }
        }
        unseen = now;
        noticed.retainAll(unseen);
        // Those that were told first stay first.
        pending.retainAll(failing);
        pending.addAll(failing);
        look();
    }

    /** What can be seen now need not be told: call it about once a second, too. */
    public void look() {
        if (!pending.isEmpty()) {
            noticed.addAll(
                    unseen.stream().filter(Set.copyOf(inSight.get())::contains).toList());
            pending.removeAll(noticed);
        }
        text.set(pending.isEmpty() ? "" : sentence(told()));
    }

    /** A failure that nobody has looked at, one that is told first. */
    Optional<RowKey> next() {
        return Stream.concat(pending.stream(), unseen.stream()).findFirst();
    }

    /** All that are told of now. */
    List<RowKey> about() {
        return List.copyOf(pending);
    }

    void dismiss() {
        noticed.addAll(pending);
        look();
    }

    private List<Row> told() {
        return pending.stream().flatMap(key -> rows.find(key).stream()).toList();
    }

    private static String sentence(List<Row> failed) {
        String name = failed.get(0).key().display();
        if (failed.size() > 1) {
            return Told.with(Texts.text("main.notice.several", name, failed.size() - 1), failed);
        }
        String cause = failed.get(0).facts().cause();
        return cause.isEmpty() ? Texts.text("main.notice.one", name) : Texts.text("main.notice.why", name, cause);
    }
}
