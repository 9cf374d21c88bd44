package controlfreak.ui.main.table;

import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import java.util.function.Function;
import javafx.scene.control.TreeTableCell;

/** A cell that shows one fact of a row as text. FX thread only. */
final class FactsCell extends TreeTableCell<Row, RowFacts> {
    private final Function<RowFacts, String> text;

    FactsCell(Function<RowFacts, String> text, String styleClass) {
        this.text = text;
        getStyleClass().add(styleClass);
    }

    @Override
    protected void updateItem(RowFacts facts, boolean empty) {
        super.updateItem(facts, empty);
        setText(empty || facts == null ? null : text.apply(facts));
    }
}
