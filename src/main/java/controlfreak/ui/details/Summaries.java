package controlfreak.ui.details;

import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowState;
import controlfreak.ui.main.rows.ServiceRow;
import controlfreak.ui.main.rows.StateCounts;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is told of several selected rows, or of one that has nothing in common but a tag. FX thread only. */
final class Summaries {
    private static final int NAMED = 50;

    private Summaries() {}

    static DetailsPage of(List<Row> rows) {
        List<ServiceRow> processes =
                rows.stream().flatMap(ServiceRow::of).distinct().toList();
        List<Row> living = Stream.concat(
                        rows.stream().filter(row -> !row.facts().isSummary()), processes.stream())
                .distinct()
                .toList();
        StateCounts counts =
                StateCounts.of(living.stream().map(row -> row.facts().state()));
        Section.Builder states = Section.of("states");
        for (RowState state : RowState.values()) {
            if (counts.of(state) > 0) {
                states.named(state.title(), Integer.toString(counts.of(state)), Fact.Look.PLAIN);
            }
        }
        long restarts = processes.stream()
                .mapToLong(row -> row.facts().restarts().count())
                .sum();
        states.add("restarts", Long.toString(restarts));
        return new DetailsPage(
                title(rows),
                counts.summary(),
                List.of(
                        states.build(),
                        Uses.of(living),
                        Section.of("selected")
                                .add("rows", names(rows), Fact.Look.LONG)
                                .build()));
    }

    private static String title(List<Row> rows) {
        return rows.size() == 1 ? rows.get(0).facts().title() : Texts.text("details.several", rows.size());
    }

    private static String names(List<Row> rows) {
        String names =
                rows.stream().limit(NAMED).map(row -> row.facts().title()).collect(Collectors.joining(", "));
        return rows.size() > NAMED ? Texts.text("details.more", names, rows.size() - NAMED) : names;
    }
}
