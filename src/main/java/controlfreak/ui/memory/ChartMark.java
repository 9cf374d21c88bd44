package controlfreak.ui.memory;

import controlfreak.figures.MemoryHistory.Mark;
import controlfreak.ui.fx.Texts;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;

/** A start, a load, or what replaced one, on the chart: an upright line with a sign on top that says more. FX thread only. */
final class ChartMark {
    private static final int NAMED = 4;
    private static final double SIGN = 4;

    /** What the hand has to hit is larger than what is drawn. */
    private static final double REACH = 7;

    private ChartMark() {}

    static Node of(Mark mark, double x, double top, double bottom, ZoneId zone) {
        String style = mark.kind().name().toLowerCase(Locale.ROOT);
        Line line = new Line(x, top, x, bottom);
        line.getStyleClass().addAll("chart-mark", style);
        Shape sign = sign(mark, x, top - SIGN);
        sign.getStyleClass().addAll("chart-sign", style);
        Rectangle reach = new Rectangle(x - REACH, top - SIGN - REACH, 2 * REACH, bottom - top + REACH);
        reach.getStyleClass().add("chart-reach");
        Group all = new Group(reach, line, sign);
        line.setMouseTransparent(true);
        sign.setMouseTransparent(true);
        Tooltip.install(all, new Tooltip(ChartTimes.exact(mark.at(), zone) + " " + text(mark)));
        return all;
    }

    private static Shape sign(Mark mark, double x, double y) {
        return switch (mark.kind()) {
            case LOADED -> new Rectangle(x - SIGN + 0.5, y - SIGN + 0.5, 2 * SIGN - 1, 2 * SIGN - 1);
            case STARTED -> new Polygon(x - SIGN, y + SIGN, x + SIGN, y + SIGN, x, y - SIGN);
            case RESTARTED -> new Circle(x, y, SIGN);
            case RECYCLED -> new Polygon(x - SIGN, y, x, y - SIGN, x + SIGN, y, x, y + SIGN);
            case REFORKED -> new Polygon(x - SIGN, y - SIGN, x + SIGN, y - SIGN, x, y + SIGN);
        };
    }

    /** {@code restarted web-1, web-2 and 3 more}. */
    static String text(Mark mark) {
        List<String> names = mark.names();
        String shown = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        String all = names.size() > NAMED ? Texts.text("memory.mark.more", shown, names.size() - NAMED) : shown;
        return Texts.text("memory.mark." + mark.kind().name().toLowerCase(Locale.ROOT), all);
    }
}
