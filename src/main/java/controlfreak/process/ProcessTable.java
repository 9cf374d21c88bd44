package controlfreak.process;

import controlfreak.model.Signal;
import java.util.Optional;

/** What the system knows of its processes, and signals to them. Any thread. */
public interface ProcessTable {
    /**
     * Facts about a living process.
     *
     * @param parent the pid of its parent
     * @param group the process group it is in
     */
    record Facts(ProcessIdentity identity, long parent, long group) {}

    /** Facts about a process that lives (a zombie does not); empty for any number that is no living process. */
    Optional<Facts> facts(long pid);

    /**
     * All processes at this moment. Takes some microseconds for each.
     *
     * @return empty where the system does not tell, or cannot now, as where no descriptor is left
     */
    default Optional<Census> census() {
        return Optional.empty();
    }

    /** What the system tells of sockets that listen, for one thread at a time. */
    default ListeningSockets sockets() {
        return ListeningSockets.NONE;
    }

    /**
     * Whether any process is left in the group that {@code leader} led. Where the leader's number now belongs to
     * another process, the group is gone.
     */
    boolean groupLives(ProcessIdentity leader);

    /**
     * Sends a signal to all processes of the group that {@code leader} led.
     *
     * @return false where the group is gone, or can no longer be proved to be that leader's; nothing was sent then
     */
    boolean signalGroup(ProcessIdentity leader, Signal signal);

    /**
     * Sends a signal to one process.
     *
     * @return false where it is gone; nothing was sent then
     */
    boolean signal(ProcessIdentity process, Signal signal);
}
