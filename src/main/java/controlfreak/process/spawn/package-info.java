/** Starts children, hears what they write, and reaps them. */
package controlfreak.process.spawn;
