package controlfreak.ui.memory;

import controlfreak.figures.MemoryHistory.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;

/** A line of the chart, or the area between two; broken where nothing was read meanwhile. FX thread only. */
final class ChartLine {
    /** Where moments and amounts are on the chart, and how long a pause breaks a line. */
    interface Places {
        double x(Instant at);

        double y(long bytes);

        boolean isBreak(Instant before, Instant after);
    }

    private final Path path = new Path();
    private final ToLongFunction<Point> upper;
    private final ToLongFunction<Point> lower;
    private final boolean area;

    private ChartLine(String style, ToLongFunction<Point> upper, ToLongFunction<Point> lower, boolean area) {
        this.upper = upper;
        this.lower = lower;
        this.area = area;
        path.getStyleClass().addAll(area ? "chart-area" : "chart-line", style);
        path.setManaged(false);
        path.setMouseTransparent(true);
    }

    static ChartLine line(String style, ToLongFunction<Point> amount) {
        return new ChartLine(style, amount, amount, false);
    }

    static ChartLine area(String style, ToLongFunction<Point> upper, ToLongFunction<Point> lower) {
        return new ChartLine(style, upper, lower, true);
    }

    Path path() {
        return path;
    }

    void draw(List<Point> points, Places places) {
        List<PathElement> elements = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= points.size(); i++) {
            if (i == points.size()
                    || places.isBreak(points.get(i - 1).at(), points.get(i).at())) {
                add(elements, points.subList(first, i), places);
                first = i;
            }
        }
        path.getElements().setAll(elements);
    }

    private void add(List<PathElement> elements, List<Point> part, Places places) {
        for (int i = 0; i < part.size(); i++) {
            double x = places.x(part.get(i).at());
            double y = places.y(upper.applyAsLong(part.get(i)));
            elements.add(i == 0 ? new MoveTo(x, y) : new LineTo(x, y));
        }
        if (area) {
            for (int i = part.size() - 1; i >= 0; i--) {
                elements.add(new LineTo(places.x(part.get(i).at()), places.y(lower.applyAsLong(part.get(i)))));
            }
            elements.add(new ClosePath());
        }
    }
}
