package controlfreak.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The lines that the files of one log held when it was opened, whatever happens to the files since: they are held open,
 * so that one that is set aside or deleted is still read to its end. Lines are known by their positions, which grow
 * from the oldest file to the newest. Blocks of a fixed size are in memory, never whole files. One thread at a time.
 */
public final class LogArchive implements Closeable {
    /** What is longer than this is no line of ours and is cut. */
    private static final int LONGEST = LineSplitter.MAX_PIECE + LogLineEncoder.MOST_AROUND;

    private final ArchivedFiles files;
    private final LogLineDecoder decoder = new LogLineDecoder();

    private LogArchive(ArchivedFiles files) {
        this.files = files;
    }

    /**
     * Opens what there is now.
     *
     * @param file the newest of the files, as {@link Log#file} says; none needs to exist
     * @throws IOException where a file is there and cannot be read
     */
    public static LogArchive open(Path file) throws IOException {
        return new LogArchive(ArchivedFiles.open(file));
    }

    /** The position after the last line. */
    public long end() {
        return files.size();
    }

    /**
     * The lines that end where a position is, oldest first.
     *
     * @param position where a line begins, or {@link #end()}
     * @param max how many at most
     */
    public List<ArchivedLine> before(long position, int max) throws IOException {
        Deque<ArchivedLine> lines = new ArrayDeque<>();
        long end = Math.min(position, end());
        while (end > 0 && lines.size() < max) {
            long start = startOf(end);
            lines.addFirst(read(start, end));
            end = start;
        }
        return new ArrayList<>(lines);
    }

    /**
     * The lines from a position on, oldest first.
     *
     * @param position where a line begins
     * @param max how many at most
     */
    public List<ArchivedLine> after(long position, int max) throws IOException {
        List<ArchivedLine> lines = new ArrayList<>();
        long start = Math.max(0, position);
        while (start < end() && lines.size() < max) {
            long end = endOf(start);
            lines.add(read(start, end));
            start = end;
        }
        return lines;
    }

    /** The first line that is not older than a time; {@link #end()} where all are. */
    public long positionOf(Instant time) throws IOException {
        long low = 0;
        long high = end();
        while (low < high) {
            long middle = startOf((low + high) / 2 + 1);
            long start = Math.max(low, middle);
            long end = endOf(start);
            if (timeFrom(start, high).map(at -> at.isBefore(time)).orElse(false)) {
                low = end;
            } else {
                high = start;
            }
        }
        return low;
    }

    /** The time of the first line of all; empty where there is none. */
    public Optional<Instant> begin() throws IOException {
        return timeFrom(0, end());
    }

    /** The time of the first line from a position on that tells one. */
    private Optional<Instant> timeFrom(long position, long limit) throws IOException {
        Optional<Instant> time = Optional.empty();
        long start = position;
        while (time.isEmpty() && start < limit) {
            long end = endOf(start);
            byte[] head = files.read(start, (int) Math.min(end - start, LogLineEncoder.TIME));
            time = decoder.time(head, 0, head.length);
            start = end;
        }
        return time;
    }

    /**
     * The newest runs, newest first, as far as the files reach back.
     *
     * @param max how many at most
     */
    public List<LogRun> runs(int max) throws IOException {
        List<LogRun> runs = new ArrayList<>();
        Optional<Instant> until = Optional.empty();
        Optional<String> cause = Optional.empty();
        long end = end();
        while (end > 0 && runs.size() < max) {
            long start = startOf(end);
            if (mayBeBoundary(start, end)) {
                LogLine line = read(start, end).line();
                if (line.stream() == LogStream.END) {
                    cause = Optional.of(line.text());
                } else if (line.stream() == LogStream.START) {
                    runs.add(new LogRun(line.time(), line.text(), until, cause));
                    until = Optional.of(line.time());
                    cause = Optional.empty();
                }
            }
            end = start;
        }
        return runs;
    }

    /** Looked at first, since there may be a million others. */
    private boolean mayBeBoundary(long start, long end) throws IOException {
        int word = LogLineEncoder.TIME + 1;
        if (end - start < word + 3) {
            return false;
        }
        byte[] head = files.read(start + word, 3);
        return (head[0] == 'e' && head[1] == 'n') || (head[0] == 's' && head[2] == 'a');
    }

    private ArchivedLine read(long start, long end) throws IOException {
        byte[] bytes = files.read(start, (int) (end - start));
        int length = bytes.length > 0 && bytes[bytes.length - 1] == '\n' ? bytes.length - 1 : bytes.length;
        return new ArchivedLine(decoder.decode(bytes, 0, length, start, files.changedAt(start)), end);
    }

    private long endOf(long start) throws IOException {
        long limit = Math.min(files.endOfFile(start), start + LONGEST);
        return files.find('\n', start, limit).orElse(limit - 1) + 1;
    }

    /** Where the line begins that ends at a position, or that a position is in. */
    private long startOf(long end) throws IOException {
        long limit = Math.max(files.startOfFile(end - 1), end - LONGEST);
        return files.findBackwards('\n', end - 1, limit).orElse(limit - 1) + 1;
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
