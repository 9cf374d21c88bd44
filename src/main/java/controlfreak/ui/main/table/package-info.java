/** The table as it is seen: columns, cells, selection, and what it is filtered by. FX thread only. */
package controlfreak.ui.main.table;
