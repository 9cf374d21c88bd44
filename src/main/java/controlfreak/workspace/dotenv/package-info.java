/**
 * Reads and writes {@code .env} files as the tools do that they were written for: the dialects differ, so each is read
 * by its own rules. Nothing is ever run. Pure logic; any thread.
 */
package controlfreak.workspace.dotenv;
