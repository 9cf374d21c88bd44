package controlfreak.model;

import java.time.Duration;
import java.util.Optional;

/**
 * How one can tell that a service works. Immutable; any thread.
 *
 * @param ready empty where a service that runs counts as ready
 * @param live empty where a service that runs counts as healthy
 */
public record Health(Optional<Readiness> ready, Optional<Liveness> live) {
    public static final Health UNWATCHED = new Health(Optional.empty(), Optional.empty());

    /** Whether what it says of itself is listened to. */
    public boolean isHeard() {
        return ready.filter(is -> is.sign() instanceof Readiness.Sign.Notified).isPresent()
                || heartbeat().isPresent();
    }

    /** How long it may be until it says again that it works; empty where it need not. */
    public Optional<Duration> heartbeat() {
        return live.map(Liveness::probe)
                .filter(probe -> probe.check() instanceof Check.Heartbeat)
                .map(Probe::every);
    }

    public Health withReady(Readiness.Sign sign) {
        return new Health(Optional.of(Readiness.of(sign)), live);
    }

    public Health withLive(Liveness newLive) {
        return new Health(ready, Optional.of(newLive));
    }
}
