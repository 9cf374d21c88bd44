package controlfreak.ui.chart;

import java.util.List;
import java.util.stream.LongStream;

/**
 * The upright axis of the chart: where it ends, and the lines on the way. Immutable; any thread.
 *
 * @param top the amount at its upper end, in bytes, or in hundredths of a percent
 * @param step from one line to the next
 */
public record Scale(long top, long step) {
    private static final int MOST_LINES = 4;
    private static final long MB = 1L << 20;
    private static final List<Integer> STEPS = List.of(1, 2, 5, 10, 20, 50, 100, 200, 250, 500);

    /** The smallest scale with round numbers of bytes that an amount fits below. */
    public static Scale of(long most) {
        return of(most, MB, 1024);
    }

    /** The same of hundredths of a percent. */
    public static Scale ofPercent(long most) {
        return of(most, 100, 1000);
    }

    private static Scale of(long most, long first, int factor) {
        long unit = first;
        while (true) {
            for (int number : STEPS) {
                long step = number * unit;
                if (step * MOST_LINES >= most) {
                    long lines = Math.max(1, (most + step - 1) / step);
                    return new Scale(lines * step, step);
                }
            }
            unit *= factor;
        }
    }

    /** The amounts that have a line, from 0 on. */
    LongStream lines() {
        return LongStream.rangeClosed(0, top / step).map(line -> line * step);
    }

    /** How high an amount is, 0 to 1. */
    double height(long bytes) {
        return Math.min(1, Math.max(0, (double) bytes / top));
    }
}
