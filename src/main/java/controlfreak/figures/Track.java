package controlfreak.figures;

import controlfreak.figures.GroupFigures.Fork;
import controlfreak.model.status.MemorySample;
import controlfreak.process.ProcessFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is known of a living process, and of those that count to it, from one reading to the next. The sampler's thread
 * only.
 */
final class Track {
    private static final long NEVER = Long.MIN_VALUE;

    private final LiveProcess process;
    private final ProcessTrack leader;
    private final Map<Long, ProcessTrack> others = new LinkedHashMap<>();
    private Optional<Long> template = Optional.empty();
    private final Instant since;
    private final long sinceElapsed;

    private Instant cpuAt;
    private boolean cpuTold = true;

    private Instant memoryAt;
    private boolean memoryTold = true;
    private long memoryTriedAt = NEVER;
    private long memoryReadAt = NEVER;
    private Duration memoryPeriod = Duration.ZERO;
    private OptionalLong anonymousAtFork = OptionalLong.empty();

    Track(LiveProcess process, Meter meter) {
        this.process = process;
        leader = new ProcessTrack(process.pid());
        since = meter.now();
        sinceElapsed = meter.elapsed();
        cpuAt = since;
        memoryAt = since;
    }

    LiveProcess process() {
        return process;
    }

    /**
     * Says who counts to it from now on.
     *
     * @param pids itself among them
     * @param newTemplate which of them it forks from, where that is not itself
     */
    void accompany(Set<Long> pids, Optional<Long> newTemplate) {
        template = newTemplate;
        others.keySet().retainAll(pids);
        pids.stream()
                .filter(pid -> pid != process.pid())
                .forEach(pid -> others.computeIfAbsent(pid, ProcessTrack::new));
    }

    /** How many processes it is. */
    int size() {
        return 1 + others.size();
    }

    void readCpu(ProcessFigures figures, Meter meter) {
        boolean told = leader.readCpu(figures, meter);
        cpuTold = told || leader.isKnown();
        others.values().removeIf(other -> !other.readCpu(figures, meter));
        if (told) {
            cpuAt = meter.now();
        }
    }

    void readMemory(ProcessFigures figures, Meter meter) {
        memoryTriedAt = meter.elapsed();
        boolean told = leader.readMemory(figures, meter);
        memoryTold = told || leader.memory().isPresent();
        others.values().forEach(other -> other.readMemory(figures, meter));
        if (told) {
            memoryReadAt = memoryTriedAt;
            told(meter.now());
        }
    }

    private void told(Instant at) {
        memoryPeriod = Duration.between(memoryAt, at);
        memoryAt = at;
    }

    /**
     * Whether its memory must be what it was when it was read: nothing was done and no new page touched, and nobody has
     * begun or ceased to share since.
     *
     * @param changed when its group was last joined or left
     */
    boolean isUnchanged(long changed) {
        return memoryReadAt >= changed
                && leader.isUnchanged()
                && others.values().stream().allMatch(ProcessTrack::isUnchanged);
    }

    /** What was read of its memory still holds: as good as read again. */
    void confirmMemory(Meter meter) {
        memoryTriedAt = meter.elapsed();
        told(cpuAt);
    }

    long memoryReadAt() {
        return memoryReadAt;
    }

    /** Whether its memory was not yet asked for in a period of so many nanoseconds, all of which begin together. */
    boolean isMemoryDue(long elapsed, long period) {
        return memoryTriedAt == NEVER || Math.floorDiv(memoryTriedAt, period) != Math.floorDiv(elapsed, period);
    }

    boolean isMemoryTriedSince(long elapsed) {
        return memoryTriedAt != NEVER && memoryTriedAt >= elapsed;
    }

    long memoryTriedAt() {
        return memoryTriedAt;
    }

    /**
     * It began with what its proxy forked it from; asked as soon as both were read. What that had before may have been
     * little: it may have been loading still.
     */
    void forkedFrom(Track proxy) {
        if (anonymousAtFork.isEmpty() && leader.memory().isPresent() && proxy.memoryReadAt >= sinceElapsed) {
            proxy.forksFrom().memory().ifPresent(memory -> anonymousAtFork = OptionalLong.of(memory.anonymous()));
        }
    }

    private ProcessTrack forksFrom() {
        return template.map(others::get).orElse(leader);
    }

    /** Of all its processes; empty where its own is not known. */
    Optional<MemorySample> memory() {
        Optional<MemorySample> sum = leader.memory();
        for (ProcessTrack other : others.values()) {
            sum = sum.map(own -> other.memory().map(own::plus).orElse(own));
        }
        return sum;
    }

    /** What became of what it began with; of its own process alone, since others that it started began with other things. */
    Optional<Fork> fork() {
        return leader.memory()
                .filter(memory -> anonymousAtFork.isPresent())
                .flatMap(memory -> Fork.of(memory, anonymousAtFork.getAsLong()));
    }

    Instant memoryAt() {
        return memoryAt;
    }

    boolean isHidden() {
        return !memoryTold;
    }

    Instant cpuAt() {
        return cpuAt;
    }

    /** From one reading of its memory to the next, or to now where that is longer. */
    Duration memoryPeriod(Instant now) {
        Duration age = Duration.between(leader.memory().isPresent() ? memoryAt : since, now);
        return memoryTold && age.compareTo(memoryPeriod) > 0 ? age : memoryPeriod;
    }

    private OptionalDouble cpu() {
        return leader.cpu().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(leader.cpu().getAsDouble()
                        + others.values().stream()
                                .mapToDouble(other -> other.cpu().orElse(0))
                                .sum());
    }

    /** Where a shell leads, it only waits for the program that is paused. */
    private boolean isPaused() {
        return leader.isPaused()
                || !others.isEmpty() && others.values().stream().allMatch(ProcessTrack::isPaused);
    }

    Reading reading() {
        return new Reading(process.proxy(), size(), isPaused(), cpu(), cpuAt, cpuTold, memory(), memoryAt, memoryTold);
    }
}
