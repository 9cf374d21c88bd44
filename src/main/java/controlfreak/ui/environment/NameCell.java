package controlfreak.ui.environment;

import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.control.TableCell;
import javafx.scene.input.MouseButton;

/** A cell that shows a variable's name, or its editor. FX thread only. */
final class NameCell extends TableCell<EnvironmentRow, EnvironmentRow> {
    private final InPlaceEditing editing;

    NameCell(InPlaceEditing editing) {
        this.editing = editing;
        getStyleClass().add("environment-name");
        editing.currentProperty().addListener(changed -> render());
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && getItem() != null) {
                editing.edit(getItem(), CellEdit.Column.NAME);
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
            setText(null);
            setGraphic(null);
            return;
        }
        Optional<CellEdit> edit = editing.at(row, CellEdit.Column.NAME);
        setText(edit.isPresent() ? null : row.name());
        setGraphic(edit.map(CellEdit::node).orElse(null));
        edit.ifPresent(shown -> Platform.runLater(shown.field()::requestFocus));
    }
}
