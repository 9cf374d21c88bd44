/** Logs of services and proxies: a bounded ring of lines in memory and a size-rotated file of the bytes as they came. */
package controlfreak.log;
