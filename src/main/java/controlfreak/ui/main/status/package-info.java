/** What is said around the table: the lock, failures, how all is. FX thread only. */
package controlfreak.ui.main.status;
