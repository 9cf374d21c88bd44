/** The memory pane: what a proxy's group takes, what sharing saves and copies cost, now, over time and at other sizes. */
package controlfreak.ui.memory;
