/** Whose variables are edited, and what an edit does to them. FX thread only. */
package controlfreak.ui.environment.edit;
