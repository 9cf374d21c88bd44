package controlfreak.ui.action;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** A line of the palette: what it does, and beside it its keys or why it cannot be done. FX thread only. */
final class PaletteCell extends ListCell<PaletteEntry> {
    private static final PseudoClass UNFIT = PseudoClass.getPseudoClass("unfit");

    private final Label title = new Label();
    private final Label aside = new Label();
    private final HBox line = new HBox(title, aside);

    PaletteCell() {
        getStyleClass().add("palette-cell");
        line.getStyleClass().add("palette-line");
        title.setMinWidth(USE_PREF_SIZE);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        aside.getStyleClass().add("aside");
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(PaletteEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        setGraphic(empty ? null : line);
        if (!empty) {
            title.setText(entry.title());
            aside.setText(entry.aside().orElse(""));
            pseudoClassStateChanged(UNFIT, !entry.canRun());
            setAccessibleText(
                    entry.aside().map(text -> entry.title() + ", " + text).orElse(entry.title()));
        }
    }
}
