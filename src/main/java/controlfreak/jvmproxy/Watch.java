package controlfreak.jvmproxy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares the files of the class path with how they were when it was made. Main thread only. */
final class Watch {
    /** A look may cost the part of a core of which this is the inverse, however many files there are. */
    private static final int SHARE = 200;

    private static final int FILES_NAMED = 10;

    private record Fingerprint(FileTime time, long bytes) {
        /** Empty for a file that is not there. */
        static Optional<Fingerprint> of(Path file) {
            try {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                return Optional.of(new Fingerprint(found.lastModifiedTime(), found.size()));
            } catch (IOException gone) {
                return Optional.empty();
            }
        }
    }

    private final Map<Path, Optional<Fingerprint>> files = new TreeMap<>();
    private final long period;
    private long due;
    private List<Path> changed = List.of();

    /** @param seconds between two looks; 0: it never looks */
    Watch(List<Path> files, double seconds) {
        files.forEach(file -> this.files.put(file, Fingerprint.of(file)));
        period = (long) (seconds * 1e9);
        due = System.nanoTime() + period;
    }

    /** Nanoseconds until the next look. */
    long rest() {
        return period == 0 ? Long.MAX_VALUE : Math.max(0, due - System.nanoTime());
    }

    /** The status line to say where it is time for a look and the answer is another one than before. */
    Optional<JsonLine> look() {
        if (rest() > 0) {
            return Optional.empty();
        }
        long begin = spent();
        List<Path> before = changed;
        changed = files.keySet().stream()
                .filter(file -> !Fingerprint.of(file).equals(files.get(file)))
                .toList();
        due = System.nanoTime() + Math.max(period, (spent() - begin) * SHARE);
        return changed.equals(before) ? Optional.empty() : Optional.of(stale());
    }

    /** The nanoseconds of CPU that this thread has taken. */
    private static long spent() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private JsonLine stale() {
        return JsonLine.status("stale")
                .with("count", changed.size())
                .with(
                        "files",
                        changed.stream().limit(FILES_NAMED).map(Path::toString).toList());
    }
}
