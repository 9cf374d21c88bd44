package controlfreak.process;

/**
 * How much CPU time a process has used since it started. Immutable; any thread.
 *
 * @param nanos user and system time together, in nanoseconds; the system counts in steps of 10 ms
 */
public record CpuSample(ProcessIdentity identity, long nanos) {}
