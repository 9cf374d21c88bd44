/** What time it is, whatever is done to the system's clock. */
package controlfreak.model.time;
