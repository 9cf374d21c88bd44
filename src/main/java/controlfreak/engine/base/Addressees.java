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

    /** Sends it. */
    public Outcome send(Signal signal, Reach reach, MainProcess main) {
        ProcessIdentity process = main.identity().orElseThrow();
        return reach == Reach.GROUP ? toAll(signal, main, process) : to(signal, process, programs(process));
    }

    /** Sends a wish to end to whom it is usually for: that follows from what leads the group. */
    public Outcome askToEnd(Signal signal, MainProcess main) {
        ProcessIdentity process = main.identity().orElseThrow();
        Kind kind = Wrappers.of(table.commandLine(process.pid()));
        return kind == Kind.SHELL || kind == Kind.GROUP
                ? toAll(signal, main, process)
                : to(signal, process, kind == Kind.BELOW ? below(process) : Set.of(process));
    }

    /** One that was left by who led its group has none of its own: all that belong to it are told one by one. */
    private Outcome toAll(Signal signal, MainProcess main, ProcessIdentity process) {
        boolean leads = table.facts(process.pid())
                .map(facts -> facts.group() == process.pid())
                .orElse(true);
        if (main.isLeader() && leads) {
            Delivery delivery = table.signalGroup(process, signal);
            return outcome(delivery, true, process.pid(), "the process group of pid " + process.pid());
        }
        Set<ProcessIdentity> all = new LinkedHashSet<>();
        lookout.now().ifPresent(census -> main.all(census).forEach(one -> all.add(one.identity())));
        Outcome outcome = to(signal, process, all.isEmpty() ? Set.of(process) : all);
        return new Outcome(outcome.isSent(), true, outcome.words());
    }

    private Outcome to(Signal signal, ProcessIdentity main, Set<ProcessIdentity> processes) {
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
                ? refusal.orElseGet(() -> outcome(Delivery.GONE, false, main.pid(), ""))
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

    /** The process; where that only wraps a program, what it has started. */
    private Set<ProcessIdentity> programs(ProcessIdentity process) {
        return isMere(process.pid()) ? below(process) : Set.of(process);
    }

    private boolean isMere(long pid) {
        List<String> commandLine = table.commandLine(pid);
        return Wrappers.of(commandLine) == Kind.BELOW || Wrappers.isMereShell(commandLine);
    }

    private Set<ProcessIdentity> below(ProcessIdentity wrapper) {
        Set<ProcessIdentity> below = new LinkedHashSet<>();
        lookout.now().ifPresent(census -> collect(census, wrapper.pid(), below));
        return below.isEmpty() ? Set.of(wrapper) : below;
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
