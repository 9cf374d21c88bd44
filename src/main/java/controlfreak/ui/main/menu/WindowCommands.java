package controlfreak.ui.main.menu;

/** What only the main window itself can do. FX thread only. */
public interface WindowCommands {
    void filter();

    void find();

    /** Shows one of the panes below the table. */
    void pane(String id);

    void sampleNow();

    void nextFailure();

    void instances();

    void signal();

    void expandAll(boolean expanded);

    void palette();

    Pages pages();
}
