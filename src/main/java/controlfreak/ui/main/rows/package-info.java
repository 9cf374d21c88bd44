/** What the table tells: a row for each proxy, service and process, its state in words, its figures, which are shown and selected. FX thread only. */
package controlfreak.ui.main.rows;
