package controlfreak.ui.main.rows;

import java.time.Instant;
import java.util.Optional;

/**
 * How often something was started again without an operator asking. Immutable; any thread.
 *
 * @param since when the count began: when its row came, or when it was set back; empty where nothing is counted
 */
public record Restarts(int count, Optional<Instant> since) {
    public static final Restarts NONE = new Restarts(0, Optional.empty());

    /** Of two together, since the first of them was counted. */
    Restarts plus(Restarts other) {
        Optional<Instant> first = since.filter(
                        mine -> other.since.filter(mine::isAfter).isEmpty())
                .or(other::since);
        return new Restarts(count + other.count, first);
    }
}
