package controlfreak.ui.main.rows;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which rows the table shows: those with a text in what can be read of them, in a state. Immutable; rows: FX thread.
 *
 * @param text what is looked for, whatever its case; all of its words must be there
 * @param state the state to show; empty for all
 */
public record RowFilter(String text, Optional<RowState> state) {
    public static final RowFilter NONE = new RowFilter("", Optional.empty());

    public boolean isOff() {
        return text.isBlank() && state.isEmpty();
    }

    /** Whether a row is shown for its own sake. A row below one whose name matches counts as matching the text. */
    public boolean accepts(Row row, boolean textMatchesAbove) {
        RowFacts facts = row.facts();
        boolean inState = state.isEmpty() || (!facts.isSummary() && facts.state() == state.get());
        return inState && (textMatchesAbove || matches(row));
    }

    /** Whether the text is found in a row. */
    public boolean matches(Row row) {
        if (text.isBlank()) {
            return true;
        }
        String readable = readable(row.facts(), row instanceof ServiceRow service ? service.tags() : List.of());
        return Stream.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(readable::contains);
    }

    private static String readable(RowFacts facts, List<String> tags) {
        String pid = facts.pid().isPresent() ? Long.toString(facts.pid().getAsLong()) : "";
        return String.join(
                        " ",
                        facts.title(),
                        facts.word(),
                        facts.cause(),
                        pid,
                        facts.definition().command(),
                        facts.definition().description(),
                        String.join(" ", tags))
                .toLowerCase(Locale.ROOT);
    }
}
