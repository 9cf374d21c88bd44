package controlfreak.ui.memory;

import controlfreak.figures.MemoryHistory;
import controlfreak.figures.MemoryHistory.Mark;
import controlfreak.figures.MemoryHistory.Point;
import controlfreak.model.time.TimeOfDay;
import controlfreak.ui.chart.ChartLine;
import controlfreak.ui.chart.ChartLine.Dot;
import controlfreak.ui.chart.ChartMark;
import controlfreak.ui.chart.Scale;
import controlfreak.ui.chart.TimeChart;
import controlfreak.ui.fx.MemoryText;
import controlfreak.ui.fx.Texts;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A group's memory over time: what it takes, above that what sharing saves, what copies cost, and the sum of RSS for
 * contrast. FX thread only.
 */
final class MemoryChart {
    private static final int NAMED = 4;

    private final TimeChart chart;
    private final List<Amount> amounts = List.of(
            new Amount(
                    ChartLine.area("saved"),
                    point -> new Dot(point.at(), point.total() + point.saved(), point.total())),
            new Amount(ChartLine.area("total"), point -> new Dot(point.at(), point.total())),
            new Amount(ChartLine.line("rss"), point -> new Dot(point.at(), point.rss())),
            new Amount(ChartLine.line("saved"), point -> new Dot(point.at(), point.total() + point.saved())),
            new Amount(ChartLine.line("lost"), point -> new Dot(point.at(), point.lost())),
            new Amount(ChartLine.line("total"), point -> new Dot(point.at(), point.total())));

    private record Amount(ChartLine line, Function<Point, Dot> dot) {}

    MemoryChart(InstantSource clock, TimeOfDay timeOfDay) {
        chart = new TimeChart(clock, timeOfDay, new TimeChart.Unit(Scale::of, MemoryText::of));
        chart.getStyleClass().add("memory-chart");
    }

    TimeChart root() {
        return chart;
    }

    /** @param top the amount that the scale is to reach; empty for the largest that is shown */
    void show(MemoryHistory history, OptionalLong top) {
        amounts.forEach(amount ->
                amount.line().show(history.points().stream().map(amount.dot()).toList()));
        chart.show(
                amounts.stream().map(Amount::line).toList(),
                history.marks().stream()
                        .map(mark -> new ChartMark(
                                mark.at(), ChartMark.Sign.valueOf(mark.kind().name()), text(mark)))
                        .toList(),
                MemoryHistory.KEPT,
                top);
    }

    /** {@code restarted web-1, web-2 and 3 more}. */
    private static String text(Mark mark) {
        List<String> names = mark.names();
        String shown = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        String all = names.size() > NAMED ? Texts.text("memory.mark.more", shown, names.size() - NAMED) : shown;
        return Texts.text("memory.mark." + mark.kind().name().toLowerCase(Locale.ROOT), all);
    }
}
