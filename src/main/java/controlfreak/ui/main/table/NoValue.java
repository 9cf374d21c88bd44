package controlfreak.ui.main.table;

import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.RowFacts;

/** What stands where there is no value: nothing at all where nothing runs that could have one. Any thread. */
final class NoValue {
    private NoValue() {}

    static String of(RowFacts facts) {
        return facts.pid().isPresent() ? Texts.text("column.none") : "";
    }
}
