package controlfreak.engine;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.process.ListeningSockets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Who listens where on the fake system. The number of a socket is its port, or made of its path. */
final class FakeSockets implements ListeningSockets {
    private final Map<Long, Set<Long>> holders = new HashMap<>();
    private final Map<Long, Integer> ports = new HashMap<>();
    private final Map<Path, Long> paths = new HashMap<>();

    /** The numbers of the engine's own, by their descriptors. */
    final Map<Integer, Long> numbers = new HashMap<>();

    /** Whether it is hidden who has what open. */
    boolean isHidden;

    /** How many connections nobody has accepted yet. */
    int waiting;

    /** Has a process listen at a port. */
    void listens(FakeProcess process, int port) {
        ports.put((long) port, port);
        holders.computeIfAbsent((long) port, none -> new HashSet<>()).add(process.pid());
    }

    /** Has a process close what listens at a port. */
    void closes(FakeProcess process, int port) {
        holders.get((long) port).remove(process.pid());
    }

    /** Has a process listen at a path. */
    void listens(FakeProcess process, Path path) {
        long number = 1_000_000L + paths.size();
        paths.put(path, number);
        holders.put(number, Set.of(process.pid()));
    }

    @Override
    public OptionalInt waiting(int port) {
        return OptionalInt.of(waiting);
    }

    @Override
    public Optional<Map<Long, Integer>> ports() {
        return Optional.of(Map.copyOf(ports));
    }

    @Override
    public Set<Long> at(Path file) {
        return Optional.ofNullable(paths.get(file)).map(Set::of).orElse(Set.of());
    }

    @Override
    public OptionalLong number(int descriptor) {
        return numbers.containsKey(descriptor) ? OptionalLong.of(numbers.get(descriptor)) : OptionalLong.empty();
    }

    @Override
    public Optional<Set<Long>> heldBy(long pid, Set<Long> sockets) {
        return isHidden
                ? Optional.empty()
                : Optional.of(sockets.stream()
                        .filter(socket -> holders.getOrDefault(socket, Set.of()).contains(pid))
                        .collect(Collectors.toSet()));
    }
}
