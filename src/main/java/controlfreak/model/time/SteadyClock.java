package controlfreak.model.time;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Begins as the system's clock and goes on by the monotonic one, so that nothing takes longer or shorter because
 * somebody sets the clock. The time that the machine sleeps is counted where {@code /proc/uptime} tells it (proc(5));
 * elsewhere it is left out. Any thread.
 */
public final class SteadyClock implements InstantSource, TimeOfDay {
    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Less is a matter of when the two were read. */
    private static final Duration SLEEP = Duration.ofSeconds(1);

    private final Clock system;
    private final LongSupplier nanos;
    private final Supplier<Optional<Duration>> uptime;
    private final Instant begin;
    private final long beginNanos;
    private final Optional<Duration> beginUptime;
    private Duration slept = Duration.ZERO;
    private long lookedAt;

    public SteadyClock() {
        this(Clock.systemDefaultZone());
    }

    /** @param system the one that somebody may set */
    public SteadyClock(Clock system) {
        this(system, System::nanoTime, SteadyClock::uptime);
    }

    /**
     * @param nanos go on while the machine is awake
     * @param uptime goes on always; empty where nobody knows
     */
    SteadyClock(Clock system, LongSupplier nanos, Supplier<Optional<Duration>> uptime) {
        this.system = system;
        this.nanos = nanos;
        this.uptime = uptime;
        begin = system.instant();
        beginNanos = nanos.getAsLong();
        beginUptime = uptime.get();
        lookedAt = beginNanos;
    }

    @Override
    public Instant instant() {
        long now = nanos.getAsLong();
        return begin.plusNanos(now - beginNanos).plus(slept(now));
    }

    @Override
    public ZonedDateTime of(Instant moment) {
        return system.instant().minus(Duration.between(moment, instant())).atZone(system.getZone());
    }

    private synchronized Duration slept(long now) {
        if (now - lookedAt >= LOOK_EVERY.toNanos()) {
            lookedAt = now;
            Duration awake = Duration.ofNanos(now - beginNanos);
            beginUptime
                    .flatMap(before -> uptime.get().map(after -> after.minus(before)))
                    .map(all -> all.minus(awake))
                    .filter(more -> more.compareTo(slept.plus(SLEEP)) > 0)
                    .ifPresent(more -> slept = more);
        }
        return slept;
    }

    private static Optional<Duration> uptime() {
        try {
            String seconds = Files.readString(UPTIME).split(" ", 2)[0];
            return Optional.of(Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000)));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
