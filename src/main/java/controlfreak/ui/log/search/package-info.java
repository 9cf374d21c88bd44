/** Finding and filtering lines, in memory and in files, within bounds. */
package controlfreak.ui.log.search;
