package controlfreak.figures;

import java.time.Instant;
import java.util.Optional;

/**
 * A process to be sampled. Immutable; any thread.
 *
 * @param proxy the proxy it belongs to: its own name for a proxy's process; empty for a service without one
 * @param startedAt tells one process of a subject from the next, whatever their numbers
 */
public record LiveProcess(Subject subject, Optional<String> proxy, long pid, Instant startedAt) {}
