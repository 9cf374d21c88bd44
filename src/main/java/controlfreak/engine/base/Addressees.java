package controlfreak.engine.base;

import controlfreak.engine.base.Wrappers.Kind;
import controlfreak.model.Reach;
import controlfreak.model.Signal;
import controlfreak.process.Census;
import controlfreak.process.Delivery;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import controlfreak.process.SeenProcess;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sends signals to those who are meant, and says who that was. Engine thread only. */
public final class Addressees {
    private final ProcessTable table;
    private final Lookout lookout;

    public Addressees(ProcessTable table, Lookout lookout) {
        this.table = table;
        this.lookout = lookout;
    }

    /**
     * What came of a signal.
     *
     * @param isSent whether anybody got it
     * @param isForAll whether it was for all of the group
     * @param words who got it, {@code pid 4711}; or why nobody did, as a sentence
     */
    public record Outcome(boolean isSent, boolean isForAll, String words) {}

    /**
     * Sends it.
     *
     * @param leader the process that was started for the command, which leads its group
     */
    public Outcome send(Signal signal, Reach reach, ProcessIdentity leader) {
        return reach == Reach.GROUP ? toAll(signal, leader) : to(signal, leader, programs(leader));
    }

    /** Sends a wish to end to whom it is usually for: that follows from what leads the group. */
    public Outcome askToEnd(Signal signal, ProcessIdentity leader) {
        Kind kind = Wrappers.of(table.commandLine(leader.pid()));
        return kind == Kind.SHELL || kind == Kind.GROUP
                ? toAll(signal, leader)
                : to(signal, leader, kind == Kind.BELOW ? below(leader) : Set.of(leader));
    }

    private Outcome toAll(Signal signal, ProcessIdentity leader) {
        Delivery delivery = table.signalGroup(leader, signal);
        return outcome(delivery, true, leader.pid(), "the process group of pid " + leader.pid());
    }

    private Outcome to(Signal signal, ProcessIdentity leader, Set<ProcessIdentity> processes) {
        Set<ProcessIdentity> reached = new LinkedHashSet<>();
        Optional<Outcome> refusal = Optional.empty();
        for (ProcessIdentity process : processes) {
            Delivery delivery = table.signal(process, signal);
            if (delivery == Delivery.SENT) {
                reached.add(process);
            } else {
                refusal = Optional.of(outcome(delivery, false, process.pid(), ""));
            }
        }
        return reached.isEmpty()
                ? refusal.orElseGet(() -> outcome(Delivery.GONE, false, leader.pid(), ""))
                : new Outcome(true, false, named(reached));
    }

    private Outcome outcome(Delivery delivery, boolean isForAll, long pid, String whom) {
        return switch (delivery) {
            case SENT -> new Outcome(true, isForAll, whom);
            case GONE -> new Outcome(false, isForAll, "Process " + pid + " has ended.");
            case FORBIDDEN -> new Outcome(false, isForAll, "It may not be sent a signal: " + table.whose(pid) + ".");
        };
    }

    private static String named(Set<ProcessIdentity> processes) {
        return processes.stream()
                .map(process -> Long.toString(process.pid()))
                .collect(Collectors.joining(", ", processes.size() == 1 ? "pid " : "pids ", ""));
    }

    /** The leader; where that only wraps a program, what it has started. */
    private Set<ProcessIdentity> programs(ProcessIdentity leader) {
        return isMere(leader.pid()) ? below(leader) : Set.of(leader);
    }

    private boolean isMere(long pid) {
        List<String> commandLine = table.commandLine(pid);
        return Wrappers.of(commandLine) == Kind.BELOW || Wrappers.isMereShell(commandLine);
    }

    private Set<ProcessIdentity> below(ProcessIdentity leader) {
        Set<ProcessIdentity> below = new LinkedHashSet<>();
        lookout.now().ifPresent(census -> collect(census, leader.pid(), below));
        return below.isEmpty() ? Set.of(leader) : below;
    }

    /** A shell forks itself for a part of the text that it runs apart. */
    private void collect(Census census, long wrapper, Set<ProcessIdentity> below) {
        for (SeenProcess child : census.childrenOf(wrapper)) {
            if (child.lives() && isMere(child.pid())) {
                collect(census, child.pid(), below);
            } else if (child.lives()) {
                below.add(child.identity());
            }
        }
    }
}
