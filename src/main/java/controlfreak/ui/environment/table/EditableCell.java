package controlfreak.ui.environment.table;

import controlfreak.ui.environment.state.EnvironmentRow;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import java.util.Optional;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.input.MouseButton;

/** A cell that shows a part of a variable, or the editor of that part; a double click opens it. FX thread only. */
final class EditableCell extends TableCell<EnvironmentRow, EnvironmentRow> {
    private final CellEdit.Column column;
    private final InPlaceEditing editing;
    private final Function<EnvironmentRow, Node> content;

    /**
     * @param content shows a line's part where it is not edited; always in the same node
     */
    EditableCell(
            CellEdit.Column column,
            EnvironmentViewModel viewModel,
            InPlaceEditing editing,
            Function<EnvironmentRow, Node> content) {
        this.column = column;
        this.editing = editing;
        this.content = content;
        getStyleClass().add(column == CellEdit.Column.NAME ? "environment-name" : "environment-value");
        editing.currentProperty().addListener(changed -> render());
        viewModel.revelations().changesProperty().addListener(changed -> render());
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && getItem() != null) {
                editing.edit(getItem(), column);
            }
        });
    }

    @Override
    protected void updateItem(EnvironmentRow row, boolean empty) {
        super.updateItem(row, empty);
        render();
    }

    private void render() {
        EnvironmentRow row = getItem();
        if (isEmpty() || row == null) {
            setGraphic(null);
            return;
        }
        Optional<CellEdit> edit = editing.at(row, column);
        setGraphic(edit.map(CellEdit::node).orElseGet(() -> content.apply(row)));
        edit.ifPresent(shown -> Platform.runLater(shown.field()::requestFocus));
    }
}
