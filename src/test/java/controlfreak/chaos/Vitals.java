package controlfreak.chaos;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process takes at a moment.
 *
 * @param heap bytes that are in use after a collection
 * @param rss bytes
 */
record Vitals(int threads, long descriptors, long heap, long rss) {
    /** What the heap may hold more later, of caches and the like. */
    private static final long CACHES = 20 << 20;

    static Vitals now() throws IOException {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"));
                Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
            long rss = status.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
            return new Vitals(Thread.getAllStackTraces().size(), open.count(), heap, rss);
        }
    }

    /** Whether nothing has grown since. */
    boolean isNoMoreThan(Vitals before) {
        return threads <= before.threads() && descriptors <= before.descriptors() && heap <= before.heap() + CACHES;
    }

    @Override
    public String toString() {
        return String.format(
                "%d threads, %d descriptors, %.1f MB heap, %.1f MB RSS", threads, descriptors, heap / 1e6, rss / 1e6);
    }
}
