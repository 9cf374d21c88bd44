/** Settings that fit well-known programs, to be proposed where an operator types such a command. */
package controlfreak.workspace.preset;
