package controlfreak.figures;

import controlfreak.model.status.ProxyGeneration.Template;
import controlfreak.process.ProcessFigures;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which processes count to one that is sampled: all of its process group, those of the template that a proxy forks
 * from, and those that the engine knows to belong to a service, in whatever group they are. What costs is that the system is asked about every process that it has, so that this is done now and then, and
 * soon where something has started. The sampler's thread only.
 */
final class Members {
    private static final long PERIOD = Duration.ofSeconds(20).toNanos();

    /** A process that has just started will start others soon. */
    private static final long SOON = Duration.ofSeconds(3).toNanos();

    private final ProcessFigures figures;
    private final Meter meter;
    private Map<Long, Set<Long>> members = Map.of();
    private Map<Long, Long> templates = Map.of();
    private Optional<Long> lookedAt = Optional.empty();

    Members(ProcessFigures figures, Meter meter) {
        this.figures = figures;
        this.meter = meter;
    }

    /**
     * One round, about a second after the one before.
     *
     * @return whether it looked anew
     */
    boolean round(Roster roster, Pace pace) {
        Map<Long, Long> forkedFrom = templates(roster);
        Set<Long> leaders = roster.live().stream().map(LiveProcess::pid).collect(Collectors.toSet());
        boolean isAsBefore = leaders.equals(members.keySet()) && forkedFrom.equals(templates);
        boolean due = lookedAt.isEmpty() || meter.elapsed() - lookedAt.get() >= (isAsBefore ? PERIOD : SOON);
        if (!due || !pace.allows()) {
            return false;
        }
        lookedAt = Optional.of(meter.elapsed());
        templates = forkedFrom;
        members = look(roster, leaders);
        return true;
    }

    private static Map<Long, Long> templates(Roster roster) {
        Map<Long, Long> templates = new HashMap<>();
        for (LiveProcess process : roster.live()) {
            if (process.subject() instanceof Subject.OfProxy proxy) {
                Template template = roster.templates().get(proxy.name());
                if (template != null && template.pid().isPresent()) {
                    templates.put(process.pid(), template.pid().getAsLong());
                }
            }
        }
        return templates;
    }

    private Map<Long, Set<Long>> look(Roster roster, Set<Long> leaders) {
        Set<Long> groups = new HashSet<>(leaders);
        groups.addAll(templates.values());
        Map<Long, List<Long>> found = groups.isEmpty() ? Map.of() : figures.members(groups);
        Map<Long, Set<Long>> all = new HashMap<>();
        for (LiveProcess process : roster.live()) {
            long leader = process.pid();
            Set<Long> pids = new HashSet<>(Set.of(leader));
            pids.addAll(found.getOrDefault(leader, List.of()));
            template(leader).ifPresent(template -> pids.addAll(found.getOrDefault(template, List.of())));
            pids.addAll(roster.families().getOrDefault(process.subject(), Set.of()));
            // A worker that stays in its proxy's group is told of by itself.
            pids.removeIf(pid -> pid != leader && leaders.contains(pid));
            all.put(leader, pids);
        }
        return all;
    }

    /** Whether it is known who belongs to a process; before that it stands for itself. */
    boolean knows(long leader) {
        return members.containsKey(leader);
    }

    /** All that belong to a process, itself among them. */
    Set<Long> of(long leader) {
        return members.getOrDefault(leader, Set.of(leader));
    }

    /** The process that a proxy's forks begin as, where that is not the proxy's own. */
    Optional<Long> template(long proxy) {
        return Optional.ofNullable(templates.get(proxy));
    }

    /** Has the next round look anew. */
    void hurry() {
        lookedAt = Optional.empty();
    }

    void forget() {
        members = Map.of();
        templates = Map.of();
        hurry();
    }
}
