/** What can be done: actions, the keys they are bound to, and the controls that reach them. FX thread only. */
package controlfreak.ui.action;
