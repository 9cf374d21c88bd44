package controlfreak.ui.main.table;

import controlfreak.figures.UsageHistory;
import controlfreak.figures.UsageHistory.Point;
import controlfreak.ui.chart.ChartLine;
import controlfreak.ui.chart.UsageDots;
import controlfreak.ui.fx.MemoryText;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.main.rows.ServiceRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeTableCell;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;

/**
 * How a row's CPU went in the last minutes, as a small line, before its memory, as an area; the most of each reaches the
 * top, and its tooltip says how much that was. FX thread only.
 */
final class TrendCell extends TreeTableCell<Row, RowFacts> implements Ticker.Cell, ChartLine.Places {
    private static final Duration SPAN = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final double HEIGHT = 18;
    private static final double BESIDE = 14;

    /** Less than that is drawn low, so that an idle process does not look busy: a tenth of a core. */
    private static final long LEAST_CPU = 1_000;

    private final Ticker ticker;
    private final UsageHistory usage;
    private final ChartLine cpu = ChartLine.line("trend");
    private final ChartLine memory = ChartLine.area("trend", "memory");
    private final Pane pane = new Pane(memory.path(), cpu.path());
    private final Rectangle clip = new Rectangle(0, HEIGHT);
    private final Tooltip tooltip = new Tooltip();
    private Instant now = Instant.EPOCH;
    private long top = 1;
    private long drawn = -1;
    private Row drawnRow;

    TrendCell(Ticker ticker, UsageHistory usage) {
        this.ticker = ticker;
        this.usage = usage;
        getStyleClass().add("trend-cell");
        pane.setMinSize(0, HEIGHT);
        pane.setPrefSize(0, HEIGHT);
        pane.setMaxHeight(HEIGHT);
        pane.setClip(clip);
        pane.setMouseTransparent(true);
        widthProperty().addListener(width -> draw(true));
    }

    @Override
    protected void updateItem(RowFacts facts, boolean empty) {
        super.updateItem(facts, empty);
        if (empty || facts == null) {
            setGraphic(null);
            setTooltip(null);
            setAccessibleText(null);
            drawnRow = null;
        } else {
            setGraphic(pane);
            draw(false);
            ticker.watch(this);
        }
    }

    @Override
    public boolean isSeen() {
        return Ticker.isSeen(this) && getTableColumn().isVisible();
    }

    @Override
    public void tick(Instant moment) {
        draw(false);
    }

    private void draw(boolean anew) {
        Row row = getTableRow() == null ? null : getTableRow().getItem();
        if (row == null || getWidth() <= BESIDE || !anew && row.equals(drawnRow) && drawn == usage.revision()) {
            return;
        }
        drawnRow = row;
        drawn = usage.revision();
        now = ticker.now();
        Instant from = now.minus(SPAN);
        List<Point> points = usage.of(ServiceRow.subjects(row)).stream()
                .filter(point -> !point.at().isBefore(from))
                .toList();
        double mostCpu = points.stream().mapToDouble(Point::cpu).max().orElse(0);
        long mostMemory = points.stream().mapToLong(Point::memory).max().orElse(0);
        cpu.show(UsageDots.ofCpu(points));
        memory.show(UsageDots.ofMemory(points));
        pane.setPrefWidth(getWidth() - BESIDE);
        clip.setWidth(getWidth() - BESIDE);
        top = Math.max(LEAST_CPU, UsageDots.amount(mostCpu));
        cpu.draw(this);
        top = Math.max(1, mostMemory);
        memory.draw(this);
        String text = Texts.text(
                "column.trend.most",
                Texts.text("figures.percent", Long.toString(Math.round(mostCpu * 100))),
                MemoryText.of(mostMemory));
        tooltip.setText(text);
        setTooltip(points.isEmpty() ? null : tooltip);
        setAccessibleText(points.isEmpty() ? Texts.text("column.none") : text);
    }

    @Override
    public double x(Instant at) {
        double part = (double) Duration.between(at, now).toMillis() / SPAN.toMillis();
        return (1 - part) * (getWidth() - BESIDE);
    }

    @Override
    public double y(long amount) {
        return 1 + (HEIGHT - 2) * (1 - (double) amount / top);
    }

    @Override
    public boolean isBreak(Instant before, Instant after) {
        return Duration.between(before, after).compareTo(PAUSE) > 0;
    }
}
