package controlfreak.ui.main.table;

import controlfreak.log.LogLine;
import controlfreak.log.LogStream;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Durations;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeTableCell;

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
    private final Function<Row, Optional<LogLine>> lastLine;
    private final Tooltip tooltip = new Tooltip();

    /** @param lastLine tells the newest line of a row's log */
    LastLineCell(Ticker ticker, Function<Row, Optional<LogLine>> lastLine) {
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
        Optional<LogLine> last = last();
        boolean error = last.filter(line -> line.stream() == LogStream.ERR).isPresent();
        String age = last.map(line -> Durations.rough(Duration.between(line.time(), now)))
                .orElseGet(() -> Texts.text("column.none"));
        setText(error ? Texts.text("column.lastline.marked", age) : age);
        setTooltip(last.isPresent() ? tooltip : null);
        pseudoClassStateChanged(ERROR, error);
        setAccessibleText(
                last.isEmpty()
                        ? Texts.text("column.lastline.none")
                        : Texts.text(error ? "column.lastline.error" : "column.lastline.age", age));
    }

    private static String text(LogLine line) {
        String text = line.text();
        return text.substring(0, Math.min(SHOWN, text.length())).replaceAll("\\p{Cntrl}", " ");
    }

    private Optional<LogLine> last() {
        Row row = getTableRow() == null ? null : getTableRow().getItem();
        return row == null ? Optional.empty() : lastLine.apply(row);
    }
}
