package controlfreak.ui.main.rows;

import java.util.List;
import java.util.Set;

/**
 * Which rows the table has, and which of them stand below which. FX thread only, as the rows are.
 *
 * @param roots those of the first level
 * @param elsewhere rows that are shown below a tag, and so not where they belong
 */
public record Arrangement(List<Row> roots, Set<RowKey> elsewhere) {
    public Arrangement {
        roots = List.copyOf(roots);
        elsewhere = Set.copyOf(elsewhere);
    }

    /** The rows to show below another. */
    public List<Row> below(Row row) {
        return row.children().stream()
                .<Row>map(child -> child)
                .filter(child -> row instanceof TagRow || !elsewhere.contains(child.key()))
                .toList();
    }
}
