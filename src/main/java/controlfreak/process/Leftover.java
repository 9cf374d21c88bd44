package controlfreak.process;

import java.util.Optional;
import java.util.Set;

/**
 * What an earlier panel started and that is still alive, some of it at least. Immutable; any thread.
 *
 * @param name what people call it
 * @param leader the process that it began with
 * @param mark what its processes have, see {@link RunMark}; empty where they have none
 * @param workspace whose it is: the path of its file, or what it was called before it had one; empty where nobody knows
 * @param run what there is to know of the run of a service; empty of anything else that was started
 */
public record Leftover(String name, ProcessIdentity leader, String mark, String workspace, Optional<Run> run) {
    /**
     * A run of a service.
     *
     * @param pipes by which it talks to whoever watches it
     * @param wasReady whether it has come to be ready, where its service says when it is
     */
    public record Run(OutputPipes pipes, boolean wasReady) {}

    /** Of no workspace that is known, and no run of a service. */
    public Leftover(String name, ProcessIdentity leader, String mark) {
        this(name, leader, mark, "", Optional.empty());
    }

    /** The same in a workspace that is called otherwise from now on. */
    public Leftover of(String newWorkspace) {
        return new Leftover(name, leader, mark, newWorkspace, run);
    }

    /** Whether it may be a workspace's that is, or was, called like that. */
    public boolean mayBeOf(Set<String> names) {
        return workspace.isEmpty() || names.contains("") || names.contains(workspace);
    }

    /** All that belongs to it. */
    public Family family() {
        Family family = new Family(mark);
        family.isLedBy(leader);
        return family;
    }
}
