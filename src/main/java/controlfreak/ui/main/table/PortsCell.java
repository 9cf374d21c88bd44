package controlfreak.ui.main.table;

import controlfreak.figures.Ports;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import java.util.Optional;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeTableCell;

/** The first port that a row's processes listen at, and how many more; all of them in its tooltip. FX thread only. */
final class PortsCell extends TreeTableCell<Row, RowFacts> {
    private final Tooltip all = new Tooltip();

    PortsCell() {
        getStyleClass().add("ports");
    }

    @Override
    protected void updateItem(RowFacts facts, boolean empty) {
        super.updateItem(facts, empty);
        Optional<Ports> ports =
                empty || facts == null ? Optional.empty() : facts.figures().ports();
        setText(empty || facts == null ? null : PortsText.brief(facts));
        all.setText(ports.map(PortsText::of).orElse(""));
        setTooltip(ports.filter(known -> known.numbers().size() > 1).isPresent() ? all : null);
        setAccessibleText(all.getText().isEmpty() ? getText() : all.getText());
    }
}
