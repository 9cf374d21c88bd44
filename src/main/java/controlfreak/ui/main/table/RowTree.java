package controlfreak.ui.main.table;

import controlfreak.ui.main.rows.Arrangement;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFilter;
import controlfreak.ui.main.rows.RowKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.TreeItem;

/**
 * The tree behind the table. It is changed in place: an item lives as long as its row, with its expansion, whether the
 * filter lets it through or not. FX thread only.
 */
final class RowTree {
    /** Groups of more instances begin collapsed, so that one of them does not fill the table. */
    private static final int MANY = 20;

    private final TreeItem<Row> root = new TreeItem<>();
    private final Map<RowKey, TreeItem<Row>> items = new HashMap<>();
    private final Set<RowKey> opened = new HashSet<>();

    RowTree() {
        root.setExpanded(true);
    }

    TreeItem<Row> root() {
        return root;
    }

    Optional<TreeItem<Row>> item(RowKey key) {
        return Optional.ofNullable(items.get(key));
    }

    /**
     * Makes the tree show these rows.
     *
     * @param all every row there is, shown or not
     * @param order orders rows of one level; empty for the workspace's order
     * @param kept rows to show though the filter would not
     * @return whether an item came, went or moved
     */
    boolean show(
            Collection<Row> all,
            Arrangement arrangement,
            RowFilter filter,
            Optional<Comparator<Row>> order,
            Set<RowKey> kept) {
        Set<RowKey> known = new HashSet<>();
        all.forEach(row -> known.add(row.key()));
        items.keySet().retainAll(known);
        return fill(root, arrangement.roots(), new Showing(arrangement, filter, order, kept), false);
    }

    private record Showing(
            Arrangement arrangement, RowFilter filter, Optional<Comparator<Row>> order, Set<RowKey> kept) {
        boolean shows(Row row, boolean textMatchesAbove) {
            return filter.isOff()
                    || kept.contains(row.key())
                    || filter.accepts(row, textMatchesAbove)
                    || showsBelow(row, textMatchesAbove);
        }

        boolean showsBelow(Row row, boolean textMatchesAbove) {
            boolean matches = textMatchesAbove || filter.matches(row);
            return arrangement.below(row).stream().anyMatch(child -> shows(child, matches));
        }
    }

    private boolean fill(TreeItem<Row> parent, List<Row> rows, Showing showing, boolean textMatchesAbove) {
        List<Row> shown = new ArrayList<>();
        for (Row row : rows) {
            if (showing.shows(row, textMatchesAbove)) {
                shown.add(row);
            }
        }
        showing.order().ifPresent(shown::sort);
        List<TreeItem<Row>> wanted = new ArrayList<>();
        shown.forEach(row -> wanted.add(items.computeIfAbsent(row.key(), key -> newItem(row))));
        boolean changed = false;
        for (TreeItem<Row> item : wanted) {
            Row row = item.getValue();
            changed |= fill(
                    item,
                    showing.arrangement().below(row),
                    showing,
                    textMatchesAbove || showing.filter().matches(row));
        }
        if (!parent.getChildren().equals(wanted)) {
            parent.getChildren().setAll(wanted);
            changed = true;
        }
        return changed;
    }

    private static TreeItem<Row> newItem(Row row) {
        TreeItem<Row> item = new TreeItem<>(row);
        item.setExpanded(row.children().size() <= MANY);
        return item;
    }

    /** Whether the filter lets a row through; what is above it may be closed all the same. */
    boolean isShown(RowKey key) {
        TreeItem<Row> item = items.get(key);
        while (item != null && item != root) {
            item = item.getParent();
        }
        return item == root;
    }

    /** Opens all that is above a row. */
    void open(RowKey key) {
        for (TreeItem<Row> item = items.get(key); item != null && item != root; item = item.getParent()) {
            if (item.getParent() != null) {
                item.getParent().setExpanded(true);
            }
        }
    }

    /** Opens what hides rows that a filter has found; {@link #closeOpened} closes it again. */
    void openAll() {
        items.forEach((key, item) -> {
            if (!item.isExpanded() && !item.isLeaf()) {
                opened.add(key);
                item.setExpanded(true);
            }
        });
    }

    void closeOpened() {
        opened.forEach(key -> item(key).ifPresent(item -> item.setExpanded(false)));
        opened.clear();
    }

    void expandAll(boolean expanded) {
        opened.clear();
        items.values().stream().filter(item -> !item.isLeaf()).forEach(item -> item.setExpanded(expanded));
    }
}
