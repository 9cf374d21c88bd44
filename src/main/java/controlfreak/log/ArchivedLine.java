package controlfreak.log;

/**
 * A line that was read from a log's files, which its sequence number is a position in. Immutable; any thread.
 *
 * @param end the position of the next line
 */
public record ArchivedLine(LogLine line, long end) {
    /** Its own position. */
    public long start() {
        return line.sequence();
    }
}
