package controlfreak.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One line of a log. Immutable (the array must not be changed); any thread.
 *
 * @param sequence counts the lines of one log from 0 without gaps
 * @param time when its last byte was read
 * @param bytes the text as it came, without its newline
 * @param continued whether the next line of this stream goes on where this one was cut for its length
 */
@SuppressWarnings("ArrayRecordComponent") // Lines are many and are not compared.
public record LogLine(long sequence, Instant time, LogStream stream, byte[] bytes, boolean continued) {
    /** What a line takes beyond its bytes: its object, its time, its place. */
    private static final int OVERHEAD = 100;

    /** How many bytes of memory it takes, about. */
    long size() {
        return (long) OVERHEAD + bytes.length;
    }

    /** The text as UTF-8; bytes that are not are shown as U+FFFD. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
