package controlfreak.figures;

import controlfreak.model.MemorySample;
import controlfreak.process.CpuSample;
import controlfreak.process.ProcessFigures;
import controlfreak.process.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What is known of one living process from one reading to the next. The sampler's thread only. */
final class Track {
    private static final long NEVER = Long.MIN_VALUE;

    private final LiveProcess process;
    private final Instant since;
    private final long sinceElapsed;
    private Optional<ProcessIdentity> identity = Optional.empty();

    private OptionalDouble cpu = OptionalDouble.empty();
    private Instant cpuAt;
    private boolean cpuTold = true;
    private long cpuNanos;
    private long cpuElapsed;
    private long faults;

    private Optional<MemorySample> memory = Optional.empty();
    private Instant memoryAt;
    private boolean memoryTold = true;
    private long memoryTriedAt = NEVER;
    private long memoryReadAt = NEVER;
    private long memoryFaults;
    private long memoryCpu;
    private Duration memoryPeriod = Duration.ZERO;
    private OptionalLong anonymousAtFork = OptionalLong.empty();

    Track(LiveProcess process, Meter meter) {
        this.process = process;
        since = meter.now();
        sinceElapsed = meter.elapsed();
        cpuAt = since;
        memoryAt = since;
    }

    LiveProcess process() {
        return process;
    }

    void readCpu(ProcessFigures figures, Meter meter) {
        Optional<CpuSample> read = figures.cpu(process.pid()).filter(this::isItself);
        cpuTold = read.isPresent() || identity.isPresent();
        if (read.isPresent()) {
            long now = meter.elapsed();
            if (identity.isPresent() && now > cpuElapsed) {
                cpu = OptionalDouble.of(Math.max(0, (double) (read.get().nanos() - cpuNanos) / (now - cpuElapsed)));
            }
            identity = Optional.of(read.get().identity());
            cpuNanos = read.get().nanos();
            cpuElapsed = now;
            faults = read.get().faults();
            cpuAt = meter.now();
        }
    }

    /** Its number may belong to another process by now. */
    private boolean isItself(CpuSample read) {
        return identity.isEmpty() || identity.get().equals(read.identity());
    }

    void readMemory(ProcessFigures figures, Meter meter) {
        if (identity.isEmpty()) {
            readCpu(figures, meter);
        }
        memoryTriedAt = meter.elapsed();
        Optional<MemorySample> read = identity.flatMap(figures::memory);
        memoryTold = read.isPresent() || memory.isPresent();
        if (read.isPresent()) {
            memory = read;
            memoryReadAt = memoryTriedAt;
            memoryFaults = faults;
            memoryCpu = cpuNanos;
            told(meter.now());
        }
    }

    private void told(Instant at) {
        memoryPeriod = Duration.between(memoryAt, at);
        memoryAt = at;
    }

    /**
     * Whether its memory must be what it was when it was read: it has done nothing and touched no new page, and nobody has begun or
     * ceased to share since.
     *
     * @param changed when its group was last joined or left
     */
    boolean isUnchanged(long changed) {
        return memory.isPresent() && faults == memoryFaults && cpuNanos == memoryCpu && memoryReadAt >= changed;
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
     * It began with what its proxy had; asked as soon as both were read. What the proxy had before may have been little:
     * it may have been loading still.
     */
    void forkedFrom(Track proxy) {
        if (anonymousAtFork.isEmpty() && memory.isPresent() && proxy.memoryReadAt >= sinceElapsed) {
            anonymousAtFork = OptionalLong.of(proxy.memory.get().anonymous());
        }
    }

    Optional<MemorySample> memory() {
        return memory;
    }

    OptionalLong anonymousAtFork() {
        return anonymousAtFork;
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
        Duration age = Duration.between(memory.isPresent() ? memoryAt : since, now);
        return memoryTold && age.compareTo(memoryPeriod) > 0 ? age : memoryPeriod;
    }

    Reading reading() {
        return new Reading(process.proxy(), cpu, cpuAt, cpuTold, memory, memoryAt, memoryTold);
    }
}
