package controlfreak.ui.main.table;

import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.main.rows.StateWords;
import java.time.Instant;
import javafx.scene.control.TreeTableCell;

/** How long a row's process has lived. FX thread only. */
final class UptimeCell extends TreeTableCell<Row, RowFacts> implements Ticker.Cell {
    private final Ticker ticker;

    UptimeCell(Ticker ticker) {
        this.ticker = ticker;
        getStyleClass().add("number");
    }

    @Override
    protected void updateItem(RowFacts facts, boolean empty) {
        super.updateItem(facts, empty);
        if (empty || facts == null) {
            setText(null);
        } else {
            tick(ticker.now());
            ticker.watch(this);
        }
    }

    @Override
    public boolean isSeen() {
        return Ticker.isSeen(this);
    }

    @Override
    public void tick(Instant now) {
        RowFacts facts = getItem();
        setText(StateWords.uptime(facts, now).orElseGet(() -> NoValue.of(facts)));
    }
}
