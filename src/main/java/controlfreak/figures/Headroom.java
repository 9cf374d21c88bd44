package controlfreak.figures;

import controlfreak.figures.GroupFigures.Worker;
import controlfreak.model.status.MemorySample;
import java.util.List;
import java.util.OptionalLong;

/**
 * What it takes to have a proxy twice for a while. Immutable; any thread.
 *
 * @param needed bytes beyond what is taken now: what the proxy has loaded, once more, and a worker of it; empty before it
 *     was read
 * @param available bytes that new processes could have; empty where the system does not tell
 */
public record Headroom(OptionalLong needed, OptionalLong available) {
    public static Headroom of(String proxy, Snapshot snapshot) {
        GroupFigures group = snapshot.groups().getOrDefault(proxy, Group.EMPTY).figures();
        // Files back the rest of it, which both have in common.
        OptionalLong needed = group.proxy()
                .map(memory -> OptionalLong.of(memory.anonymous() + worker(group)))
                .orElse(OptionalLong.empty());
        return new Headroom(needed, snapshot.available());
    }

    private static long worker(GroupFigures group) {
        List<MemorySample> workers =
                group.workers().stream().map(Worker::memory).toList();
        return workers.isEmpty() ? 0 : Median.of(workers, MemorySample::own);
    }

    /** Whether it is known that there is too little. */
    public boolean isTight() {
        return needed.isPresent() && available.isPresent() && needed.getAsLong() > available.getAsLong();
    }
}
