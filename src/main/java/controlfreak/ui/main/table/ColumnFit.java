package controlfreak.ui.main.table;

import controlfreak.ui.main.rows.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.application.Platform;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;

/**
 * Shows those of the chosen columns that the table has room for: what matters least goes first, what was asked for last
 * stays. Where even those that always stay have no room, the table can be scrolled. FX thread only.
 */
final class ColumnFit {
    /** What a table needs beside its columns: a scroll bar, and the button that chooses columns. */
    private static final double BESIDE = 28;

    private final TreeTableView<Row> table;
    private final Set<TreeTableColumn<Row, ?>> chosen = new HashSet<>();
    private final List<TreeTableColumn<Row, ?>> asked = new ArrayList<>();
    private final SpareWidth spare = new SpareWidth();
    private boolean isFitting;

    ColumnFit(TreeTableView<Row> table, List<? extends TreeTableColumn<Row, ?>> columns) {
        this.table = table;
        for (TreeTableColumn<Row, ?> column : columns) {
            if (column.isVisible()) {
                chosen.add(column);
            }
            column.visibleProperty().addListener((property, before, isVisible) -> {
                if (!isFitting) {
                    choose(column, isVisible);
                }
            });
        }
        table.widthProperty().addListener(width -> fit());
        fit();
    }

    /** Whether it is shown where there is room. */
    boolean isChosen(TreeTableColumn<Row, ?> column) {
        return chosen.contains(column);
    }

    /** Chooses for the operator, as he has chosen before. */
    void restore(TreeTableColumn<Row, ?> column, boolean isChosen) {
        if (isChosen) {
            chosen.add(column);
        } else {
            chosen.remove(column);
        }
        fit();
    }

    private void choose(TreeTableColumn<Row, ?> column, boolean isChosen) {
        asked.remove(column);
        if (isChosen) {
            chosen.add(column);
            asked.add(0, column);
        } else {
            chosen.remove(column);
        }
        fit();
    }

    private void fit() {
        if (isFitting || table.getWidth() <= 0) {
            return;
        }
        isFitting = true;
        Set<?> before = Set.copyOf(table.getVisibleLeafColumns());
        double room = table.getWidth() - BESIDE;
        boolean isTooMuch = false;
        boolean isFull = false;
        for (TreeTableColumn<Row, ?> column : byRank()) {
            boolean stays = stays(column);
            // What matters less does not come in where what matters more has gone.
            isFull |= !stays && room < column.getMinWidth();
            boolean isShown = stays || !isFull;
            if (isShown) {
                room -= column.getMinWidth();
                isTooMuch |= room < 0;
            }
            column.setVisible(isShown);
        }
        table.getColumns().stream()
                .filter(column -> !chosen.contains(column))
                .forEach(column -> column.setVisible(false));
        // What is made to fit cannot be scrolled.
        table.setColumnResizePolicy(isTooMuch ? TreeTableView.UNCONSTRAINED_RESIZE_POLICY : spare);
        isFitting = false;
        if (!before.equals(Set.copyOf(table.getVisibleLeafColumns()))) {
            // Widths were shared out among those that were shown before.
            Platform.runLater(
                    () -> table.getColumnResizePolicy().call(new TreeTableView.ResizeFeatures<>(table, null, 0.0)));
        }
    }

    /** Those that stay first, then those that were asked for, then as they matter. */
    private List<TreeTableColumn<Row, ?>> byRank() {
        return table.getColumns().stream()
                .filter(chosen::contains)
                .sorted(Comparator.comparing((TreeTableColumn<Row, ?> column) -> !stays(column))
                        .thenComparing(column -> column(column).rank()))
                .toList();
    }

    private boolean stays(TreeTableColumn<Row, ?> column) {
        return column(column).rank() == 0 || asked.contains(column);
    }

    private static Column column(TreeTableColumn<Row, ?> column) {
        return (Column) column.getUserData();
    }
}
