/** What is shown where there is nothing to show yet. FX thread only. */
package controlfreak.ui.main.welcome;
