package controlfreak.figures;

import controlfreak.model.status.MemorySample;
import controlfreak.process.CpuSample;
import controlfreak.process.ProcessFigures;
import controlfreak.process.ProcessIdentity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A system whose processes have the figures that a test gives them, and whose every reading costs CPU. */
final class FiguresStandIn implements ProcessFigures {
    final Map<Long, CpuSample> cpu = new HashMap<>();
    final Map<Long, MemorySample> memory = new HashMap<>();
    final List<Long> memoryReadings = new ArrayList<>();
    final List<Long> cpuReadings = new ArrayList<>();
    final Map<Long, List<Long>> groups = new HashMap<>();
    final Set<Long> hidden = new HashSet<>();

    /** Whether processes touch new pages all the time. */
    boolean busy = true;

    /** Nanoseconds of CPU that readings take. */
    long costOfCpu = 12_000;

    long costOfMemory = 300_000;

    private final MeterStandIn meter;

    FiguresStandIn(MeterStandIn meter) {
        this.meter = meter;
    }

    void put(long pid, MemorySample sample) {
        cpu.putIfAbsent(pid, new CpuSample(new ProcessIdentity(pid, pid * 10), 0, 0, false));
        memory.put(pid, sample);
    }

    @Override
    public Optional<CpuSample> cpu(long pid) {
        meter.spend(costOfCpu);
        cpuReadings.add(pid);
        if (busy && cpu.containsKey(pid)) {
            CpuSample before = cpu.get(pid);
            cpu.put(pid, new CpuSample(before.identity(), before.nanos(), before.faults() + 1, before.paused()));
        }
        return Optional.ofNullable(cpu.get(pid));
    }

    @Override
    public Optional<MemorySample> memory(ProcessIdentity process) {
        meter.spend(costOfMemory);
        memoryReadings.add(process.pid());
        return hidden.contains(process.pid()) ? Optional.empty() : Optional.ofNullable(memory.get(process.pid()));
    }

    @Override
    public Map<Long, List<Long>> members(Collection<Long> wanted) {
        Map<Long, List<Long>> found = new HashMap<>(groups);
        found.keySet().retainAll(wanted);
        return found;
    }

    @Override
    public OptionalLong availableMemory() {
        return OptionalLong.of(9L << 30);
    }

    @Override
    public OptionalLong machineMemory() {
        return OptionalLong.of(24L << 30);
    }
}
