package controlfreak.figures;

import controlfreak.model.status.MemorySample;
import controlfreak.process.CpuSample;
import controlfreak.process.ProcessFigures;
import controlfreak.process.ProcessIdentity;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is known of one process of the system from one reading to the next. The sampler's thread only. */
final class ProcessTrack {
    private final long pid;
    private Optional<ProcessIdentity> identity = Optional.empty();

    private OptionalDouble cpu = OptionalDouble.empty();
    private long cpuNanos;
    private long cpuElapsed;
    private long faults;
    private boolean paused;

    private Optional<MemorySample> memory = Optional.empty();
    private long memoryFaults;
    private long memoryCpu;

    ProcessTrack(long pid) {
        this.pid = pid;
    }

    /** @return whether the system told; what was told before stays */
    boolean readCpu(ProcessFigures figures, Meter meter) {
        Optional<CpuSample> read = figures.cpu(pid).filter(this::isItself);
        if (read.isPresent()) {
            long now = meter.elapsed();
            if (identity.isPresent() && now > cpuElapsed) {
                cpu = OptionalDouble.of(Math.max(0, (double) (read.get().nanos() - cpuNanos) / (now - cpuElapsed)));
            }
            identity = Optional.of(read.get().identity());
            cpuNanos = read.get().nanos();
            cpuElapsed = now;
            faults = read.get().faults();
            paused = read.get().paused();
        }
        return read.isPresent();
    }

    /** Its number may belong to another process by now. */
    private boolean isItself(CpuSample read) {
        return identity.isEmpty() || identity.get().equals(read.identity());
    }

    /** @return whether the system told; what was told before stays */
    boolean readMemory(ProcessFigures figures, Meter meter) {
        if (identity.isEmpty()) {
            readCpu(figures, meter);
        }
        Optional<MemorySample> read = identity.flatMap(figures::memory);
        if (read.isPresent()) {
            memory = read;
            memoryFaults = faults;
            memoryCpu = cpuNanos;
        }
        return read.isPresent();
    }

    /** Whether it has done nothing, and touched no new page, since its memory was read. */
    boolean isUnchanged() {
        return memory.isPresent() && faults == memoryFaults && cpuNanos == memoryCpu;
    }

    boolean isKnown() {
        return identity.isPresent();
    }

    OptionalDouble cpu() {
        return cpu;
    }

    /** Whether a signal had stopped it when its CPU was read. */
    boolean isPaused() {
        return paused;
    }

    Optional<MemorySample> memory() {
        return memory;
    }
}
