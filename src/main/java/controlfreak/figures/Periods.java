package controlfreak.figures;

import java.time.Duration;

/**
 * How often figures come. Immutable; any thread.
 *
 * @param cpu from one reading of a process's CPU time to the next
 * @param memory from one reading of a process's memory to the next
 * @param slowedDown whether memory comes less often than wished, because more would cost too much CPU
 */
public record Periods(Duration cpu, Duration memory, boolean slowedDown) {
    /** As wished: what the operator can see comes more often still. */
    public static final Periods WISHED = new Periods(Duration.ofSeconds(1), Duration.ofSeconds(10), false);
}
