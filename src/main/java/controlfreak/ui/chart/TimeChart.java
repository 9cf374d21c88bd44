package controlfreak.ui.chart;

import controlfreak.model.time.TimeOfDay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/**
 * Amounts over time, with what happened meanwhile marked. Shapes, so that the sheet gives the colours and a change of
 * theme is followed. FX thread only.
 */
public final class TimeChart extends Region implements ChartLine.Places {
    private static final double LEFT = 64;
    private static final double RIGHT = 12;
    private static final double TOP = 14;
    private static final double BOTTOM = 20;
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** A pause of so long is no slow reading: nothing ran, or nobody read. */
    private static final Duration PAUSE = Duration.ofMinutes(2);

    private final InstantSource clock;
    private final TimeOfDay timeOfDay;
    private final Unit unit;
    private final Group grid = new Group();
    private final Group marks = new Group();
    private final Group lines = new Group();
    private final Rectangle clip = new Rectangle();
    private List<ChartLine> series = List.of();
    private List<ChartMark> happened = List.of();
    private Duration kept = Duration.ofHours(1);
    private OptionalLong most = OptionalLong.empty();
    private Scale scale = Scale.of(1);
    private Instant from = Instant.EPOCH;
    private Instant to = Instant.EPOCH;

    /**
     * What is measured.
     *
     * @param scale the smallest one that an amount fits below
     * @param text an amount in words
     */
    public record Unit(Function<Long, Scale> scale, LongFunction<String> text) {}

    public TimeChart(InstantSource clock, TimeOfDay timeOfDay, Unit unit) {
        this.clock = clock;
        this.timeOfDay = timeOfDay;
        this.unit = unit;
        getStyleClass().add("time-chart");
        List.of(grid, marks, lines).forEach(group -> group.setManaged(false));
        lines.setClip(clip);
        getChildren().addAll(grid, lines, marks);
        setMinSize(200, 90);
        setPrefSize(480, 160);
    }

    /**
     * Shows what its lines have by now.
     *
     * @param newSeries its lines, those in front last
     * @param newMarks what happened, in the order of time
     * @param reach how far back it shows
     * @param top the amount that the scale is to reach; empty for the largest that is shown
     */
    public void show(List<ChartLine> newSeries, List<ChartMark> newMarks, Duration reach, OptionalLong top) {
        if (!newSeries.equals(series)) {
            series = List.copyOf(newSeries);
            lines.getChildren().setAll(series.stream().map(ChartLine::path).toList());
        }
        happened = List.copyOf(newMarks);
        kept = reach;
        most = top;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        to = clock.instant();
        Instant oldest = to.minus(kept);
        Instant first = Stream.concat(
                        series.stream().flatMap(ChartLine::dots).map(ChartLine.Dot::at),
                        happened.stream().map(ChartMark::at))
                .filter(at -> !at.isBefore(oldest))
                .min(Comparator.naturalOrder())
                .orElse(to);
        Duration span = Duration.between(first, to);
        from = to.minus(span.compareTo(SHORTEST) < 0 ? SHORTEST : span);
        long largest = series.stream()
                .flatMap(ChartLine::dots)
                .mapToLong(ChartLine.Dot::upper)
                .max()
                .orElse(1);
        scale = unit.scale().apply(most.orElse(largest));
        clip.setX(LEFT);
        clip.setY(0);
        clip.setWidth(Math.max(0, getWidth() - LEFT - RIGHT));
        clip.setHeight(Math.max(0, getHeight() - BOTTOM + 1));
        drawGrid();
        series.forEach(line -> line.draw(this));
        marks.getChildren()
                .setAll(happened.stream()
                        .filter(mark -> !mark.at().isBefore(from))
                        .map(mark -> mark.draw(snapPositionX(x(mark.at())) + 0.5, TOP, getHeight() - BOTTOM, timeOfDay))
                        .toList());
        marks.applyCss();
    }

    private void drawGrid() {
        List<Node> drawn = new ArrayList<>();
        scale.lines().forEach(amount -> {
            double y = snapPositionY(y(amount)) + 0.5;
            Line line = new Line(LEFT, y, getWidth() - RIGHT, y);
            line.getStyleClass().add(amount == 0 ? "chart-axis" : "chart-grid");
            Text label = label(unit.text().apply(amount));
            label.setTextOrigin(VPos.CENTER);
            label.setY(y);
            label.setX(LEFT - 8 - label.getLayoutBounds().getWidth());
            drawn.addAll(List.of(line, label));
        });
        double end = 0;
        for (Instant at : ChartTimes.between(from, to)) {
            Text label = label(ChartTimes.text(timeOfDay.of(at)));
            label.setTextOrigin(VPos.BASELINE);
            label.setY(getHeight() - 5);
            double width = label.getLayoutBounds().getWidth();
            label.setX(Math.min(x(at) - width / 2, getWidth() - RIGHT - width));
            if (label.getX() > end) {
                drawn.add(label);
                end = label.getX() + width + 8;
            }
        }
        grid.getChildren().setAll(drawn);
        // Who is made while it is laid out would have no colours until the next time.
        grid.applyCss();
    }

    private static Text label(String words) {
        Text text = new Text(words);
        text.getStyleClass().add("chart-label");
        return text;
    }

    @Override
    public double x(Instant at) {
        double part = (double) Duration.between(from, at).toMillis()
                / Duration.between(from, to).toMillis();
        return LEFT + part * Math.max(0, getWidth() - LEFT - RIGHT);
    }

    @Override
    public double y(long amount) {
        return getHeight() - BOTTOM - scale.height(amount) * Math.max(0, getHeight() - BOTTOM - TOP);
    }

    @Override
    public boolean isBreak(Instant before, Instant after) {
        return Duration.between(before, after).compareTo(PAUSE) > 0;
    }
}
