package controlfreak.figures;

import controlfreak.process.ListeningSockets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out who listens where, again and again. What costs is looking at the open files of each process, so that this
 * is done only for processes that are new, for all where a socket is new, and now and then. The sampler's thread only.
 */
final class PortSweep {
    private static final long PERIOD = Duration.ofSeconds(10).toNanos();

    /** A process that has just started will listen soon. */
    private static final long SOON = Duration.ofSeconds(3).toNanos();

    /** A process may have closed what another still has open, and nothing tells. */
    private static final long EVERYTHING = Duration.ofMinutes(3).toNanos();

    private final ListeningSockets sockets;
    private final Members members;
    private final Meter meter;
    private Map<Long, Integer> listening = Map.of();
    private final Map<Long, Optional<Set<Long>>> held = new HashMap<>();
    private final Deque<Long> due = new ArrayDeque<>();
    private Set<Long> groups = Set.of();
    private boolean told = true;
    private Optional<Long> begunAt = Optional.empty();
    private Optional<Long> allReadAt = Optional.empty();

    PortSweep(ListeningSockets sockets, Members members, Meter meter) {
        this.sockets = sockets;
        this.members = members;
        this.meter = meter;
    }

    /** One round, about a second after the one before; what the pace does not allow is left to the next. */
    void round(Collection<LiveProcess> live, Pace pace) {
        Set<Long> now = new HashSet<>();
        live.forEach(process -> now.add(process.pid()));
        long wait = now.equals(groups) ? PERIOD : SOON;
        if (due.isEmpty() && isOver(begunAt, wait) && pace.allows()) {
            begin(now);
        }
        while (!due.isEmpty() && pace.allows()) {
            long pid = due.remove();
            held.put(pid, sockets.heldBy(pid, listening.keySet()));
        }
    }

    private boolean isOver(Optional<Long> since, long wait) {
        return since.isEmpty() || meter.elapsed() - since.get() >= wait;
    }

    private void begin(Set<Long> now) {
        begunAt = Optional.of(meter.elapsed());
        groups = now;
        Optional<Map<Long, Integer>> all = now.isEmpty() ? Optional.of(Map.of()) : sockets.ports();
        told = all.isPresent();
        Map<Long, Integer> before = listening;
        listening = all.orElse(Map.of());
        Set<Long> pids = new HashSet<>();
        if (!listening.isEmpty()) {
            now.forEach(leader -> pids.addAll(members.of(leader)));
        }
        held.keySet().retainAll(pids);
        boolean isAll = !before.keySet().containsAll(listening.keySet()) || isOver(allReadAt, EVERYTHING);
        if (isAll) {
            allReadAt = begunAt;
        }
        pids.stream().filter(pid -> isAll || !held.containsKey(pid)).forEach(due::add);
    }

    /** Has the next round begin anew. */
    void hurry() {
        begunAt = Optional.empty();
        allReadAt = Optional.empty();
    }

    void forget() {
        due.clear();
        held.clear();
        groups = Set.of();
        hurry();
    }

    /** What is known of a process's group; empty before it was looked at. */
    Optional<Ports> of(LiveProcess process) {
        if (!told) {
            return Optional.of(Ports.HIDDEN);
        }
        if (!groups.contains(process.pid()) || !members.knows(process.pid())) {
            return Optional.empty();
        }
        List<Optional<Set<Long>>> looked = members.of(process.pid()).stream()
                .map(held::get)
                .filter(Objects::nonNull)
                .toList();
        List<Integer> numbers = looked.stream()
                .flatMap(Optional::stream)
                .flatMap(Set::stream)
                .map(listening::get)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        boolean hidden = numbers.isEmpty() && looked.stream().anyMatch(Optional::isEmpty);
        return Optional.of(hidden ? Ports.HIDDEN : new Ports(true, numbers));
    }
}
