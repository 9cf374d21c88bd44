package controlfreak.log;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The lines of all logs that wait to be written, bounded by the memory that they take. A disk that is merely slow is
 * waited for; one that does nothing for a while is not, and what does not fit is then refused. Any thread.
 */
final class LogBacklog {
    private static final long MOST = 16L << 20;

    /** From here on, who reads pipes waits: what one read brings in the shortest lines has room above it. */
    private static final long HIGH = 8L << 20;

    private final long patience;
    private long used;
    private long lastProgress;

    LogBacklog() {
        this(Duration.ofMillis(500));
    }

    /** @param patience how long a disk may do nothing before nobody waits for it any more */
    LogBacklog(Duration patience) {
        this.patience = patience.toNanos();
    }

    /** Takes room for a line that waits from now on. Never waits itself. @return false where there is none */
    synchronized boolean take(long bytes) {
        if (used == 0) {
            lastProgress = System.nanoTime();
        }
        boolean fits = used + bytes <= MOST;
        used += fits ? bytes : 0;
        return fits;
    }

    /** Gives back the room of lines that have been written, or have failed to be. */
    synchronized void give(long bytes) {
        used -= bytes;
        lastProgress = System.nanoTime();
        notifyAll();
    }

    /** Waits while much is to be written and the disk gets on with it. Not for the engine's thread. */
    synchronized void awaitRoom() {
        try {
            long left = patience;
            while (used > HIGH && left > 0) {
                left = lastProgress + patience - System.nanoTime();
                if (left > 0) {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
