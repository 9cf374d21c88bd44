package controlfreak.ui.environment.transfer;

import controlfreak.ui.fx.Texts;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One entry of a file that is being imported: its line, its value, what there is to know of it. FX thread only. */
final class ImportCell extends ListCell<ImportLine> {
    private final CheckBox taken = new CheckBox();
    private final Label number = new Label();
    private final Label text = new Label();
    private final Label effect = new Label();
    private final Label notes = new Label();
    private final HBox shown = new HBox(taken, number, new VBox(text, notes), effect);
    private ImportLine bound;

    ImportCell() {
        taken.setFocusTraversable(false);
        number.getStyleClass().add("paste-number");
        text.getStyleClass().add("code");
        effect.getStyleClass().add("environment-note");
        effect.setMinWidth(USE_PREF_SIZE);
        notes.setWrapText(true);
        VBox middle = (VBox) text.getParent();
        middle.setMinWidth(0);
        HBox.setHgrow(middle, Priority.ALWAYS);
        shown.getStyleClass().add("import-line");
        // As wide as the list, so that long values are cut and notes are wrapped.
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(ImportLine line, boolean empty) {
        super.updateItem(line, empty);
        if (bound != null) {
            taken.selectedProperty().unbindBidirectional(bound.takenProperty());
        }
        bound = empty ? null : line;
        setGraphic(bound == null ? null : shown);
        if (bound != null) {
            show(line);
        }
    }

    private void show(ImportLine line) {
        taken.selectedProperty().bindBidirectional(line.takenProperty());
        taken.setDisable(!line.isTakable());
        taken.setAccessibleText(line.entry().name());
        number.setText(Texts.text("env.paste.line", line.entry().line()));
        text.setText(line.shown());
        text.setTooltip(line.shown().isEmpty() ? null : new Tooltip(line.shown()));
        notes.setText(line.notes());
        notes.getStyleClass().setAll("label", line.isTakable() ? "environment-warning" : "environment-problem");
        boolean noted = !line.notes().isEmpty();
        notes.setVisible(noted);
        notes.setManaged(noted);
        effect.setText(line.effect());
    }
}
