/** Lines as the log pane shows them, and where they are read from: memory and files. */
package controlfreak.ui.log.lines;
