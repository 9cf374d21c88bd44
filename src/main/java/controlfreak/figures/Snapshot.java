package controlfreak.figures;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All figures at one moment. Immutable; any thread.
 *
 * @param readings of every process that lives
 * @param groups by the name of their proxy, for every proxy that there is
 * @param workspace how the memory of all that runs went
 * @param memoryAt when memory was last read
 * @param ports where processes wait for connections; of those that were looked at
 * @param machine the memory of the machine, in bytes; empty where it is not known
 * @param available what of that new processes could have
 */
public record Snapshot(
        Instant at,
        Map<Subject, Reading> readings,
        Map<String, Group> groups,
        Totals totals,
        MemoryHistory workspace,
        Optional<Instant> memoryAt,
        OptionalLong machine,
        OptionalLong available,
        Periods periods,
        Map<Subject, Ports> ports) {
    public static final Snapshot NONE = new Snapshot(
            Instant.EPOCH,
            Map.of(),
            Map.of(),
            new Totals(0, 0, 0, 0, OptionalLong.empty()),
            MemoryHistory.EMPTY,
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Periods.WISHED,
            Map.of());

    public Snapshot {
        readings = Map.copyOf(readings);
        groups = Map.copyOf(groups);
        ports = Map.copyOf(ports);
    }
}
