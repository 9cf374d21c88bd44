/**
 * What is kept on disk: workspace files, settings, the lock that keeps two panels apart, and the folders for all that.
 *
 * <p>Everything that reads or writes a file blocks and belongs on the file thread.
 */
package controlfreak.workspace;
