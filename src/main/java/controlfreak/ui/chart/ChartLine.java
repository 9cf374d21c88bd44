package controlfreak.ui.chart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;

/** A line of a chart, or the area between two; broken where nothing was read meanwhile. FX thread only. */
public final class ChartLine {
    /**
     * What a line shows of one moment.
     *
     * @param lower where an area ends below
     */
    public record Dot(Instant at, long upper, long lower) {
        public Dot(Instant at, long upper) {
            this(at, upper, 0);
        }
    }

    /** Where moments and amounts are on the chart, and how long a pause breaks a line. */
    public interface Places {
        double x(Instant at);

        double y(long amount);

        boolean isBreak(Instant before, Instant after);
    }

    private final Path path = new Path();
    private final boolean area;
    private List<Dot> dots = List.of();

    private ChartLine(boolean area, String... styles) {
        this.area = area;
        path.getStyleClass()
                .addAll(Stream.concat(Stream.of(area ? "chart-area" : "chart-line"), Stream.of(styles))
                        .toList());
        path.setManaged(false);
        path.setMouseTransparent(true);
    }

    public static ChartLine line(String... styles) {
        return new ChartLine(false, styles);
    }

    public static ChartLine area(String... styles) {
        return new ChartLine(true, styles);
    }

    public Path path() {
        return path;
    }

    /** @param newDots in the order of time */
    public void show(List<Dot> newDots) {
        dots = List.copyOf(newDots);
    }

    Stream<Dot> dots() {
        return dots.stream();
    }

    public void draw(Places places) {
        List<PathElement> elements = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= dots.size(); i++) {
            if (i == dots.size()
                    || places.isBreak(dots.get(i - 1).at(), dots.get(i).at())) {
                add(elements, dots.subList(first, i), places);
                first = i;
            }
        }
        path.getElements().setAll(elements);
    }

    private void add(List<PathElement> elements, List<Dot> part, Places places) {
        for (int i = 0; i < part.size(); i++) {
            double x = places.x(part.get(i).at());
            double y = places.y(part.get(i).upper());
            elements.add(i == 0 ? new MoveTo(x, y) : new LineTo(x, y));
        }
        if (area && !part.isEmpty()) {
            for (int i = part.size() - 1; i >= 0; i--) {
                elements.add(new LineTo(
                        places.x(part.get(i).at()), places.y(part.get(i).lower())));
            }
            elements.add(new ClosePath());
        }
    }
}
