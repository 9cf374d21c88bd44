package controlfreak.process;

import java.util.Optional;

/**
 * Remembers what is alive, so that a panel which was killed finds its leftovers at its next start. Any thread; must
 * not throw: a journal that cannot be written says so once in the application's log.
 */
public interface RunJournal {
    /** Whether it is known what earlier panels have left. */
    default boolean isOpen() {
        return true;
    }

    /** Does something once that is known: at once, or on a thread that must not be held up. */
    default void whenOpen(Runnable act) {
        act.run();
    }

    /**
     * A process was started.
     *
     * @param name what people call it: {@code web-1}, or {@code proxy shop}
     * @param mark what its processes have, see {@link RunMark}
     */
    void started(String name, ProcessIdentity leader, String mark);

    /**
     * A process of a service was started, or something else is known of it.
     *
     * @param run what the panel that comes after one which was killed is to know of it
     */
    default void started(String name, ProcessIdentity leader, String mark, Leftover.Run run) {
        started(name, leader, mark);
    }

    /** What an earlier panel left alive is watched from now on, as what this one has started is. */
    default void isWatched(ProcessIdentity leader) {}

    /** What people call the run that a process belongs to; empty where it is none that is remembered. */
    default Optional<String> nameOf(SeenProcess process) {
        return Optional.empty();
    }

    /**
     * What an earlier panel started by that name in the workspace of now, and that is still alive and not watched; empty
     * where that is not known, either.
     */
    default Optional<Leftover> leftOf(String name, ProcessTable table) {
        return Optional.empty();
    }

    /** Nobody is left of what began with that leader. */
    void ended(ProcessIdentity leader);

    /** Writes all down again where that was taken away meanwhile; call it now and then. */
    default void lookAgain() {}
}
