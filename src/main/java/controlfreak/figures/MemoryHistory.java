package controlfreak.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How a group's memory went, for as long as {@link #KEPT}. Immutable; any thread.
 *
 * @param points in the order of time
 * @param marks what happened meanwhile, in the order of time
 */
public record MemoryHistory(List<Point> points, List<Mark> marks) {
    /** How far back it reaches. */
    public static final Duration KEPT = Duration.ofHours(1);

    private static final int MOST_POINTS = 720;
    private static final int MOST_MARKS = 200;

    public static final MemoryHistory EMPTY = new MemoryHistory(List.of(), List.of());

    /** The group's memory at one moment, in bytes; see {@link GroupFigures}. */
    public record Point(Instant at, long total, long saved, long lost, long rss) {}

    /** What is marked. */
    public enum Kind {
        /** A proxy has loaded its application, and forks from that. */
        LOADED,
        STARTED,
        RESTARTED,
        /** A new process of a proxy has taken over while workers of it ran. */
        RECYCLED,
        /** A proxy forks from a warmed-up worker from then on. */
        REFORKED
    }

    /**
     * Something that happened to processes of the group.
     *
     * @param names whose, where several at once
     */
    public record Mark(Instant at, Kind kind, List<String> names) {
        public Mark {
            names = List.copyOf(names);
        }
    }

    public MemoryHistory {
        points = List.copyOf(points);
        marks = List.copyOf(marks);
    }

    MemoryHistory with(Point point) {
        return new MemoryHistory(added(points, point, MOST_POINTS, point.at(), Point::at), marks);
    }

    MemoryHistory with(Mark mark) {
        return new MemoryHistory(points, added(marks, mark, MOST_MARKS, mark.at(), Mark::at));
    }

    private static <T> List<T> added(List<T> before, T last, int most, Instant now, Function<T, Instant> time) {
        Instant oldest = now.minus(KEPT);
        int first = Math.max(0, before.size() + 1 - most);
        while (first < before.size() && time.apply(before.get(first)).isBefore(oldest)) {
            first++;
        }
        List<T> after = new ArrayList<>(before.subList(first, before.size()));
        after.add(last);
        return after;
    }
}
