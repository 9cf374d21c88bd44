/** The variables that processes run with, and what would differ after a restart. FX thread only. */
package controlfreak.ui.environment.running;
