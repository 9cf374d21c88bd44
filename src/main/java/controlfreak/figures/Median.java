package controlfreak.figures;

import java.util.Collection;
import java.util.function.ToLongFunction;

/** The middle of some numbers: one that is far off does not move it. Any thread. */
final class Median {
    private Median() {}

    /** The middle one, or the mean of the middle two; 0 of none. */
    static <T> long of(Collection<T> things, ToLongFunction<T> number) {
        long[] sorted = things.stream().mapToLong(number).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
