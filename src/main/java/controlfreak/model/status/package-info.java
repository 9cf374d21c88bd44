/** What services and proxies are at a moment: immutable snapshots that cross threads. */
package controlfreak.model.status;
