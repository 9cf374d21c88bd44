package controlfreak.figures;

import controlfreak.model.status.MemorySample;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the CPU and memory of each process went, of what the sampler reads anyway: a point every few seconds, for up to
 * {@link #KEPT}, and fewer of each where there are many processes. One thread.
 */
public final class UsageHistory {
    /** How far back it reaches. */
    public static final Duration KEPT = Duration.ofHours(1);

    private static final Duration STEP = Duration.ofSeconds(5);
    private static final int MOST_OF_ONE = (int) KEPT.dividedBy(STEP);
    private static final int LEAST_OF_ONE = 12;

    /** At 16 bytes each. */
    private static final int MOST_OF_ALL = 1_000_000;

    private final Map<Subject, Course> courses = new HashMap<>();
    private Instant last = Instant.EPOCH;
    private long revision;

    /**
     * What processes used at one moment.
     *
     * @param cpu parts of one core, since the point before
     * @param memory in bytes, shared pages divided among those who share them
     */
    public record Point(Instant at, double cpu, long memory) {}

    /** Takes in what was read; a point of it is kept now and then. */
    public void take(Snapshot snapshot) {
        snapshot.readings()
                .forEach((subject, reading) -> courses.computeIfAbsent(subject, name -> new Course())
                        .hear(reading.cpu().orElse(Double.NaN)));
        if (Duration.between(last, snapshot.at()).compareTo(STEP) < 0) {
            return;
        }
        last = snapshot.at();
        revision++;
        long oldest = last.minus(KEPT).toEpochMilli();
        int most = Math.max(LEAST_OF_ONE, Math.min(MOST_OF_ONE, MOST_OF_ALL / Math.max(1, courses.size())));
        snapshot.readings()
                .forEach((subject, reading) -> courses.get(subject)
                        .add(last.toEpochMilli(), reading.memory().map(MemorySample::pss), most));
        courses.values().removeIf(course -> course.isOlderThan(oldest));
    }

    /** Changes with each point. */
    public long revision() {
        return revision;
    }

    /** The sums of some processes, in the order of time; of a process that was not there, nothing. */
    public List<Point> of(Collection<Subject> subjects) {
        Map<Long, Point> sums = new TreeMap<>();
        for (Subject subject : subjects) {
            Optional.ofNullable(courses.get(subject)).ifPresent(course -> course.addTo(sums));
        }
        return List.copyOf(sums.values());
    }

    /** Forgets all: another workspace is opened. */
    public void forget() {
        courses.clear();
        last = Instant.EPOCH;
        revision++;
    }

    /** The points of one process, in arrays, since there may be many. */
    private static final class Course {
        private long[] times = new long[LEAST_OF_ONE];
        private float[] cpus = new float[LEAST_OF_ONE];
        private float[] memories = new float[LEAST_OF_ONE];
        private int size;
        private double heard;
        private int count;

        void hear(double cpu) {
            if (!Double.isNaN(cpu)) {
                heard += cpu;
                count++;
            }
        }

        void add(long at, Optional<Long> memory, int most) {
            int gone = Math.max(0, size + 1 - most);
            if (gone > 0) {
                shift(gone);
            }
            if (size == times.length) {
                int room = Math.min(most, 2 * size);
                times = Arrays.copyOf(times, room);
                cpus = Arrays.copyOf(cpus, room);
                memories = Arrays.copyOf(memories, room);
            }
            times[size] = at;
            cpus[size] = count == 0 ? Float.NaN : (float) (heard / count);
            memories[size] = memory.map(Long::floatValue).orElse(Float.NaN);
            size++;
            heard = 0;
            count = 0;
        }

        private void shift(int gone) {
            size -= gone;
            System.arraycopy(times, gone, times, 0, size);
            System.arraycopy(cpus, gone, cpus, 0, size);
            System.arraycopy(memories, gone, memories, 0, size);
        }

        boolean isOlderThan(long oldest) {
            return size > 0 && times[size - 1] < oldest;
        }

        void addTo(Map<Long, Point> sums) {
            for (int i = 0; i < size; i++) {
                Point own = new Point(
                        Instant.ofEpochMilli(times[i]),
                        Float.isNaN(cpus[i]) ? 0 : cpus[i],
                        Float.isNaN(memories[i]) ? 0 : (long) memories[i]);
                sums.merge(
                        times[i],
                        own,
                        (one, other) -> new Point(one.at(), one.cpu() + other.cpu(), one.memory() + other.memory()));
            }
        }
    }
}
