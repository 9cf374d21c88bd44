package controlfreak.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock as somebody has set it. Any thread. */
public final class SetClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    /** @param time by so much it is fast */
    public void set(Duration time) {
        ahead = time;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
