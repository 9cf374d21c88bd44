package controlfreak.ui.main.table;

import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.main.rows.RowState;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TreeTableRow;

/** A line of the table; carries its row's state as a style class, which the sheet gives a colour. FX thread only. */
final class RowCell extends TreeTableRow<Row> {
    private static final List<String> STYLES =
            Stream.of(RowState.values()).map(RowState::key).toList();

    RowCell() {
        ObservableValue<RowFacts> facts = itemProperty().flatMap(Row::factsProperty);
        facts.addListener((property, before, after) -> {
            if (before == null || after == null || before.state() != after.state()) {
                getStyleClass().removeAll(STYLES);
                if (after != null) {
                    getStyleClass().add(after.state().key());
                }
            }
        });
    }
}
