package controlfreak.process;

import java.util.Optional;

/**
 * Remembers what is alive, so that a panel which was killed finds its leftovers at its next start. Any thread; must
 * not throw: a journal that cannot be written says so once in the application's log.
 */
public interface RunJournal {
    /**
     * A process was started.
     *
     * @param name what people call it: {@code web-1}, or {@code proxy shop}
     * @param mark what its processes have, see {@link RunMark}
     */
    void started(String name, ProcessIdentity leader, String mark);

    /** What people call the run that a process belongs to; empty where it is none that is remembered. */
    default Optional<String> nameOf(SeenProcess process) {
        return Optional.empty();
    }

    /** What an earlier panel started by that name, and that is still alive; empty where that is not known, either. */
    default Optional<Leftover> leftOf(String name, ProcessTable table) {
        return Optional.empty();
    }

    /** Nobody is left of what began with that leader. */
    void ended(ProcessIdentity leader);

    /** Writes all down again where that was taken away meanwhile; call it now and then. */
    default void lookAgain() {}
}
