/** The one thread that waits for descriptors, and what it waits with. */
package controlfreak.process.io;
