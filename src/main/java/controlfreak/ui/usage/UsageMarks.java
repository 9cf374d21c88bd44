package controlfreak.ui.usage;

import controlfreak.ui.chart.ChartMark;
import controlfreak.ui.chart.ChartMark.Sign;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.history.Entry;
import controlfreak.ui.main.rows.RowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds in what has happened which starts, exits and restarts a chart marks. Pure; any thread. */
final class UsageMarks {
    /** A start that follows an end so soon is a restart, whoever asked for it. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Set<String> ALIVE = Set.of("running", "up", "stopping");
    private static final Set<String> UP = Set.of("running", "up");
    private static final Set<String> BEGINNING = Set.of("starting", "loading", "preloading");
    private static final int MOST = 200;

    private UsageMarks() {}

    /**
     * What is marked, in the order of time.
     *
     * @param changes of processes that are shown, in the order of time
     */
    static List<ChartMark> of(List<Entry.Change> changes) {
        Map<RowKey, Instant> ended = new HashMap<>();
        List<ChartMark> marks = new ArrayList<>();
        for (Entry.Change change : changes) {
            Optional<Sign> sign = Optional.empty();
            if (UP.contains(change.to()) && !ALIVE.contains(change.from())) {
                Instant end = ended.remove(change.row());
                boolean isSoon =
                        end != null && Duration.between(end, change.at()).compareTo(SOON) < 0;
                sign = Optional.of(isSoon ? Sign.RESTARTED : Sign.STARTED);
            } else if (ALIVE.contains(change.from()) && !ALIVE.contains(change.to())) {
                ended.put(change.row(), change.at());
                sign = Optional.of(change.isFailure() ? Sign.FAILED : Sign.EXITED);
            } else if (BEGINNING.contains(change.from()) && change.isFailure()) {
                sign = Optional.of(Sign.FAILED);
            }
            sign.ifPresent(what -> marks.add(new ChartMark(change.at(), what, text(what, change))));
        }
        return marks.size() > MOST ? marks.subList(marks.size() - MOST, marks.size()) : marks;
    }

    private static String text(Sign sign, Entry.Change change) {
        String text = Texts.text(
                "usage.mark." + sign.name().toLowerCase(Locale.ROOT),
                change.row().display());
        return change.cause().isEmpty() ? text : text + " · " + change.cause();
    }
}
