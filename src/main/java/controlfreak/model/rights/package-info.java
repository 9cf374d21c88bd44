/** As whom a service runs, and how much it may take. */
package controlfreak.model.rights;
