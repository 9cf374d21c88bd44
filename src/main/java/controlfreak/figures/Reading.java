package controlfreak.figures;

import controlfreak.model.status.MemorySample;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The latest figures of one living process, with all of its process group; of a proxy, also with the template that it
 * forks from. Immutable; any thread.
 *
 * @param proxy the proxy it belongs to, as in {@link LiveProcess}
 * @param processes how many they are, 1 and up
 * @param paused whether a signal has stopped the one that leads them, or all that it has started
 * @param cpu their use of one core, 1 for all of it; empty before two readings
 * @param cpuAt when that was read
 * @param cpuTold false where the system was asked and does not tell
 * @param memoryTold false where the system was asked and does not tell
 */
public record Reading(
        Optional<String> proxy,
        int processes,
        boolean paused,
        OptionalDouble cpu,
        Instant cpuAt,
        boolean cpuTold,
        Optional<MemorySample> memory,
        Instant memoryAt,
        boolean memoryTold) {}
