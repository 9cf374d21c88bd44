package controlfreak.ui.main.rows;

import controlfreak.guard.VisibleText;
import controlfreak.log.LogLine;
import controlfreak.log.LogStream;
import controlfreak.log.text.AddressInUse;
import controlfreak.log.text.LevelsInOrder;
import controlfreak.log.text.LogLevel;
import controlfreak.log.text.LogLevels;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Finds the line of a log that says why a run has failed. Any thread. */
public final class LastWords {
    /** A line may be longer than any window. */
    private static final int MOST = 300;

    private LastWords() {}

    /**
     * The last line that its program calls an error, in the run that ended last; where there is none, the last one on
     * standard error.
     *
     * @param newest the newest lines of a log, oldest first
     */
    public static Optional<String> of(List<LogLine> newest) {
        List<LogLine> run = lastRun(newest);
        return last(run, line -> isError(run, line) && !text(run, line).startsWith(" "))
                .or(() -> last(run, line -> isError(run, line)))
                .or(() -> last(run, line -> run.get(line).stream() == LogStream.ERR))
                .map(line -> VisibleText.of(text(run, line).strip()))
                .map(text -> text.length() > MOST ? text.substring(0, MOST) + "…" : text);
    }

    /** What the run that ended last says of an address that is in use; empty where it says nothing of one. */
    public static Optional<AddressInUse> addressInUse(List<LogLine> newest) {
        List<LogLine> run = lastRun(newest);
        return AddressInUse.in(
                IntStream.range(0, run.size()).mapToObj(line -> text(run, line)).toList());
    }

    private static List<LogLine> lastRun(List<LogLine> newest) {
        int end = last(newest, newest.size(), LogStream.END);
        return end < 0 ? List.of() : newest.subList(last(newest, end, LogStream.START) + 1, end);
    }

    private static int last(List<LogLine> lines, int before, LogStream boundary) {
        return IntStream.iterate(before - 1, line -> line >= 0, line -> line - 1)
                .filter(line -> lines.get(line).stream() == boundary)
                .findFirst()
                .orElse(-1);
    }

    private static Optional<Integer> last(List<LogLine> run, Predicate<Integer> wanted) {
        return IntStream.iterate(run.size() - 1, line -> line >= 0, line -> line - 1)
                .boxed()
                .filter(line ->
                        !run.get(line).stream().isPanel() && !text(run, line).isBlank())
                .filter(wanted)
                .findFirst();
    }

    private static boolean isError(List<LogLine> run, int line) {
        Iterator<String> older = IntStream.iterate(line - 1, before -> before >= 0, before -> before - 1)
                .filter(before -> run.get(before).stream() == run.get(line).stream())
                .mapToObj(before -> text(run, before))
                .iterator();
        return LevelsInOrder.of(text(run, line), () -> older.hasNext() ? Optional.of(older.next()) : Optional.empty())
                == LogLevel.ERROR;
    }

    private static String text(List<LogLine> run, int line) {
        return LogLevels.beginning(run.get(line).bytes());
    }
}
