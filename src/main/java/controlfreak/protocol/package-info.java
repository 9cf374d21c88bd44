/**
 * The proxy protocol: commands to a proxy, messages from it, and the lines that carry both.
 *
 * <p>Nothing here reads or writes a pipe. Everything is immutable unless it says otherwise.
 */
package controlfreak.protocol;
