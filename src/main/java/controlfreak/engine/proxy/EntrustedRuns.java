package controlfreak.engine.proxy;

import controlfreak.engine.service.ServiceRun;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The processes that one process of a proxy was asked for: those that it has not said to be gone, one of each name, and
 * those of which it has, but which have gone on as another process than the one that it forked. Engine thread only.
 */
final class EntrustedRuns {
    private final Map<String, ServiceRun> asked = new LinkedHashMap<>();
    private final Set<ServiceRun> goneOn = new LinkedHashSet<>();

    /** It is asked for that one. */
    void add(ServiceRun run) {
        asked.put(run.id().name(), run);
    }

    /** The one of a name that it has not said to be gone. */
    Optional<ServiceRun> find(String name) {
        return Optional.ofNullable(asked.get(name));
    }

    /** Whether it has not said that this one is gone. */
    boolean isAskedFor(ServiceRun run) {
        return asked.get(run.id().name()) == run;
    }

    /** Whether it was asked for that one, which is not gone. */
    boolean has(ServiceRun run) {
        return isAskedFor(run) || goneOn.contains(run) && run.goesOn();
    }

    /** It has said that this one is gone, which may go on all the same. */
    void isSaidToBeGone(ServiceRun run) {
        goneOn.removeIf(one -> !one.goesOn());
        if (run.goesOn()) {
            goneOn.add(run);
        }
    }

    /** It has nothing to do with that one any more. */
    void remove(ServiceRun run) {
        asked.remove(run.id().name(), run);
        goneOn.remove(run);
    }

    /** All that are not gone. */
    List<ServiceRun> all() {
        return Stream.concat(asked.values().stream(), goneOn.stream().filter(ServiceRun::goesOn))
                .toList();
    }
}
