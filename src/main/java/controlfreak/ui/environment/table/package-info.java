/** The table of variables, edited in place. FX thread only. */
package controlfreak.ui.environment.table;
