/** The field under the log in which one types for a service whose standard input is open. */
package controlfreak.ui.log.input;
