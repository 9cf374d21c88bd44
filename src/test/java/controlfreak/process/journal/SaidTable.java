package controlfreak.process.journal;

import controlfreak.model.Signal;
import controlfreak.process.Census;
import controlfreak.process.Delivery;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import controlfreak.process.SeenProcess;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A table with the processes that a test says are alive. */
final class SaidTable implements ProcessTable {
    final Set<ProcessIdentity> alive = new HashSet<>();
    List<SeenProcess> marked = List.of();

    @Override
    public Optional<Census> census() {
        return Optional.of(new Census(marked));
    }

    @Override
    public Optional<Facts> facts(long pid) {
        return alive.stream()
                .filter(process -> process.pid() == pid)
                .findFirst()
                .map(process -> new Facts(process, 1, pid));
    }

    @Override
    public boolean groupLives(ProcessIdentity leader) {
        return alive.contains(leader);
    }

    @Override
    public Delivery signalGroup(ProcessIdentity leader, Signal signal) {
        throw new AssertionError("A journal stops nobody");
    }

    @Override
    public Delivery signal(ProcessIdentity process, Signal signal) {
        throw new AssertionError("A journal stops nobody");
    }
}
