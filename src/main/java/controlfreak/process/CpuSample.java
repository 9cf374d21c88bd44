package controlfreak.process;

/**
 * What a process has done since it started. Immutable; any thread.
 *
 * @param nanos user and system time together, in nanoseconds; the system counts in steps of 10 ms
 * @param faults how often its pages changed hands; while this stays the same, so does what it has in memory
 * @param paused whether a signal has stopped it, so that it does nothing until another lets it go on
 */
public record CpuSample(ProcessIdentity identity, long nanos, long faults, boolean paused) {}
