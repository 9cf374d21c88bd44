package controlfreak.ui.main.table;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.ConstrainedColumnResizeBase;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.util.Callback;

/**
 * Gives columns the widths that they ask for, and the state what is left, since its cause is what one reads; where that
 * is more than a line of it takes, the last column gets the rest. Where there is too little for all, each gives up the
 * same share of what it can do without. FX thread only.
 */
@SuppressWarnings("rawtypes") // as the policies of tables are
final class SpareWidth extends ConstrainedColumnResizeBase implements Callback<TreeTableView.ResizeFeatures, Boolean> {
    private static final double A_LINE = 480;

    /** The button that chooses columns stands over the heading of the last. */
    private static final double CORNER = 18;

    @Override
    public Boolean call(TreeTableView.ResizeFeatures features) {
        List<? extends TreeTableColumn<?, ?>> columns = visible(features.getTable());
        Optional<? extends TreeTableColumn<?, ?>> state =
                columns.stream().filter(SpareWidth::isState).findFirst();
        if (state.isEmpty() || features.getContentWidth() <= 0) {
            return false;
        }
        if (features.getColumn() != null) {
            drag(columns, features.getColumn(), features.getDelta());
        }
        share(features, columns, state.get());
        return true;
    }

    private static List<? extends TreeTableColumn<?, ?>> visible(TreeTableView<?> table) {
        return table.getVisibleLeafColumns();
    }

    private static boolean isState(TableColumnBase<?, ?> column) {
        return column.getUserData() == Column.STATE;
    }

    /** What the state gets is left over: it grows as the column behind it gets narrower. */
    private static void drag(
            List<? extends TableColumnBase<?, ?>> columns, TableColumnBase<?, ?> dragged, double delta) {
        int behind = columns.indexOf(dragged) + 1;
        if (!isState(dragged)) {
            prefer(dragged, dragged.getWidth() + delta);
        } else if (behind < columns.size()) {
            prefer(columns.get(behind), columns.get(behind).getWidth() - delta);
        }
    }

    private static void prefer(TableColumnBase<?, ?> column, double width) {
        column.setPrefWidth(Math.max(column.getMinWidth(), Math.min(column.getMaxWidth(), width)));
    }

    private static void share(
            TreeTableView.ResizeFeatures<?> features,
            List<? extends TreeTableColumn<?, ?>> columns,
            TreeTableColumn<?, ?> state) {
        TreeTableColumn<?, ?> last = columns.get(columns.size() - 1);
        double corner = last == state ? 0 : CORNER;
        double asked = columns.stream()
                .filter(column -> column != state)
                .mapToDouble(SpareWidth::asked)
                .sum();
        double least = columns.stream()
                .filter(column -> column != state)
                .mapToDouble(TableColumnBase::getMinWidth)
                .sum();
        double room = features.getContentWidth() - state.getMinWidth() - corner;
        double given = asked <= room || asked <= least ? 1 : Math.max(0, (room - least) / (asked - least));
        double left = features.getContentWidth();
        for (TreeTableColumn<?, ?> column : columns) {
            if (column != state) {
                double width = Math.floor(column.getMinWidth() + given * (asked(column) - column.getMinWidth()))
                        + (column == last ? corner : 0);
                features.setColumnWidth(cast(column), width);
                left -= width;
            }
        }
        double spare = Math.max(0, left - Math.max(A_LINE, state.getPrefWidth()));
        if (last != state && spare > 0 && last.getUserData() == Column.COMMAND) {
            features.setColumnWidth(cast(last), last.getWidth() + spare);
            left -= spare;
        }
        features.setColumnWidth(cast(state), Math.max(state.getMinWidth(), left));
    }

    private static double asked(TableColumnBase<?, ?> column) {
        return Math.max(column.getMinWidth(), column.getPrefWidth());
    }

    @SuppressWarnings("unchecked")
    private static <S> TableColumnBase<S, ?> cast(TableColumnBase<?, ?> column) {
        return (TableColumnBase<S, ?>) column;
    }
}
