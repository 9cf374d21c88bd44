/** Which lines are shown: the newest out of memory, older ones out of files, those of one run. */
package controlfreak.ui.log.pages;
