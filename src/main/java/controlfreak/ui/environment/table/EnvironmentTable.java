package controlfreak.ui.environment.table;

import controlfreak.model.Origin;
import controlfreak.ui.environment.state.EnvironmentRow;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.fx.Texts;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

/** Gives the environment's table its columns, and tells what its selection allows. FX thread only. */
public final class EnvironmentTable {
    private static final PseudoClass INHERITED = PseudoClass.getPseudoClass("inherited");
    private static final PseudoClass REMOVED = PseudoClass.getPseudoClass("removed");

    private final TableView<EnvironmentRow> table;
    private final EnvironmentViewModel viewModel;
    private Set<String> chosen = Set.of();

    public EnvironmentTable(TableView<EnvironmentRow> table, EnvironmentViewModel viewModel, InPlaceEditing editing) {
        this.table = table;
        this.viewModel = viewModel;
        table.setItems(viewModel.rows());
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        keepSelection();
        table.setRowFactory(view -> new Line());
        table.getColumns()
                .setAll(List.of(
                        column("env.column.name", 264, row -> cell(CellEdit.Column.NAME, editing, new NameContent())),
                        column(
                                "env.column.value",
                                420,
                                row -> cell(CellEdit.Column.VALUE, editing, new ValueContent(viewModel, editing))),
                        column("env.column.origin", 140, row -> new OriginCell()),
                        column("env.column.change", 220, row -> new ChangeCell(viewModel))));
    }

    private TableCell<EnvironmentRow, EnvironmentRow> cell(
            CellEdit.Column column, InPlaceEditing editing, Function<EnvironmentRow, Node> content) {
        return new EditableCell(column, viewModel, editing, content);
    }

    /** A selection is of variables, not of lines: it stays with them where the lines are replaced. */
    private void keepSelection() {
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<EnvironmentRow>) change -> {
            if (!viewModel.isReplacingRows()) {
                chosen = selected().stream().map(EnvironmentRow::name).collect(Collectors.toSet());
            }
        });
        viewModel.rows().addListener((ListChangeListener<EnvironmentRow>) change -> {
            table.getSelectionModel().clearSelection();
            for (int index = 0; index < viewModel.rows().size(); index++) {
                if (chosen.contains(viewModel.rows().get(index).name())) {
                    table.getSelectionModel().select(index);
                }
            }
        });
    }

    private static TableColumn<EnvironmentRow, EnvironmentRow> column(
            String title,
            double width,
            Function<TableColumn<EnvironmentRow, EnvironmentRow>, TableCell<EnvironmentRow, EnvironmentRow>> cells) {
        TableColumn<EnvironmentRow, EnvironmentRow> column = new TableColumn<>(Texts.text(title));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        column.setCellFactory(cells::apply);
        return column;
    }

    public List<EnvironmentRow> selected() {
        return table.getSelectionModel().getSelectedItems().stream()
                .filter(row -> row != null && !viewModel.isDraft(row))
                .toList();
    }

    public List<String> selectedOwn() {
        return selected().stream()
                .filter(EnvironmentRow::own)
                .map(EnvironmentRow::name)
                .toList();
    }

    /** What is inherited and can be taken away; what the engine sets itself cannot. */
    public List<String> selectedInherited() {
        return selected().stream()
                .filter(row -> !row.own() && !row.removed())
                .filter(row -> row.origin().filter(Origin.ENGINE::equals).isEmpty())
                .map(EnvironmentRow::name)
                .toList();
    }

    /** Own entries that stand before an inherited value. */
    public List<String> selectedOverriding() {
        return selected().stream()
                .filter(row -> row.own() && (row.removed() || !row.overridden().isEmpty()))
                .map(EnvironmentRow::name)
                .toList();
    }

    private final class OriginCell extends TableCell<EnvironmentRow, EnvironmentRow> {
        @Override
        protected void updateItem(EnvironmentRow row, boolean empty) {
            super.updateItem(row, empty);
            setText(empty || row == null ? null : viewModel.originInWords(row));
            setTooltip(
                    empty || row == null || row.file().isEmpty()
                            ? null
                            : new Tooltip(Texts.text(
                                    "env.origin.file.tip",
                                    row.file().get().file(),
                                    row.file().get().line())));
        }
    }

    private static final class Line extends TableRow<EnvironmentRow> {
        @Override
        protected void updateItem(EnvironmentRow row, boolean empty) {
            super.updateItem(row, empty);
            boolean shown = !empty && row != null;
            pseudoClassStateChanged(INHERITED, shown && !row.own());
            pseudoClassStateChanged(REMOVED, shown && row.removed());
        }
    }
}
