package controlfreak.log;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The memory that the lines of all logs of a store take together. A thousand chatty logs must not fill it. Any thread. */
final class LogMemory {
    private final long budget;
    private volatile int lines;
    private final AtomicLong used = new AtomicLong();
    private final AtomicInteger logs = new AtomicInteger();

    LogMemory(long budget, int lines) {
        this.budget = budget;
        this.lines = lines;
    }

    void opened() {
        logs.incrementAndGet();
    }

    void closed() {
        logs.decrementAndGet();
    }

    /** How many lines a log may hold. */
    int lines() {
        return lines;
    }

    /** A log that holds more lets the oldest go when its next line comes. */
    void setLines(int newLines) {
        lines = newLines;
    }

    /** Counts bytes that a log took, or (negative) gave back. */
    void take(long bytes) {
        used.addAndGet(bytes);
    }

    /** How much a log that grows may hold: all it likes while there is enough, else an even share. */
    long allowance() {
        return used.get() <= budget ? Long.MAX_VALUE : budget / Math.max(1, logs.get());
    }
}
