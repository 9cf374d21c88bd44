package controlfreak.ui.chart;

import controlfreak.figures.UsageHistory.Point;
import controlfreak.ui.chart.ChartLine.Dot;
import java.util.List;

/** What a chart shows of how much processes used. Pure; any thread. */
public final class UsageDots {
    private static final double HUNDREDTHS = 10_000;

    private UsageDots() {}

    /** Of parts of a core, in hundredths of a percent. */
    public static long amount(double cpu) {
        return Math.round(cpu * HUNDREDTHS);
    }

    /** CPU, each as {@link #amount} has it. */
    public static List<Dot> ofCpu(List<Point> points) {
        return points.stream()
                .map(point -> new Dot(point.at(), amount(point.cpu())))
                .toList();
    }

    /** Memory in bytes. */
    public static List<Dot> ofMemory(List<Point> points) {
        return points.stream().map(point -> new Dot(point.at(), point.memory())).toList();
    }
}
