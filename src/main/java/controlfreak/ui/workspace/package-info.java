/** The workspace that is open: its edits, its file, and the questions asked before anything is lost. */
package controlfreak.ui.workspace;
