package controlfreak.ui.main.status;

import controlfreak.model.ExitStatus;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.Rows;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * Failures that nobody can have noticed: those of rows out of sight. One that is brought into sight, selected or
 * dismissed is no longer told; its row stays marked until it is selected. FX thread only.
 */
public final class FailureNotice {
    private final Rows rows;
    private final Supplier<Collection<RowKey>> inSight;
    private final Map<RowKey, String> pending = new LinkedHashMap<>();
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
        for (Row row : rows.all()) {
            if (!row.facts().isSummary() && row.facts().unseen()) {
                now.add(row.key());
                if (!unseen.contains(row.key())) {
                    pending.put(row.key(), cause(row.facts()));
                }
            }
        }
        unseen = now;
        look();
    }

    /** What can be seen now need not be told: call it about once a second, too. */
    public void look() {
        if (!pending.isEmpty()) {
            pending.keySet().retainAll(unseen);
            pending.keySet().removeAll(Set.copyOf(inSight.get()));
        }
        tell();
    }

    /** A failure that nobody has looked at, one that is told first. */
    Optional<RowKey> next() {
        return Stream.concat(pending.keySet().stream(), unseen.stream()).findFirst();
    }

    void dismiss() {
        pending.clear();
        tell();
    }

    private static String cause(RowFacts facts) {
        return facts.cause().isEmpty() ? facts.lastExit().map(ExitStatus::text).orElse("") : facts.cause();
    }

    private void tell() {
        text.set(pending.entrySet().stream().findFirst().map(this::sentence).orElse(""));
    }

    private String sentence(Map.Entry<RowKey, String> first) {
        String name = first.getKey().display();
        if (pending.size() > 1) {
            return Texts.text("main.notice.several", name, pending.size() - 1);
        }
        return first.getValue().isEmpty()
                ? Texts.text("main.notice.one", name)
                : Texts.text("main.notice.why", name, first.getValue());
    }
}
