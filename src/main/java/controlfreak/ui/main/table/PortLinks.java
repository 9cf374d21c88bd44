package controlfreak.ui.main.table;

import controlfreak.ui.main.rows.Row;

/** What can be done with a port that a row's processes listen at. FX thread only. */
public interface PortLinks {
    /** Shows what is served there in the browser. */
    void open(Row row, int port);

    /** Puts its address into the clipboard. */
    void copy(Row row, int port);

    /** Offers both for all ports of the row, which is the selected one. */
    void choose(Row row);
}
