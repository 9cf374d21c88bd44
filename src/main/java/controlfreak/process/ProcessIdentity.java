package controlfreak.process;

/**
 * One process for all time: numbers are used again, a number with its start time is not. Immutable; any thread.
 *
 * @param startTime when it started, in a unit and from an origin of the system's own; who started later has no smaller one
 */
public record ProcessIdentity(long pid, long startTime) {}
