/** TCP ports that are tried, and sockets on which services say how they are. */
package controlfreak.process.net;
