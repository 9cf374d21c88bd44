package controlfreak.engine.service;

import controlfreak.engine.base.Causes;
import controlfreak.engine.base.Phrases;
import controlfreak.model.RestartPolicy.StartLimit;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** When a service was started since an operator last asked for it, as far as a limit may count. Engine thread only. */
final class RecentStarts {
    private final Deque<Instant> starts = new ArrayDeque<>();

    void forget() {
        starts.clear();
    }

    void add(Instant now) {
        starts.addLast(now);
        if (starts.size() > StartLimit.MAX_STARTS) {
            starts.removeFirst();
        }
    }

    boolean reach(Optional<StartLimit> limit, Instant now) {
        return limit.isPresent()
                && starts.stream()
                                .filter(start ->
                                        start.plus(limit.get().within()).isAfter(now))
                                .count()
                        >= limit.get().starts();
    }

    /** {@code exit 1 after 2 s, gave up after 5 starts within 60 s}. */
    static String gaveUp(String cause, StartLimit limit) {
        return Causes.gaveUp(
                cause,
                limit.starts() + (limit.starts() == 1 ? " start" : " starts") + " within "
                        + Phrases.duration(limit.within()));
    }
}
