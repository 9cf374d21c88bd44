package controlfreak.model.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private Instant system = BEGIN;
    private long nanos = -5;
    private Optional<Duration> uptime = Optional.of(Duration.ofDays(3));
    private final SteadyClock clock = new SteadyClock(
            new Clock() {
                @Override
                public Instant instant() {
                    return system;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    throw new UnsupportedOperationException();
                }
            },
            () -> nanos,
            () -> uptime);

    @Test
    void goesOnAsTimePasses() {
        pass(Duration.ofSeconds(90));

        assertThat(clock.instant()).isEqualTo(BEGIN.plusSeconds(90));
    }

    @Test
    void isNotSet() {
        pass(Duration.ofSeconds(10));
        system = system.plus(HOUR);
        assertThat(clock.instant()).isEqualTo(BEGIN.plusSeconds(10));

        system = system.minus(HOUR.multipliedBy(3));
        pass(Duration.ofSeconds(10));
        assertThat(clock.instant()).isEqualTo(BEGIN.plusSeconds(20));
    }

    @Test
    void tellsWhenSomethingWasByTheClockAsItIsSetNow() {
        pass(Duration.ofSeconds(10));
        Instant moment = clock.instant();
        system = system.minus(HOUR);
        pass(Duration.ofSeconds(30));

        assertThat(clock.of(moment)).isEqualTo("2026-03-01T11:00:10Z");
    }

    @Test
    void countsTheTimeThatTheMachineSleeps() {
        pass(Duration.ofSeconds(10));
        Instant moment = clock.instant();
        system = system.plus(HOUR);
        uptime = uptime.map(HOUR::plus);
        pass(Duration.ofSeconds(10));

        assertThat(Duration.between(moment, clock.instant())).isEqualTo(HOUR.plusSeconds(10));
        assertThat(clock.of(moment)).isEqualTo("2026-03-01T12:00:10Z");
    }

    @Test
    void neverGoesBack() {
        uptime = uptime.map(HOUR::plus);
        pass(Duration.ofSeconds(10));
        Instant later = clock.instant();
        uptime = uptime.map(now -> now.minus(HOUR));
        pass(Duration.ofSeconds(10));

        assertThat(clock.instant()).isEqualTo(later.plusSeconds(10));
    }

    @Test
    void goesOnWhereNobodyKnowsOfSleep() {
        uptime = Optional.empty();
        pass(Duration.ofSeconds(10));

        assertThat(clock.instant()).isEqualTo(BEGIN.plusSeconds(10));
    }

    @Test
    void thisMachineTellsOfItsSleep() {
        Instant before = Instant.now();

        assertThat(new SteadyClock().instant()).isAfterOrEqualTo(before);
    }

    private void pass(Duration time) {
        system = system.plus(time);
        nanos += time.toNanos();
        uptime = uptime.map(time::plus);
    }
}
