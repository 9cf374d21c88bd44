package controlfreak.model;

import java.util.Optional;

/**
 * How one can tell that a service works. Immutable; any thread.
 *
 * @param ready empty where a service that runs counts as ready
 * @param live empty where a service that runs counts as healthy
 */
public record Health(Optional<Readiness> ready, Optional<Liveness> live) {
    public static final Health UNWATCHED = new Health(Optional.empty(), Optional.empty());

    public Health withReady(Readiness.Sign sign) {
        return new Health(Optional.of(Readiness.of(sign)), live);
    }

    public Health withLive(Liveness newLive) {
        return new Health(ready, Optional.of(newLive));
    }
}
