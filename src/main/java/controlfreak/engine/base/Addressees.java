package controlfreak.engine.base;

import controlfreak.model.Command;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Sends the signals that an operator asks for to those who are meant, and says who that was. Engine thread only. */
public final class Addressees {
    /** A shell that is told what to do on a signal is meant itself. */
    private static final Pattern OWN_HANDLER = Pattern.compile("\\btrap\\b");

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
     * @param words who got it, {@code pid 4711}; or why nobody did, as a sentence
     */
    public record Outcome(boolean isSent, String words) {}

    /**
     * Sends it.
     *
     * @param leader the process that was started for the command, which leads its group
     */
    public Outcome send(Signal signal, Reach reach, ProcessIdentity leader, Command command) {
        if (reach == Reach.GROUP) {
            Delivery delivery = table.signalGroup(leader, signal);
            return outcome(delivery, leader.pid(), "the process group of pid " + leader.pid());
        }
        Set<ProcessIdentity> reached = new LinkedHashSet<>();
        Optional<Outcome> refusal = Optional.empty();
        for (ProcessIdentity process : programs(leader, command)) {
            Delivery delivery = table.signal(process, signal);
            if (delivery == Delivery.SENT) {
                reached.add(process);
            } else {
                refusal = Optional.of(outcome(delivery, process.pid(), ""));
            }
        }
        return reached.isEmpty()
                ? refusal.orElseGet(() -> outcome(Delivery.GONE, leader.pid(), ""))
                : new Outcome(true, named(reached));
    }

    private Outcome outcome(Delivery delivery, long pid, String whom) {
        return switch (delivery) {
            case SENT -> new Outcome(true, whom);
            case GONE -> new Outcome(false, "Process " + pid + " has ended.");
            case FORBIDDEN -> new Outcome(false, "It may not be sent a signal: " + table.whose(pid) + ".");
        };
    }

    private static String named(Set<ProcessIdentity> processes) {
        return processes.stream()
                .map(process -> Long.toString(process.pid()))
                .collect(Collectors.joining(", ", processes.size() == 1 ? "pid " : "pids ", ""));
    }

    /** The leader; where that is a shell which only runs the command's text, what that has started. */
    private Set<ProcessIdentity> programs(ProcessIdentity leader, Command command) {
        if (command instanceof Command.Text text
                && !OWN_HANDLER.matcher(text.text()).find()
                && isShellFor(leader.pid(), text)) {
            Set<ProcessIdentity> below = new LinkedHashSet<>();
            lookout.now().ifPresent(census -> collect(census, leader.pid(), text, below));
            if (!below.isEmpty()) {
                return below;
            }
        }
        return Set.of(leader);
    }

    /** A shell forks itself for a part of the text that it runs apart. */
    private void collect(Census census, long shell, Command.Text text, Set<ProcessIdentity> below) {
        for (SeenProcess child : census.childrenOf(shell)) {
            if (child.lives() && isShellFor(child.pid(), text)) {
                collect(census, child.pid(), text, below);
            } else if (child.lives()) {
                below.add(child.identity());
            }
        }
    }

    private boolean isShellFor(long pid, Command.Text text) {
        List<String> words = table.commandLine(pid);
        return words.size() == 3
                && words.get(0).endsWith("sh")
                && words.get(1).equals("-c")
                && words.get(2).equals(text.text());
    }
}
