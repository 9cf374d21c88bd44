package controlfreak.process;

import controlfreak.model.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
     * Sends a signal to all processes of the group that {@code leader} led. One of which nobody but ended members is
     * left, whom somebody else has not reaped yet, counts as reached: POSIX's kill does so, too.
     *
     * @return gone where the group is, or where it can no longer be proved to be that leader's
     */
    Delivery signalGroup(ProcessIdentity leader, Signal signal);

    /** Sends a signal to one process. */
    Delivery signal(ProcessIdentity process, Signal signal);

    /**
     * Kills whoever has one of those marks, see {@link RunMark}, and was born last, again and again: for those who fork and end faster
     * than all can be looked at. Takes a thirtieth of a second at most.
     */
    default void pursue(Set<String> marks) {}

    /** Whether a process may be sent signals: not where it belongs to somebody else. */
    default boolean mayBeSignalled(ProcessIdentity process) {
        return true;
    }

    /** How many bytes a process has had written to disk since it began; 0 where it is gone or the system does not tell. */
    default long writtenToDisk(ProcessIdentity process) {
        return 0;
    }

    /** How long ago a process began, the sleep of the machine counted; empty where it is gone or the system does not tell. */
    default Optional<Duration> age(ProcessIdentity process) {
        return Optional.empty();
    }

    /** The variables that a process had when its program began, as it may have changed them; empty where they cannot be seen. */
    default Optional<Map<String, String>> variables(ProcessIdentity process) {
        return Optional.empty();
    }

    /** The program and the arguments that a process was given; empty where it is gone or the system does not tell. */
    default List<String> commandLine(long pid) {
        return List.of();
    }

    /**
     * Tells one execution of a program from the next: what a process forks has the same, until it executes something.
     *
     * @return 0 where it is gone or the system does not tell
     */
    default long execution(long pid) {
        return 0;
    }

    /** Whose a process is, in words for people: {@code pid 4711 (sudo) belongs to root}. */
    default String whose(long pid) {
        return "pid " + pid + " belongs to somebody else";
    }
}
