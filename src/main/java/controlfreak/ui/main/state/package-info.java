/** The main window without its looks: rows, selection, edits, what can be done and what came of it. FX thread only. */
package controlfreak.ui.main.state;
