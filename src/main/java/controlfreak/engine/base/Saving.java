package controlfreak.engine.base;

import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import controlfreak.process.SeenProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells who, when the time for an end is over, is still writing to disk: a database that saves what it has would lose it
 * by SIGKILL. Engine thread only.
 */
final class Saving {
    /** How much longer one may go on before it is looked again. */
    static final Duration MORE = Duration.ofSeconds(2);

    /** What has to be written in that time; less is a log that somebody writes who will not end. */
    private static final long LEAST_BYTES = 256L << 10;

    /** How many times its patience one gets in all. */
    private static final int MOST = 30;

    private final ProcessTable table;
    private final Instant latest;
    private Map<ProcessIdentity, Long> before;

    /** Begins when an end is asked for. */
    Saving(ProcessTable table, Instant now, Duration patience, List<SeenProcess> asked) {
        this.table = table;
        latest = now.plus(patience.multipliedBy(MOST));
        before = written(asked);
    }

    /** Whether those who are left are still at it, and may be. */
    boolean goesOn(Instant now, List<SeenProcess> left) {
        Map<ProcessIdentity, Long> since = written(left);
        long bytes = since.entrySet().stream()
                .mapToLong(entry -> entry.getValue() - before.getOrDefault(entry.getKey(), 0L))
                .sum();
        before = since;
        return bytes >= LEAST_BYTES && now.isBefore(latest);
    }

    private Map<ProcessIdentity, Long> written(List<SeenProcess> processes) {
        Map<ProcessIdentity, Long> written = new HashMap<>();
        processes.forEach(process -> written.put(process.identity(), table.writtenToDisk(process.identity())));
        return written;
    }
}
