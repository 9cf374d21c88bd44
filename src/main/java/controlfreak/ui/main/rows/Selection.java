package controlfreak.ui.main.rows;

import controlfreak.model.ServiceId;
import java.util.List;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What is selected, by identity: a row may move or change, the selection stays with it. FX thread only. */
public final class Selection {
    private final Rows rows;
    private final ObservableList<RowKey> keys = FXCollections.observableArrayList();
    private final ObservableList<RowKey> view = FXCollections.unmodifiableObservableList(keys);

    public Selection(Rows rows) {
        this.rows = rows;
    }

    /** The keys of the selected rows; observe it, it cannot be changed. */
    public ObservableList<RowKey> keys() {
        return view;
    }

    public void select(List<RowKey> selected) {
        if (!keys.equals(selected)) {
            keys.setAll(selected);
        }
        rows.seen(selected);
    }

    public List<Row> rows() {
        return keys.stream().flatMap(key -> rows.find(key).stream()).toList();
    }

    /** The processes of all that is selected: those below a proxy and of a group too, each once. */
    public List<ServiceId> services() {
        return rows().stream()
                .flatMap(ServiceRow::of)
                .map(ServiceRow::id)
                .distinct()
                .toList();
    }

    /** Whether any of it was started again by itself; of all rows, where nothing is selected. */
    public boolean isRestarted() {
        return meant().stream()
                .flatMap(row -> Stream.concat(Stream.of(row), ServiceRow.of(row)))
                .anyMatch(row -> row.facts().restarts().count() > 0);
    }

    /** Begins to count its restarts anew; those of all rows, where nothing is selected. */
    public void setBackRestarts() {
        rows.setBackRestarts(meant());
    }

    private List<Row> meant() {
        return keys.isEmpty() ? rows.roots() : rows();
    }

    /** The names of the selected proxies. */
    public List<String> proxies() {
        return keys.stream()
                .filter(RowKey.OfProxy.class::isInstance)
                .map(RowKey::display)
                .toList();
    }
}
