package controlfreak.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Writes the lines of one log to its file, in batches. What the file does not take is counted and said once an outage,
 * and writing goes on when it can. One thread at a time; does not throw.
 */
final class LogFileWriter {
    private static final int BATCH = 64 << 10;

    /** How long a file that failed is left alone, and how often it is looked for: both cost system calls. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LogFile file;
    private final Consumer<String> remarks;
    private final LogLineEncoder encoder = new LogLineEncoder();
    private Instant lastCheck = Instant.EPOCH;
    private boolean isBroken;
    private long lostBefore;
    // Who asks, on any thread, must not wait for the disk.
    private final AtomicLong lost = new AtomicLong();

    /** @param remarks takes a sentence for people where the file fails, and where it works again */
    LogFileWriter(LogFile file, Consumer<String> remarks) {
        this.file = file;
        this.remarks = remarks;
    }

    /** What the file is called. */
    String name() {
        return file.path().getFileName().toString();
    }

    /**
     * Writes lines, or counts them as lost.
     *
     * @param done is told, batch by batch, how much room lines took that are written or lost by now
     */
    void write(Instant now, List<LogLine> lines, LongConsumer done) {
        int begin = 0;
        while (begin < lines.size()) {
            int end = begin;
            int bytes = 0;
            long room = 0;
            while (end < lines.size() && (end == begin || bytes + encoded(lines.get(end)) <= BATCH)) {
                bytes += encoded(lines.get(end));
                room += lines.get(end).size();
                end++;
            }
            write(now, lines.subList(begin, end), bytes);
            done.accept(room);
            begin = end;
        }
    }

    private static int encoded(LogLine line) {
        return line.bytes().length + LogLineEncoder.MOST_AROUND;
    }

    void close() {
        try {
            file.close();
        } catch (IOException failure) {
            // All was written before; there is nothing left to lose.
            remarks.accept(name() + " could not be closed: " + reason(failure) + ".");
        }
    }

    /** Lines go to another file from now on. */
    void moveTo(Path newPath) {
        try {
            file.moveTo(newPath);
        } catch (IOException failure) {
            // All was written before; there is nothing left to lose.
            remarks.accept(name() + " could not be closed: " + reason(failure) + ".");
        }
    }

    long lost() {
        return lost.get();
    }

    private void write(Instant now, List<LogLine> lines, int bytes) {
        if (isBroken && !isDue(now)) {
            lost.addAndGet(lines.size());
            return;
        }
        ByteBuffer batch = ByteBuffer.allocate(bytes);
        lines.forEach(line -> encoder.put(batch, line.time(), line.stream(), line.bytes(), line.continued()));
        batch.flip();
        try {
            if (isDue(now)) {
                lastCheck = now;
                file.recheck();
            }
            file.write(batch);
            if (isBroken) {
                isBroken = false;
                remarks.accept(writtenAgain(name(), lost.get() - lostBefore));
            }
        } catch (IOException failure) {
            failed(now, failure, lines(batch));
        }
    }

    /** The end of an outage, in a sentence. */
    static String writtenAgain(String name, long missing) {
        return name + " is written again; " + (missing == 1 ? "1 line is" : missing + " lines are") + " missing in it.";
    }

    private void failed(Instant now, IOException failure, long lines) {
        lastCheck = now;
        if (!isBroken) {
            isBroken = true;
            lostBefore = lost.get();
            remarks.accept((lines == 1 ? "1 line" : lines + " lines") + " could not be written to "
                    + name() + ": " + reason(failure)
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
