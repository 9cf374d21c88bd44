package controlfreak.ui.main.menu;

import controlfreak.ui.main.table.RowChoice;
import controlfreak.ui.outside.Outside;
import java.util.List;

/** What only the main window itself can do. FX thread only. */
public interface WindowCommands {
    void filter();

    /** Shows the log, and gives its fields. */
    LogFields log();

    /** Shows one of the panes below the table. */
    void pane(String id);

    void sampleNow();

    void nextFailure();

    void instances();

    void signal();

    /** Offers several things in a menu below the selected row. */
    void choose(List<RowChoice> choices);

    /** What leads out of the panel. */
    Outside outside();

    void expandAll(boolean expanded);

    void palette();

    Pages pages();
}
