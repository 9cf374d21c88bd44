package controlfreak.log;

/**
 * How much of a log is kept. Immutable; any thread.
 *
 * @param lines how many lines are kept in memory
 * @param bytes how much memory they may take, about; the newest line is kept whatever its size
 * @param allBytes how much memory the lines of all logs may take before those that grow have to share it evenly
 * @param fileBytes how large the file may grow before it is set aside
 * @param oldFiles how many files set aside are kept
 */
public record LogLimits(int lines, long bytes, long allBytes, long fileBytes, int oldFiles) {
    public static final LogLimits DEFAULT = new LogLimits(Log.CAPACITY, 16L << 20, 256L << 20, 10_000_000, 3);

    public LogLimits {
        if (lines < 1 || bytes < 1 || allBytes < 1 || fileBytes < 1 || oldFiles < 0) {
            throw new IllegalArgumentException("A log keeps at least one line and a file of one byte.");
        }
    }
}
