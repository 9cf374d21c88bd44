package controlfreak.figures;

import controlfreak.model.MemorySample;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The latest figures of one living process. Immutable; any thread.
 *
 * @param proxy the proxy it belongs to, as in {@link LiveProcess}
 * @param cpu its use of one core, 1 for all of it; empty before two readings
 * @param cpuAt when that was read
 * @param cpuTold false where the system was asked and does not tell
 * @param memoryTold false where the system was asked and does not tell
 */
public record Reading(
        Optional<String> proxy,
        OptionalDouble cpu,
        Instant cpuAt,
        boolean cpuTold,
        Optional<MemorySample> memory,
        Instant memoryAt,
        boolean memoryTold) {}
