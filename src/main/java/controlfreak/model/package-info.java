/**
 * What the operator wishes (specs), what is so (states, statuses) and the words both are told in.
 *
 * <p>Everything here is immutable and needs nothing but the JDK, so any thread may hold any of it.
 */
package controlfreak.model;
