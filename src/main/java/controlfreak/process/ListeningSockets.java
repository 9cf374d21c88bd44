package controlfreak.process;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What the system tells of sockets that wait for connections, and of who has them. One thread at a time. */
public interface ListeningSockets {
    /** A system that tells nothing. */
    ListeningSockets NONE = new ListeningSockets() {
        @Override
        public Optional<Map<Long, Integer>> ports() {
            return Optional.empty();
        }

        @Override
        public Optional<Set<Long>> heldBy(long pid, Set<Long> sockets) {
            return Optional.empty();
        }
    };

    /**
     * How many connections to a port are established and wait for somebody to accept them, those that their clients have
     * given up meanwhile included; empty where the system does not tell.
     */
    default OptionalInt waiting(int port) {
        return OptionalInt.empty();
    }

    /** The number of a socket that the panel itself has open; empty where the system does not tell. */
    default OptionalLong number(int descriptor) {
        return OptionalLong.empty();
    }

    /** The ports of all sockets that listen, by the sockets' numbers; empty where the system does not tell. */
    Optional<Map<Long, Integer>> ports();

    /** The numbers of the Unix sockets that listen at a path; none, too, where the system does not tell. */
    default Set<Long> at(Path file) {
        return Set.of();
    }

    /**
     * Which of some sockets a process has open; empty where it is gone or the system does not tell. Takes some
     * microseconds for each file that the process has open.
     */
    Optional<Set<Long>> heldBy(long pid, Set<Long> sockets);
}
