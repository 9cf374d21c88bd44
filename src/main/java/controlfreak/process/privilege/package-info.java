/** Users and groups of the system, and what the panel itself may do. */
package controlfreak.process.privilege;
