/**
 * The operating system: what the engine asks of it, and how it is told. Who does it lives below: {@code spawn} starts
 * children and hears them, on the one thread of {@code io}; {@code table} knows and signals processes; {@code procfs}
 * reads figures; {@code net} tries ports and hears notices; {@code journal} remembers what lives; {@code libc} is the
 * C library.
 *
 * <p>What is here knows none of them, and the engine sees nothing else.
 */
package controlfreak.process;
