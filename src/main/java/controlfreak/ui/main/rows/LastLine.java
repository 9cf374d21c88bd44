package controlfreak.ui.main.rows;

import controlfreak.log.LogLine;
import controlfreak.log.text.LevelsInOrder;
import controlfreak.log.text.LogLevel;
import controlfreak.log.text.LogLevels;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The newest line that a process has written. Immutable; any thread.
 *
 * @param text its beginning, as it is to be read
 * @param error whether it says that it is an error, or goes on with one
 */
public record LastLine(Instant time, String text, boolean error) {
    /** @param newest the newest lines of a log, oldest first */
    public static Optional<LastLine> of(List<LogLine> newest) {
        for (int i = newest.size() - 1; i >= 0; i--) {
            if (!newest.get(i).stream().isPanel()) {
                return Optional.of(of(newest, i));
            }
        }
        return Optional.empty();
    }

    private static LastLine of(List<LogLine> lines, int index) {
        LogLine line = lines.get(index);
        String text = LogLevels.beginning(line.bytes());
        Iterator<String> older = IntStream.iterate(index - 1, i -> i >= 0, i -> i - 1)
                .mapToObj(lines::get)
                .filter(other -> other.stream() == line.stream())
                .map(other -> LogLevels.beginning(other.bytes()))
                .iterator();
        Supplier<Optional<String>> next = () -> older.hasNext() ? Optional.of(older.next()) : Optional.empty();
        return new LastLine(line.time(), text, LevelsInOrder.of(text, next) == LogLevel.ERROR);
    }
}
