/** What the operator chose for the panel, as the configuration folder keeps it. */
package controlfreak.workspace.settings;
