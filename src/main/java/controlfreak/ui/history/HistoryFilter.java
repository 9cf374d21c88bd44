package controlfreak.ui.history;

import controlfreak.ui.main.rows.RowKey;
import java.util.Locale;
import java.util.Set;

/**
 * Which entries are shown. Immutable; any thread.
 *
 * @param text what an entry's own text is to hold, whatever its case; empty for all
 * @param rows whose entries are shown; empty for all
 */
record HistoryFilter(Kind kind, String text, Set<RowKey> rows) {
    static final HistoryFilter NONE = new HistoryFilter(Kind.ALL, "", Set.of());

    /** What kind of entries is shown. */
    enum Kind {
        ALL,
        /** What the operator did, edits too. */
        ACTIONS,
        /** What did not go as it should. */
        FAILURES
    }

    HistoryFilter {
        rows = Set.copyOf(rows);
    }

    HistoryFilter withKind(Kind other) {
        return new HistoryFilter(other, text, rows);
    }

    HistoryFilter withText(String other) {
        return new HistoryFilter(kind, other, rows);
    }

    HistoryFilter withRows(Set<RowKey> others) {
        return new HistoryFilter(kind, text, others);
    }

    boolean accepts(Entry entry) {
        return isOfKind(entry) && isOfRows(entry) && holdsText(entry);
    }

    private boolean isOfKind(Entry entry) {
        return switch (kind) {
            case ALL -> true;
            case ACTIONS -> entry instanceof Entry.Action || entry instanceof Entry.Edit;
            case FAILURES -> entry.isFailure();
        };
    }

    private boolean isOfRows(Entry entry) {
        return rows.isEmpty() || entry.rows().stream().anyMatch(rows::contains);
    }

    private boolean holdsText(Entry entry) {
        return text.isBlank()
                || HistoryWords.searched(entry)
                        .toLowerCase(Locale.ROOT)
                        .contains(text.strip().toLowerCase(Locale.ROOT));
    }
}
