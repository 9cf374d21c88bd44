package controlfreak.ui.memory;

import controlfreak.figures.MemoryHistory;
import controlfreak.figures.MemoryHistory.Mark;
import controlfreak.figures.MemoryHistory.Point;
import controlfreak.ui.fx.MemoryText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/**
 * A group's memory over time: what it takes, above that what sharing saves, what copies cost, and the sum of RSS for
 * contrast. Shapes, so that the sheet gives the colours and a change of theme is followed. FX thread only.
 */
final class MemoryChart extends Region implements ChartLine.Places {
    private static final double LEFT = 64;
    private static final double RIGHT = 12;
    private static final double TOP = 14;
    private static final double BOTTOM = 20;
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** A pause of so long is no slow reading: nothing ran, or nobody read. */
    private static final Duration PAUSE = Duration.ofMinutes(2);

    private final Clock clock;
    private final Group grid = new Group();
    private final Group marks = new Group();
    private final Group lines = new Group();
    private final Rectangle clip = new Rectangle();
    private final List<ChartLine> series = List.of(
            ChartLine.area("saved", point -> point.total() + point.saved(), Point::total),
            ChartLine.area("total", Point::total, point -> 0),
            ChartLine.line("rss", Point::rss),
            ChartLine.line("saved", point -> point.total() + point.saved()),
            ChartLine.line("lost", Point::lost),
            ChartLine.line("total", Point::total));
    private MemoryHistory history = MemoryHistory.EMPTY;
    private OptionalLong most = OptionalLong.empty();
    private Scale scale = Scale.of(1);
    private Instant from = Instant.EPOCH;
    private Instant to = Instant.EPOCH;

    MemoryChart(Clock clock) {
        this.clock = clock;
        getStyleClass().add("memory-chart");
        series.forEach(line -> lines.getChildren().add(line.path()));
        List.of(grid, marks, lines).forEach(group -> group.setManaged(false));
        lines.setClip(clip);
        getChildren().addAll(grid, lines, marks);
        setMinSize(240, 100);
        setPrefSize(480, 160);
    }

    /** @param top the amount that the scale is to reach; empty for the largest that is shown */
    void show(MemoryHistory newHistory, OptionalLong top) {
        history = newHistory;
        most = top;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        to = clock.instant();
        Instant oldest = to.minus(MemoryHistory.KEPT);
        Instant first = Stream.concat(
                        history.points().stream().map(Point::at),
                        history.marks().stream().map(Mark::at))
                .filter(at -> !at.isBefore(oldest))
                .min(Comparator.naturalOrder())
                .orElse(to);
        Duration span = Duration.between(first, to);
        from = to.minus(span.compareTo(SHORTEST) < 0 ? SHORTEST : span);
        long largest = history.points().stream()
                .mapToLong(point -> Math.max(point.rss(), point.total() + point.saved()))
                .max()
                .orElse(1);
        scale = Scale.of(most.orElse(largest));
        clip.setX(LEFT);
        clip.setY(0);
        clip.setWidth(Math.max(0, getWidth() - LEFT - RIGHT));
        clip.setHeight(Math.max(0, getHeight() - BOTTOM + 1));
        drawGrid();
        series.forEach(line -> line.draw(history.points(), this));
        marks.getChildren()
                .setAll(history.marks().stream()
                        .filter(mark -> !mark.at().isBefore(from))
                        .map(this::mark)
                        .toList());
    }

    private void drawGrid() {
        List<Node> drawn = new ArrayList<>();
        scale.lines().forEach(amount -> {
            double y = snapPositionY(y(amount)) + 0.5;
            Line line = new Line(LEFT, y, getWidth() - RIGHT, y);
            line.getStyleClass().add(amount == 0 ? "chart-axis" : "chart-grid");
            Text label = label(MemoryText.of(amount));
            label.setTextOrigin(VPos.CENTER);
            label.setY(y);
            label.setX(LEFT - 8 - label.getLayoutBounds().getWidth());
            drawn.addAll(List.of(line, label));
        });
        for (Instant at : ChartTimes.between(from, to)) {
            Text label = label(ChartTimes.text(at, clock.getZone()));
            label.setTextOrigin(VPos.BASELINE);
            label.setY(getHeight() - 5);
            double width = label.getLayoutBounds().getWidth();
            label.setX(Math.min(x(at) - width / 2, getWidth() - RIGHT - width));
            drawn.add(label);
        }
        grid.getChildren().setAll(drawn);
    }

    private static Text label(String words) {
        Text text = new Text(words);
        text.getStyleClass().add("chart-label");
        return text;
    }

    private Node mark(Mark mark) {
        return ChartMark.of(mark, snapPositionX(x(mark.at())) + 0.5, TOP, getHeight() - BOTTOM, clock.getZone());
    }

    @Override
    public double x(Instant at) {
        double part = (double) Duration.between(from, at).toMillis()
                / Duration.between(from, to).toMillis();
        return LEFT + part * Math.max(0, getWidth() - LEFT - RIGHT);
    }

    @Override
    public double y(long bytes) {
        return getHeight() - BOTTOM - scale.height(bytes) * Math.max(0, getHeight() - BOTTOM - TOP);
    }

    @Override
    public boolean isBreak(Instant before, Instant after) {
        return Duration.between(before, after).compareTo(PAUSE) > 0;
    }
}
