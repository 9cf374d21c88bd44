package controlfreak.ui.main.table;

import atlantafx.base.theme.Styles;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.main.rows.RowFilter;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.state.MainViewModel;
import controlfreak.ui.settings.WindowLayout.ColumnLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableColumn.SortType;
import javafx.scene.control.TreeTableView;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** The table of proxies and services: columns, order and what the filter lets through. FX thread only. */
public final class ServiceTable {
    private static final double HEADING_SIZE = 14;
    private static final double AROUND_HEADING = 20;

    private final TreeTableView<Row> table;
    private final MainViewModel model;
    private final RowTree tree = new RowTree();
    private final TableSelection selection;
    private final Map<String, TreeTableColumn<Row, RowFacts>> columns = new LinkedHashMap<>();
    private final ColumnFit fit;
    private boolean menuOpen;

    public ServiceTable(TreeTableView<Row> table, MainViewModel model, Ticker ticker, PortLinks ports) {
        this.table = table;
        this.model = model;
        table.getStyleClass().addAll("services", Styles.DENSE);
        table.setAccessibleText(Texts.text("main.table"));
        table.setShowRoot(false);
        table.setRoot(tree.root());
        table.setTableMenuButtonVisible(true);
        table.setRowFactory(owner -> new RowCell());
        for (Column column : Column.values()) {
            columns.put(column.id(), newColumn(column, ticker, ports));
        }
        table.getColumns().setAll(List.copyOf(columns.values()));
        fit = new ColumnFit(table, List.copyOf(columns.values()));
        selection = new TableSelection(table, tree, model.selection());
        table.addEventFilter(MouseEvent.MOUSE_ENTERED_TARGET, ServiceTable::explainHeading);
        // The table would sort its items itself, and select places meanwhile.
        table.setOnSort(event -> {
            event.consume();
            arrange(order());
        });
        model.rows().revisionProperty().addListener(revision -> arrange(rests() ? placesOfNow() : order()));
        model.rows().figuresRevisionProperty().addListener(revision -> {
            if (isSortedByFigures()) {
                arrange(rests() ? placesOfNow() : order());
            }
        });
        model.filterProperty().addListener((property, before, after) -> filter(after));
        arrange(order());
    }

    /** A heading is made anew as columns come and go. */
    private static void explainHeading(MouseEvent event) {
        if (event.getTarget() instanceof TableColumnHeader heading
                && heading.getTableColumn() != null
                && heading.getTableColumn().getUserData() instanceof Column column
                && heading.getProperties().put(Column.class, column) == null) {
            Tooltip.install(heading, new Tooltip(column.meaning()));
        }
    }

    private TreeTableColumn<Row, RowFacts> newColumn(Column column, Ticker ticker, PortLinks ports) {
        TreeTableColumn<Row, RowFacts> result = new TreeTableColumn<>(column.title());
        result.setId(column.id());
        result.setUserData(column);
        result.setPrefWidth(column.width());
        result.setMinWidth(Math.max(column.leastWidth(), widthOf(column.title())));
        result.setVisible(column.isShownAtFirst());
        result.setSortable(column.isSortable());
        result.setCellValueFactory(row -> row.getValue().getValue().factsProperty());
        result.setCellFactory(owner -> column.newCell(ticker, model::lastLine, ports, model.usage()));
        if (column.isNumber()) {
            result.getStyleClass().add("number");
        }
        return result;
    }

    /** What a heading takes, in any language: it is never cut. */
    private static double widthOf(String title) {
        Text text = new Text(title);
        text.setFont(Font.font(HEADING_SIZE));
        return Math.ceil(text.getLayoutBounds().getWidth()) + AROUND_HEADING;
    }

    public List<TreeTableColumn<Row, RowFacts>> columns() {
        return List.copyOf(columns.values());
    }

    /** While a menu is open over the table nothing in it may move. */
    public void setMenuOpen(boolean open) {
        menuOpen = open;
        if (!open) {
            arrange(rests() ? placesOfNow() : order());
        }
    }

    public void expandAll(boolean expanded) {
        selection.during(() -> {
            tree.expandAll(expanded);
            return true;
        });
    }

    /** Selects some rows, whether the filter or closed rows above them hide them or not. */
    public void select(List<RowKey> keys) {
        if (!keys.stream().allMatch(tree::isShown)) {
            model.filterProperty().set(RowFilter.NONE);
        }
        selection.during(() -> {
            keys.forEach(tree::open);
            return true;
        });
        int[] places = keys.stream()
                .flatMap(key -> tree.item(key).stream())
                .mapToInt(table::getRow)
                .filter(place -> place >= 0)
                .toArray();
        if (places.length > 0) {
            table.getSelectionModel().clearAndSelect(places[0]);
            table.getSelectionModel().selectIndices(places[0], places);
            table.scrollTo(places[0]);
        }
    }

    private void filter(RowFilter after) {
        selection.during(() -> {
            show(order(), Set.of());
            if (after.isOff()) {
                tree.closeOpened();
            } else {
                tree.openAll();
            }
            return true;
        });
    }

    private void arrange(Optional<Comparator<Row>> order) {
        // A row that is selected stays though it left the state that is filtered by: it must not vanish under the hand.
        selection.during(() -> show(order, Set.copyOf(model.selection().keys())));
    }

    private boolean show(Optional<Comparator<Row>> order, Set<RowKey> kept) {
        return tree.show(
                model.rows().all(),
                model.rows().arrangement(),
                model.filterProperty().get(),
                order,
                kept);
    }

    private boolean isSortedByFigures() {
        return table.getSortOrder().stream().anyMatch(column -> ((Column) column.getUserData()).isFigure());
    }

    /** Whose rows can be seen now. */
    public List<RowKey> visible() {
        if (!(table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) || flow.getFirstVisibleCell() == null) {
            return List.of();
        }
        return IntStream.rangeClosed(
                        flow.getFirstVisibleCell().getIndex(),
                        flow.getLastVisibleCell().getIndex())
                .mapToObj(table::getTreeItem)
                .filter(Objects::nonNull)
                .map(item -> item.getValue().key())
                .toList();
    }

    private boolean rests() {
        boolean live = table.getSortOrder().stream().anyMatch(column -> ((Column) column.getUserData()).isLive());
        return live && (menuOpen || model.selection().keys().size() > 1);
    }

    private Optional<Comparator<Row>> order() {
        return table.getSortOrder().stream().map(ServiceTable::order).reduce(Comparator::thenComparing);
    }

    private static Comparator<Row> order(TreeTableColumn<Row, ?> column) {
        Comparator<Row> order = Comparator.comparing(Row::facts, ((Column) column.getUserData()).order());
        return column.getSortType() == SortType.DESCENDING ? order.reversed() : order;
    }

    private Optional<Comparator<Row>> placesOfNow() {
        Map<RowKey, Integer> places = new HashMap<>();
        number(tree.root(), places);
        return Optional.of(Comparator.comparingInt(row -> places.getOrDefault(row.key(), Integer.MAX_VALUE)));
    }

    private static void number(TreeItem<Row> parent, Map<RowKey, Integer> places) {
        for (TreeItem<Row> item : parent.getChildren()) {
            places.put(item.getValue().key(), places.size());
            number(item, places);
        }
    }

    public boolean isByTags() {
        return model.byTagsProperty().get();
    }

    public void setByTags(boolean byTags) {
        model.byTagsProperty().set(byTags);
    }

    public List<ColumnLayout> columnLayout() {
        return table.getColumns().stream()
                .map(column -> new ColumnLayout(column.getId(), column.getPrefWidth(), fit.isChosen(column)))
                .toList();
    }

    public List<String> sortLayout() {
        return table.getSortOrder().stream()
                .map(column -> (column.getSortType() == SortType.DESCENDING ? "-" : "+") + column.getId())
                .toList();
    }

    /** Arranges columns as they were; one that it does not mention stays behind the one that it is behind at first. */
    public void restore(List<ColumnLayout> layout, List<String> sort) {
        List<TreeTableColumn<Row, ?>> order = new ArrayList<>();
        for (ColumnLayout was : layout) {
            TreeTableColumn<Row, RowFacts> column = columns.get(was.id());
            if (column != null && !order.contains(column)) {
                column.setPrefWidth(was.width());
                fit.restore(column, was.visible());
                order.add(column);
            }
        }
        int place = 0;
        for (TreeTableColumn<Row, RowFacts> column : columns.values()) {
            if (!order.contains(column)) {
                order.add(place, column);
            }
            place = order.indexOf(column) + 1;
        }
        table.getColumns().setAll(order);
        table.getSortOrder().clear();
        for (String entry : sort) {
            TreeTableColumn<Row, RowFacts> column = columns.get(entry.substring(1));
            if (column != null && !table.getSortOrder().contains(column)) {
                column.setSortType(entry.startsWith("-") ? SortType.DESCENDING : SortType.ASCENDING);
                table.getSortOrder().add(column);
            }
        }
    }
}
