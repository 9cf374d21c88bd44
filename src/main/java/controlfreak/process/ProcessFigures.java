package controlfreak.process;

import controlfreak.model.status.MemorySample;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the system tells of processes: who belongs together, and their use of CPU and memory. One thread at a time. */
public interface ProcessFigures {
    /** A system that tells nothing. */
    ProcessFigures NONE = new ProcessFigures() {
        @Override
        public Optional<CpuSample> cpu(long pid) {
            return Optional.empty();
        }

        @Override
        public Optional<MemorySample> memory(ProcessIdentity process) {
            return Optional.empty();
        }

        @Override
        public Map<Long, List<Long>> members(Collection<Long> groups) {
            return Map.of();
        }

        @Override
        public OptionalLong machineMemory() {
            return OptionalLong.empty();
        }

        @Override
        public OptionalLong availableMemory() {
            return OptionalLong.empty();
        }
    };

    /** CPU time of a living process; empty where it is gone or the system does not tell. Cheap. */
    Optional<CpuSample> cpu(long pid);

    /**
     * Memory of one process; empty where it is gone, where another has its number now, or where the system does not
     * tell. The system walks all its pages: hundreds of microseconds for a small process, milliseconds for a large one.
     */
    Optional<MemorySample> memory(ProcessIdentity process);

    /** The processes of process groups, by the group's number. The system is asked about every process that it has. */
    Map<Long, List<Long>> members(Collection<Long> groups);

    /** The memory of the whole machine, in bytes. */
    OptionalLong machineMemory();

    /** What of it new processes could have without anything being swapped out, in bytes. */
    OptionalLong availableMemory();
}
