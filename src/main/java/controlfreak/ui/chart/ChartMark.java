package controlfreak.ui.chart;

import controlfreak.model.time.TimeOfDay;
import java.time.Instant;
import java.util.Locale;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;

/**
 * Something that happened, on a chart: an upright line with a sign on top that says more. Immutable; drawn on the FX
 * thread.
 *
 * @param text what happened, in words
 */
public record ChartMark(Instant at, Sign sign, String text) {
    private static final double SIZE = 4;

    /** What the hand has to hit is larger than what is drawn. */
    private static final double REACH = 7;

    /** How it looks. */
    public enum Sign {
        LOADED,
        STARTED,
        RESTARTED,
        RECYCLED,
        REFORKED,
        EXITED,
        FAILED
    }

    Node draw(double x, double top, double bottom, TimeOfDay timeOfDay) {
        String style = sign.name().toLowerCase(Locale.ROOT);
        Line line = new Line(x, top, x, bottom);
        line.getStyleClass().addAll("chart-mark", style);
        Shape shape = shape(x, top - SIZE);
        shape.getStyleClass().addAll("chart-sign", style);
        Rectangle reach = new Rectangle(x - REACH, top - SIZE - REACH, 2 * REACH, bottom - top + REACH);
        reach.getStyleClass().add("chart-reach");
        Group all = new Group(reach, line, shape);
        line.setMouseTransparent(true);
        shape.setMouseTransparent(true);
        Tooltip.install(all, new Tooltip(ChartTimes.exact(timeOfDay.of(at)) + " " + text));
        return all;
    }

    private Shape shape(double x, double y) {
        return switch (sign) {
            case LOADED, EXITED -> new Rectangle(x - SIZE + 0.5, y - SIZE + 0.5, 2 * SIZE - 1, 2 * SIZE - 1);
            case STARTED -> new Polygon(x - SIZE, y + SIZE, x + SIZE, y + SIZE, x, y - SIZE);
            case RESTARTED -> new Circle(x, y, SIZE);
            case RECYCLED -> new Polygon(x - SIZE, y, x, y - SIZE, x + SIZE, y, x, y + SIZE);
            case REFORKED -> new Polygon(x - SIZE, y - SIZE, x + SIZE, y - SIZE, x, y + SIZE);
            case FAILED -> cross(x, y);
        };
    }

    private static Shape cross(double x, double y) {
        double thin = SIZE / 3;
        return new Polygon(
                x,
                y - thin,
                x + SIZE - thin,
                y - SIZE,
                x + SIZE,
                y - SIZE + thin,
                x + thin,
                y,
                x + SIZE,
                y + SIZE - thin,
                x + SIZE - thin,
                y + SIZE,
                x,
                y + thin,
                x - SIZE + thin,
                y + SIZE,
                x - SIZE,
                y + SIZE - thin,
                x - thin,
                y,
                x - SIZE,
                y - SIZE + thin,
                x - SIZE + thin,
                y - SIZE);
    }
}
