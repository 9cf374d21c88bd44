package controlfreak.ui.log.search;

import controlfreak.log.text.SearchBudget;
import controlfreak.log.text.SearchBudget.TooSlowException;
import controlfreak.ui.log.lines.LogEntry;
import controlfreak.ui.log.lines.LogRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Reads lines of the record that pass a filter, and finds in them. Immutable; any thread, one at a time for the same
 * record.
 *
 * @param isOff whether nobody wants the result any more
 */
public record LogScan(Optional<LogMatcher> filter, Optional<LogMatcher> find, BooleanSupplier isOff) {
    private static final int CHUNK = 1_000;
    private static final int SMALL_CHUNK = 200;
    private static final int MOST_IN_SLICE = 10_000;

    /** One of the two directions of a record. */
    @FunctionalInterface
    interface Direction {
        List<LogEntry> read(int max) throws IOException;
    }

    /**
     * @param lines those that passed, oldest first
     * @param found what was found in them
     * @param ended whether there is nothing beyond them
     */
    public record Result(List<LogEntry> lines, List<LogMatch> found, boolean ended) {}

    /**
     * Goes back from where a record is, until so many lines passed.
     *
     * @throws TooSlowException where an expression needs far too many steps for a line
     */
    public Result before(LogRecord record, int count) throws IOException {
        return scan(record::before, count, true);
    }

    /** As {@link #before}, the other way. */
    public Result after(LogRecord record, int count) throws IOException {
        return scan(record::after, count, false);
    }

    private Result scan(Direction direction, int count, boolean backwards) throws IOException {
        List<List<LogEntry>> chunks = new ArrayList<>();
        int passed = 0;
        boolean ended = false;
        while (passed < count && !ended && !isOff.getAsBoolean()) {
            List<LogEntry> read = direction.read(CHUNK);
            ended = read.isEmpty();
            List<LogEntry> chunk = passed(read);
            passed += chunk.size();
            chunks.add(backwards ? 0 : chunks.size(), chunk);
        }
        List<LogEntry> lines = chunks.stream().flatMap(List::stream).toList();
        return new Result(lines, found(lines), ended);
    }

    /** Reads on for a while, however much passes. */
    Result slice(LogRecord record, Duration most) throws IOException {
        long begin = System.nanoTime();
        List<LogEntry> lines = new ArrayList<>();
        List<LogMatch> found = new ArrayList<>();
        boolean ended = false;
        int count = 0;
        while (!ended && count < MOST_IN_SLICE && !isOff.getAsBoolean() && System.nanoTime() - begin < most.toNanos()) {
            List<LogEntry> read = record.after(SMALL_CHUNK);
            ended = read.isEmpty();
            count += read.size();
            List<LogEntry> chunk = passed(read);
            lines.addAll(chunk);
            found.addAll(found(chunk));
        }
        return new Result(lines, found, ended);
    }

    private List<LogEntry> passed(List<LogEntry> entries) {
        SearchBudget budget = LogMatcher.budget();
        return filter.map(matcher -> entries.stream()
                        .filter(entry -> matcher.matches(entry, budget))
                        .toList())
                .orElse(entries);
    }

    private List<LogMatch> found(List<LogEntry> entries) {
        SearchBudget budget = LogMatcher.budget();
        return find.map(matcher -> entries.stream()
                        .flatMap(entry -> matcher.find(entry, budget).stream())
                        .toList())
                .orElse(List.of());
    }
}
