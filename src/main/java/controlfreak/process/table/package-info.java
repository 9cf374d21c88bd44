/** Facts about processes, and signals to them. */
package controlfreak.process.table;
