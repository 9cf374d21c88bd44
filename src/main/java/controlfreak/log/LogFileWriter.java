package controlfreak.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Collects the lines of one log and hands them to its file in batches. What the file does not take is counted and said
 * once an outage, and writing goes on when it can. Any thread; does not throw.
 */
final class LogFileWriter {
    private static final int BATCH = 8 << 10;

    /** How long a file that failed is left alone, and how often it is looked for: both cost system calls. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LogFile file;
    private final Consumer<String> remarks;
    private final LogLineEncoder encoder = new LogLineEncoder();
    private final Object lock = new Object();
    private ByteBuffer batch;
    private Instant lastCheck = Instant.EPOCH;
    private boolean isBroken;
    private long lostBefore;
    // Not under the lock: who asks must not wait for the disk.
    private final AtomicLong lost = new AtomicLong();

    /** @param remarks takes a sentence for people where the file fails, and where it works again */
    LogFileWriter(LogFile file, Consumer<String> remarks) {
        this.file = file;
        this.remarks = remarks;
    }

    void append(Instant now, LogStream stream, byte[] text, boolean continued) {
        synchronized (lock) {
            int length = text.length + LogLineEncoder.MOST_AROUND;
            if (batch == null || batch.remaining() < length) {
                writeBatch(now);
                batch = batch == null || batch.capacity() < length
                        ? ByteBuffer.allocate(Math.max(BATCH, length))
                        : batch;
            }
            encoder.put(batch, now, stream, text, continued);
        }
    }

    void flush(Instant now) {
        synchronized (lock) {
            writeBatch(now);
            if (batch != null && batch.capacity() > BATCH) {
                batch = null;
            }
        }
    }

    void close(Instant now) {
        synchronized (lock) {
            writeBatch(now);
            batch = null;
            try {
                file.close();
            } catch (IOException failure) {
                // All was written before; there is nothing left to lose.
                remarks.accept(file.path().getFileName() + " could not be closed: " + reason(failure) + ".");
            }
        }
    }

    long lost() {
        return lost.get();
    }

    private void writeBatch(Instant now) {
        if (batch == null || batch.position() == 0) {
            return;
        }
        batch.flip();
        if (isBroken && !isDue(now)) {
            lost.addAndGet(lines(batch));
        } else {
            tryToWrite(now);
        }
        batch.clear();
    }

    private void tryToWrite(Instant now) {
        try {
            if (isDue(now)) {
                lastCheck = now;
                file.recheck();
            }
            file.write(batch);
            if (isBroken) {
                isBroken = false;
                remarks.accept(file.path().getFileName() + " is written again; " + counted(lost.get() - lostBefore)
                        + " missing in it.");
            }
        } catch (IOException failure) {
            failed(now, failure);
        }
    }

    private void failed(Instant now, IOException failure) {
        long lines = lines(batch);
        lastCheck = now;
        if (!isBroken) {
            isBroken = true;
            lostBefore = lost.get();
            remarks.accept((lines == 1 ? "1 line" : lines + " lines") + " could not be written to "
                    + file.path().getFileName() + ": " + reason(failure)
                    + ". Lines are kept here meanwhile, and writing is tried again.");
        }
        lost.addAndGet(lines);
        try {
            file.close();
        } catch (IOException alsoBroken) {
            failure.addSuppressed(alsoBroken);
        }
    }

    /** The clock may be set back: that must not stretch a pause. */
    private boolean isDue(Instant now) {
        return Duration.between(lastCheck, now).abs().compareTo(PAUSE) >= 0;
    }

    private static String counted(long lines) {
        return lines == 1 ? "1 line is" : lines + " lines are";
    }

    private static long lines(ByteBuffer bytes) {
        long count = 0;
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n') {
                count++;
            }
        }
        return count;
    }

    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "its folder is not there";
        }
        String reason = failure instanceof FileSystemException told ? told.getReason() : failure.getMessage();
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }
}
