/** The C library: its functions, its numbers on Linux and on macOS, and text as it takes it. */
package controlfreak.process.libc;
