/** Figures that Linux keeps in /proc. */
package controlfreak.process.procfs;
