package controlfreak.log.text;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The levels of lines that follow one another: what is indented below an error, a stack of calls, belongs to it, and
 * so does the last line of a traceback. Any thread.
 */
public final class LevelsInOrder {
    /** How far up is looked for the line that others go on from. */
    private static final int MOST = 100;

    private LevelsInOrder() {}

    /**
     * The level of a line.
     *
     * @param older gives the lines before it that were written to the same stream of the same log, the nearest first,
     *     and is asked for as many as are needed
     */
    public static LogLevel of(String text, Supplier<Optional<String>> older) {
        LogLevel own = LogLevels.of(text);
        if (own != LogLevel.NONE || text.isBlank()) {
            return own;
        }
        boolean indented = isIndented(text);
        for (int i = 0; i < MOST; i++) {
            String before = older.get().orElse("");
            LogLevel level = LogLevels.of(before);
            if (level != LogLevel.NONE) {
                return indented || i > 0 && LogLevels.isTraceback(before) ? level : LogLevel.NONE;
            }
            if (!isIndented(before)) {
                break;
            }
        }
        return LogLevel.NONE;
    }

    private static boolean isIndented(String text) {
        return text.startsWith(" ") || text.startsWith("\t") || text.startsWith("... ");
    }
}
