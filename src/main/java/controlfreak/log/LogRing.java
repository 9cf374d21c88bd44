package controlfreak.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The newest lines of one log, bounded by number and by memory. Any thread; the lock is held for moments only. */
final class LogRing {
    private static final int FIRST_PLACES = 64;

    private final LogLimits limits;
    private final LogMemory memory;
    private final Object lock = new Object();
    private LogLine[] places = new LogLine[FIRST_PLACES];
    private long first;
    private long end;
    private long bytes;

    LogRing(LogLimits limits, LogMemory memory) {
        this.limits = limits;
        this.memory = memory;
    }

    LogLine add(Instant time, LogStream stream, byte[] text, boolean continued) {
        synchronized (lock) {
            LogLine line = new LogLine(end, time, stream, text, continued);
            long before = bytes;
            bytes += line.size();
            long mostBytes = Math.min(limits.bytes(), memory.allowance());
            while (end > first && (end - first >= memory.lines() || bytes > mostBytes)) {
                dropOldest();
            }
            memory.take(bytes - before);
            if (end - first == places.length) {
                grow();
            }
            places[place(end)] = line;
            end++;
            return line;
        }
    }

    /** Forgets all lines; the numbers go on. */
    void clear() {
        synchronized (lock) {
            memory.take(-bytes);
            while (first < end) {
                dropOldest();
            }
        }
    }

    private void dropOldest() {
        int oldest = place(first);
        bytes -= places[oldest].size();
        places[oldest] = null;
        first++;
    }

    long end() {
        synchronized (lock) {
            return end;
        }
    }

    List<LogLine> from(long sequence, int max) {
        synchronized (lock) {
            long start = Math.max(first, sequence);
            int count = (int) Math.max(0, Math.min(end - start, max));
            List<LogLine> lines = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                lines.add(places[place(start + i)]);
            }
            return lines;
        }
    }

    private int place(long sequence) {
        return (int) (sequence % places.length);
    }

    /** Most logs stay short, and there may be a thousand of them: places are made as they are needed. */
    private void grow() {
        LogLine[] old = places;
        LogLine[] grown = new LogLine[Math.min(2 * old.length, Math.max(memory.lines(), old.length + 1))];
        Arrays.stream(old).forEach(line -> grown[(int) (line.sequence() % grown.length)] = line);
        places = grown;
    }
}
