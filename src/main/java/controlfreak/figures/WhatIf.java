package controlfreak.figures;

import controlfreak.figures.GroupFigures.Worker;
import controlfreak.model.status.MemorySample;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * What a group would take with another number of workers, by what those of now take. Immutable; any thread.
 *
 * @param workers how many there would be
 * @param shared memory with the proxy: what the group has in common, and each worker's own
 * @param apart memory without the proxy: each worker would have loaded everything itself
 */
public record WhatIf(int workers, long shared, long apart) {
    /** With another number of workers in all, each as those of now are in the median; empty before one was read. */
    public static Optional<WhatIf> of(GroupFigures group, int workers) {
        return of(group, worker -> true, workers);
    }

    /** With another number of one service's workers, the group's other workers being as they are. */
    public static Optional<WhatIf> of(GroupFigures group, String service, int workers) {
        return of(group, worker -> worker.id().service().equals(service), workers);
    }

    private static Optional<WhatIf> of(GroupFigures group, Predicate<Worker> scaled, int workers) {
        List<MemorySample> changing = samples(group, scaled);
        if (changing.isEmpty() || group.proxy().isEmpty()) {
            return Optional.empty();
        }
        List<MemorySample> staying = samples(group, scaled.negate());
        List<MemorySample> all = samples(group, worker -> true);
        long common = group.total() - sum(all, MemorySample::own);
        long files = sum(all, MemorySample::pssOfFiles);
        long shared = common + sum(staying, MemorySample::own) + workers * Median.of(changing, MemorySample::own);
        long apart =
                files + sum(staying, MemorySample::unshared) + workers * Median.of(changing, MemorySample::unshared);
        return Optional.of(new WhatIf(workers, shared, apart));
    }

    private static List<MemorySample> samples(GroupFigures group, Predicate<Worker> wanted) {
        return group.workers().stream().filter(wanted).map(Worker::memory).toList();
    }

    private static long sum(List<MemorySample> samples, ToLongFunction<MemorySample> part) {
        return samples.stream().mapToLong(part).sum();
    }
}
