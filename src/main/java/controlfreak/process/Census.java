package controlfreak.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All processes of the system at one moment, by what binds them together. Immutable; any thread. */
public final class Census {
    private final Map<Long, SeenProcess> byPid = new HashMap<>();
    private final Map<Long, List<SeenProcess>> byParent = new HashMap<>();
    private final Map<Long, List<SeenProcess>> byGroup = new HashMap<>();
    private final Map<Long, List<SeenProcess>> bySession = new HashMap<>();
    private final Map<String, List<SeenProcess>> byMark = new HashMap<>();

    public Census(Collection<SeenProcess> all) {
        for (SeenProcess process : all) {
            byPid.put(process.pid(), process);
            add(byParent, process.parent(), process);
            add(byGroup, process.group(), process);
            add(bySession, process.session(), process);
            process.marks().forEach(mark -> add(byMark, mark, process));
        }
    }

    private static <K> void add(Map<K, List<SeenProcess>> index, K key, SeenProcess process) {
        index.computeIfAbsent(key, unused -> new ArrayList<>(2)).add(process);
    }

    public Collection<SeenProcess> all() {
        return Collections.unmodifiableCollection(byPid.values());
    }

    /** Whoever has a number now, a zombie too. */
    public Optional<SeenProcess> holderOf(long pid) {
        return Optional.ofNullable(byPid.get(pid));
    }

    /** A process, where it was there, a zombie too. */
    public Optional<SeenProcess> find(ProcessIdentity process) {
        return holderOf(process.pid()).filter(found -> found.identity().equals(process));
    }

    /** Whether any process of a group lives. */
    public boolean anyLivesIn(long group) {
        return inGroup(group).stream().anyMatch(SeenProcess::lives);
    }

    /** The children of a process that have ended and were not reaped. */
    public Set<ProcessIdentity> zombiesOf(long parent) {
        return childrenOf(parent).stream()
                .filter(child -> !child.lives())
                .map(SeenProcess::identity)
                .collect(Collectors.toUnmodifiableSet());
    }

    public Collection<SeenProcess> childrenOf(long pid) {
        return byParent.getOrDefault(pid, List.of());
    }

    Collection<SeenProcess> inGroup(long group) {
        return byGroup.getOrDefault(group, List.of());
    }

    Collection<SeenProcess> inSession(long session) {
        return bySession.getOrDefault(session, List.of());
    }

    Collection<SeenProcess> marked(String mark) {
        return byMark.getOrDefault(mark, List.of());
    }
}
