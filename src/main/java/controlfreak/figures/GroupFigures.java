package controlfreak.figures;

import controlfreak.model.ServiceId;
import controlfreak.model.status.MemorySample;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The memory of processes that belong together: a proxy and what it forked. Immutable; any thread.
 *
 * @param proxy the proxy's own memory; empty where it does not live or was not read yet
 * @param workers the processes below it whose memory was read
 */
public record GroupFigures(Optional<MemorySample> proxy, List<Worker> workers) {
    /** Where less than this part of its memory is saved, a process counts as one that shares nothing. */
    private static final double SHARES_NOTHING = 0.01;

    /**
     * A process below a proxy.
     *
     * @param memory of all of its process group
     * @param fork empty where it was not forked from its proxy, as a JVM, or it is not known yet
     */
    public record Worker(ServiceId id, MemorySample memory, Optional<Fork> fork) {
        /**
         * Whether it shares with its proxy. One that runs a program of its own has nothing in common with it but
         * libraries, which it would share anyhow.
         */
        public boolean shares() {
            return memory.saved().orElse(0) > SHARES_NOTHING * memory.unshared();
        }

        public long copied() {
            return fork.map(Fork::copied).orElse(0L);
        }
    }

    /**
     * What became of the memory that a process began with.
     *
     * @param began the anonymous memory of what it was forked from, when it was first read
     * @param copied pages that it began with, shared, and has a copy of its own of now
     */
    public record Fork(long began, long copied) {
        /**
         * Not counted by any system; reckoned as its own written memory less what it has grown by since the fork. So
         * memory that it freed and took anew counts as copied, and what it took and freed again does not count. Empty
         * for a process that has no written pages in common with others.
         */
        public static Optional<Fork> of(MemorySample memory, long began) {
            if (!memory.isForked()) {
                return Optional.empty();
            }
            long own = Math.min(memory.ownDirty(), memory.anonymous());
            long grown = Math.max(0, memory.anonymous() - began);
            return Optional.of(new Fork(began, Math.max(0, own - grown)));
        }
    }

    public GroupFigures {
        workers = List.copyOf(workers);
    }

    public boolean isEmpty() {
        return proxy.isEmpty() && workers.isEmpty();
    }

    private Stream<MemorySample> samples() {
        return Stream.concat(proxy.stream(), workers.stream().map(Worker::memory));
    }

    private long sum(ToLongFunction<MemorySample> part) {
        return samples().mapToLong(part).sum();
    }

    /** What all of it takes, each page counted once. */
    public long total() {
        return sum(MemorySample::pss);
    }

    /** What a sum of RSS claims, shared pages counted once for each who shares them. */
    public long rss() {
        return sum(MemorySample::rss);
    }

    /**
     * What sharing saves now: the anonymous memory of all these processes as if each had its own, less what it really
     * takes; of JVMs also their archives of classes. Pages of other files are left out: they would be shared without a
     * proxy too. Empty where the system does not tell.
     */
    public OptionalLong saved() {
        if (isEmpty() || samples().anyMatch(sample -> sample.saved().isEmpty())) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(sum(sample -> sample.saved().getAsLong()));
    }

    /** What the workers have copied since they were forked: {@link Worker#copied} of each. */
    public long lost() {
        return workers.stream().mapToLong(Worker::copied).sum();
    }
}
