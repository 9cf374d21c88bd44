package controlfreak.process.journal;

import controlfreak.process.Leftover;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import controlfreak.process.SeenProcess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that is alive as far as a journal knows, in the order of the starts. One thread at a time. */
final class KnownRuns {
    /** What was taken over included. */
    private final Map<ProcessIdentity, Leftover> alive = new LinkedHashMap<>();

    /** What earlier panels left and nobody watches. */
    private final Map<ProcessIdentity, Leftover> left = new LinkedHashMap<>();

    private String workspace = "";

    /** All that the open workspace was called here. */
    private Set<String> names = Set.of("");

    List<Leftover> all() {
        return List.copyOf(alive.values());
    }

    void turnTo(String next) {
        workspace = next;
        names = Set.of(next);
    }

    /**
     * The open workspace is called otherwise from now on.
     *
     * @param stays whether there still is one that is called as before: what earlier panels left is that one's, too
     * @return all that have moved
     */
    List<Leftover> moveTo(String next, boolean stays) {
        List<Leftover> moved = all().stream()
                .filter(run -> run.workspace().equals(workspace) && !(stays && left.containsKey(run.leader())))
                .map(run -> run.of(next))
                .toList();
        for (Leftover run : moved) {
            alive.put(run.leader(), run);
            left.replace(run.leader(), run);
        }
        workspace = next;
        names = Stream.concat(names.stream(), Stream.of(next)).collect(Collectors.toUnmodifiableSet());
        return moved;
    }

    Leftover started(String name, ProcessIdentity leader, String mark, Optional<Leftover.Run> what) {
        Leftover run = new Leftover(name, leader, mark, workspace, what);
        alive.put(leader, run);
        return run;
    }

    void takeOver(Leftover run) {
        alive.put(run.leader(), run);
        left.put(run.leader(), run);
    }

    void isWatched(ProcessIdentity leader) {
        left.remove(leader);
    }

    /** @return whether it was known */
    boolean ended(ProcessIdentity leader) {
        left.remove(leader);
        return alive.remove(leader) != null;
    }

    List<Leftover> left(ProcessTable table) {
        return left.values().stream().filter(run -> isLeft(table, run)).toList();
    }

    Optional<Leftover> leftOf(String name, ProcessTable table) {
        return left.values().stream()
                .filter(run -> run.name().equals(name) && run.mayBeOf(names) && isLeft(table, run))
                .findFirst();
    }

    Optional<String> nameOf(SeenProcess process) {
        return alive.values().stream()
                .filter(run -> process.marks().contains(run.mark()))
                .map(Leftover::name)
                .findFirst();
    }

    /** Its leader may have ended before what that has started. */
    static boolean isLeft(ProcessTable table, Leftover run) {
        return isAlive(table, run.leader())
                || table.census()
                        .filter(seen -> !run.family().in(seen).isEmpty())
                        .isPresent();
    }

    static boolean isAlive(ProcessTable table, ProcessIdentity process) {
        return table.facts(process.pid())
                .filter(facts -> facts.identity().equals(process))
                .isPresent();
    }
}
