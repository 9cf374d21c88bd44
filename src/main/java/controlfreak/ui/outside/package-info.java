/** What other programs of the desktop do for the panel: a terminal, a file manager, a shell's command line. */
package controlfreak.ui.outside;
