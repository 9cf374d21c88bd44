package controlfreak.engine.base;

import controlfreak.process.Census;
import controlfreak.process.ListeningSockets;
import controlfreak.process.SeenProcess;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds who listens at a port, or has another socket that listens, as far as the system tells. Pure; one thread. */
public final class PortHolders {
    private static final Pattern HERE = Pattern.compile("localhost|127\\..*|0\\.0\\.0\\.0|::1?|\\[::1?]");

    private PortHolders() {}

    /** Whether a host is this machine, as far as that is known without asking. */
    public static boolean isHere(String host) {
        return HERE.matcher(host).matches();
    }

    /** The numbers of the sockets that listen at a port. */
    public static Set<Long> at(int port, ListeningSockets sockets) {
        return sockets.ports().orElse(Map.of()).entrySet().stream()
                .filter(entry -> entry.getValue() == port)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The first of some processes that has one of those sockets; takes long where they are many. */
    public static Optional<SeenProcess> holder(
            Collection<SeenProcess> processes, ListeningSockets sockets, Set<Long> listening) {
        return holders(processes, sockets, listening).findFirst();
    }

    private static Stream<SeenProcess> holders(
            Collection<SeenProcess> processes, ListeningSockets sockets, Set<Long> listening) {
        return List.copyOf(processes).stream()
                .filter(process -> !sockets.heldBy(process.pid(), listening)
                        .orElse(Set.of())
                        .isEmpty());
    }

    /** The ports that some processes listen at, as far as the system tells, the lowest first. */
    public static SortedSet<Integer> portsOf(Collection<SeenProcess> processes, ListeningSockets sockets) {
        Map<Long, Integer> all = sockets.ports().orElse(Map.of());
        return processes.stream()
                .flatMap(process -> sockets.heldBy(process.pid(), all.keySet()).orElse(Set.of()).stream())
                .map(all::get)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All who have one of some sockets that listen, now, as far as the system tells. */
    static List<SeenProcess> of(Set<Long> listening, ListeningSockets sockets, Optional<Census> census) {
        return listening.isEmpty()
                ? List.of()
                : census.map(seen -> holders(seen.all(), sockets, listening).toList())
                        .orElse(List.of());
    }
}
