package controlfreak.ui.main.table;

import controlfreak.ui.fx.Icons;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Durations;
import controlfreak.ui.main.rows.LastLine;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeTableCell;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/**
 * How long ago a row's log had its last line: whether it works, or has fallen silent. The line itself is in the tooltip.
 * FX thread only.
 */
final class LastLineCell extends TreeTableCell<Row, RowFacts> implements Ticker.Cell {
    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

    /** A line may be longer than any window. */
    private static final int SHOWN = 500;

    private static final double WIDTH = 600;

    private final Ticker ticker;
    private final Function<Row, Optional<LastLine>> lastLine;
    private final FontIcon mark = Icons.of(MaterialDesignA.ALERT_CIRCLE_OUTLINE, "error-mark");
    private final Tooltip tooltip = new Tooltip();

    /** @param lastLine tells the newest line of a row's log */
    LastLineCell(Ticker ticker, Function<Row, Optional<LastLine>> lastLine) {
        this.ticker = ticker;
        this.lastLine = lastLine;
        getStyleClass().addAll("number", "last-line");
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(WIDTH);
        tooltip.setOnShowing(
                event -> tooltip.setText(last().map(LastLineCell::text).orElse("")));
    }

    @Override
    protected void updateItem(RowFacts facts, boolean empty) {
        super.updateItem(facts, empty);
        if (empty || facts == null) {
            setText(null);
            setGraphic(null);
            setTooltip(null);
            setAccessibleText(null);
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
        Optional<LastLine> last = last();
        boolean error = last.filter(LastLine::error).isPresent();
        String age = last.map(line -> Durations.rough(Duration.between(line.time(), now)))
                .orElseGet(() -> NoValue.of(getItem()));
        setText(age);
        setGraphic(error ? mark : null);
        setTooltip(last.isPresent() ? tooltip : null);
        pseudoClassStateChanged(ERROR, error);
        setAccessibleText(
                last.isEmpty()
                        ? Texts.text("column.lastline.none")
                        : Texts.text(error ? "column.lastline.error" : "column.lastline.age", age));
    }

    private static String text(LastLine line) {
        return line.text().substring(0, Math.min(SHOWN, line.text().length()));
    }

    private Optional<LastLine> last() {
        Row row = getTableRow() == null ? null : getTableRow().getItem();
        return row == null ? Optional.empty() : lastLine.apply(row);
    }
}
