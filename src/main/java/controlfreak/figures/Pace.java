package controlfreak.figures;

import java.time.Duration;

/**
 * Says when enough CPU was spent. What may be spent grows with time, at {@link #SHARE} of one core, and what the thread
 * uses is taken off; so work that comes after it said no waits, and the share is not exceeded. One thread.
 */
final class Pace {
    /** How much of one core sampling may cost. */
    static final double SHARE = 0.02;

    /** What was not spent is kept for later, up to this: a burst of new processes may be read at once. */
    private static final Duration MOST_SAVED = Duration.ofMillis(100);

    private final Meter meter;
    private double allowance = MOST_SAVED.toNanos();
    private double accrued;
    private long elapsed;
    private long spent;
    private double floor;

    Pace(Meter meter) {
        this.meter = meter;
        elapsed = meter.elapsed();
        spent = meter.cpuSpent();
    }

    /** A round of work begins: time that has passed since the last one may be spent. */
    void beginRound() {
        long now = meter.elapsed();
        accrued = SHARE * (now - elapsed);
        elapsed = now;
        settle();
        allowance = Math.min(MOST_SAVED.toNanos(), allowance + accrued);
        floor = 0;
    }

    /** From now on in this round, no more than a part of what the round brought is spent. */
    void limitTo(double part) {
        settle();
        floor = Math.max(0, allowance - part * accrued);
    }

    /** All that is left may be spent again. */
    void unlimit() {
        floor = 0;
    }

    /** Whether more may be done now. */
    boolean allows() {
        settle();
        return allowance > floor;
    }

    private void settle() {
        long now = meter.cpuSpent();
        allowance -= now - spent;
        spent = now;
    }
}
