/** The environment's pane without its looks. FX thread only. */
package controlfreak.ui.environment.state;
