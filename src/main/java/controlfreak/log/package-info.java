/**
 * Logs of services and proxies: a bounded ring of lines in memory, size-rotated files in the format of container logs,
 * and an archive that reads them.
 */
package controlfreak.log;
