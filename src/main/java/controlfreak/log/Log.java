package controlfreak.log;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The log of one service or one proxy. Any thread. */
public interface Log {
    /** How many of the newest lines are kept in memory. */
    int CAPACITY = 10_000;

    /** The sequence number that the next line will have. */
    long end();

    /**
     * Lines from a sequence number on, oldest first; those no longer in memory are left out.
     *
     * @param max how many at most, 1 and up
     */
    List<LogLine> from(long sequence, int max);

    /**
     * What there is of lines that have not ended (a prompt, a progress bar): those of a moment ago are left out, since
     * most end at once. They are numbered by {@link #end}, and are among the others once they have ended.
     */
    List<LogLine> unfinished();

    /** The newest lines, oldest first, unfinished ones last. */
    default List<LogLine> newest(int max) {
        return Stream.concat(from(end() - max, max).stream(), unfinished().stream())
                .toList();
    }

    /** How many lines or pieces of lines could not be written to the file, since the log was opened. */
    long lostFromFile();

    /**
     * Waits until the files have what memory has now: before they are read, to begin where memory ends. Not for threads
     * that must not wait.
     *
     * @return whether they have; false where the disk does not answer in this time
     */
    boolean awaitWritten(Duration most);

    /** The newest of its files, in the format of container logs; it may not exist yet. */
    Path file();
}
