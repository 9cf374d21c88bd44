package controlfreak.ui.main.table;

import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.Selection;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.beans.Observable;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableView;

/**
 * Keeps the table's selection on the rows that were chosen. The table itself selects places, and a place gets another
 * row when rows come, go or are sorted; so places are found anew after each change of the tree. FX thread only.
 */
final class TableSelection {
    private final TreeTableView<Row> table;
    private final RowTree tree;
    private final Selection selection;
    private boolean changing;

    TableSelection(TreeTableView<Row> table, RowTree tree, Selection selection) {
        this.table = table;
        this.tree = tree;
        this.selection = selection;
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getSelectionModel().getSelectedItems().addListener((Observable observable) -> {
            if (!changing) {
                selection.select(selectedKeys());
            }
        });
    }

    private List<RowKey> selectedKeys() {
        return table.getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .map(TreeItem::getValue)
                .filter(Objects::nonNull)
                .map(Row::key)
                .toList();
    }

    /**
     * Changes the tree, then selects and focuses again what was before, wherever it is now.
     *
     * @param change says whether anything has moved
     */
    void during(BooleanSupplier change) {
        List<RowKey> selected = List.copyOf(selection.keys());
        Optional<RowKey> focused = Optional.ofNullable(table.getFocusModel().getFocusedItem())
                .map(TreeItem::getValue)
                .map(Row::key);
        changing = true;
        try {
            if (change.getAsBoolean()) {
                select(selected, focused);
            }
        } finally {
            changing = false;
        }
        selection.select(selectedKeys());
    }

    private void select(List<RowKey> selected, Optional<RowKey> focused) {
        int[] places = selected.stream()
                .mapToInt(this::place)
                .filter(place -> place >= 0)
                .sorted()
                .toArray();
        List<Integer> now = table.getSelectionModel().getSelectedIndices().stream()
                .distinct()
                .sorted()
                .toList();
        if (!now.equals(Arrays.stream(places).boxed().toList())
                || !selectedKeys().containsAll(selected)) {
            table.getSelectionModel().clearSelection();
            if (places.length > 0) {
                table.getSelectionModel().selectIndices(places[0], places);
            }
        }
        focused.map(this::place).filter(place -> place >= 0).ifPresent(table.getFocusModel()::focus);
    }

    private int place(RowKey key) {
        return tree.item(key).map(table::getRow).orElse(-1);
    }
}
