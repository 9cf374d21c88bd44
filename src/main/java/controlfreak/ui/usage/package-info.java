/** The pane of usage: CPU and memory of what is selected, over time. */
package controlfreak.ui.usage;
