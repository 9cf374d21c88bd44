package controlfreak.figures;

import java.time.Duration;
import java.time.Instant;

/** Time and CPU time that pass only by hand. */
final class MeterStandIn implements Meter {
    static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

    private long elapsed;
    private long cpu;

    void pass(Duration time) {
        elapsed += time.toNanos();
    }

    void spend(long nanos) {
        cpu += nanos;
    }

    @Override
    public Instant now() {
        return START.plusNanos(elapsed);
    }

    @Override
    public long elapsed() {
        return elapsed;
    }

    @Override
    public long cpuSpent() {
        return cpu;
    }
}
