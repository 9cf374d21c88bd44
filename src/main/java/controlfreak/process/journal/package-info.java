/** Remembers in a file what is alive, for the panel that comes after one that was killed. */
package controlfreak.process.journal;
