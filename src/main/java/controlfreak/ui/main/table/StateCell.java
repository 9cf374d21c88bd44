package controlfreak.ui.main.table;

import controlfreak.ui.fx.Icons;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.main.rows.RowState;
import controlfreak.ui.main.rows.StaleWords;
import controlfreak.ui.main.rows.StateWords;
import java.time.Instant;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeTableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** Shape, word and cause of a row's state, and whether it needs a restart. FX thread only. */
final class StateCell extends TreeTableCell<Row, RowFacts> implements Ticker.Cell {
    private final Ticker ticker;
    private final FontIcon shape = Icons.of(MaterialDesignC.CIRCLE_OUTLINE, "state-icon");
    private final Label word = new Label();
    private final Label cause = new Label();
    private final FontIcon restart = Icons.of(MaterialDesignS.SYNC_ALERT, "restart-icon");
    private final Label stale = new Label("", Icons.of(MaterialDesignF.FILE_ALERT_OUTLINE));
    private final HBox box = new HBox(shape, word, cause, stale, restart);
    private final Tooltip tooltip = new Tooltip();

    StateCell(Ticker ticker) {
        this.ticker = ticker;
        getStyleClass().add("state-cell");
        word.getStyleClass().add("word");
        cause.getStyleClass().add("cause");
        stale.getStyleClass().add("stale-badge");
        stale.managedProperty().bind(stale.visibleProperty());
        cause.managedProperty().bind(cause.visibleProperty());
        restart.managedProperty().bind(restart.visibleProperty());
        box.getStyleClass().add("state");
        box.setAlignment(Pos.CENTER_LEFT);
        // The text of a tooltip that nobody looks at need not follow the clock.
        tooltip.setOnShowing(event -> {
            if (getItem() != null) {
                tooltip.setText(StateWords.full(getItem(), ticker.now()));
            }
        });
    }

    @Override
    protected void updateItem(RowFacts facts, boolean empty) {
        super.updateItem(facts, empty);
        if (empty || facts == null) {
            setGraphic(null);
            setTooltip(null);
            setAccessibleText(null);
            return;
        }
        shape.setIconCode(StateIcon.of(facts.state()));
        cause.setText(facts.cause());
        // Where there is too little room the cause gives way, not the word.
        word.setMinWidth(facts.cause().isEmpty() ? 0 : Region.USE_PREF_SIZE);
        restart.setVisible(facts.restartNeeded());
        stale.setText(facts.stale().map(StaleWords::brief).orElse(""));
        stale.setVisible(facts.stale().isPresent());
        // What it has loaded says less than that this is no longer so.
        cause.setVisible(facts.stale().isEmpty() || facts.state() != RowState.RUNNING);
        setGraphic(box);
        setTooltip(tooltip);
        Instant now = ticker.now();
        tick(now);
        setAccessibleText(StateWords.full(facts, now));
        ticker.watch(this);
    }

    @Override
    public boolean isSeen() {
        return Ticker.isSeen(this);
    }

    @Override
    public boolean countsDown() {
        return getItem() != null && getItem().countsDown();
    }

    @Override
    public void tick(Instant now) {
        word.setText(StateWords.word(getItem(), now));
    }
}
