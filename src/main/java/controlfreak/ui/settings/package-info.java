/** What the operator chose for the panel itself: its look, its language, its keys, what it asks about. */
package controlfreak.ui.settings;
