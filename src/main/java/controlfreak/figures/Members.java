package controlfreak.figures;

import controlfreak.model.ProxyGeneration.Template;
import controlfreak.process.ProcessFigures;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which processes count to one that is sampled: all of its process group, and those of the template that a proxy forks
 * from. What costs is that the system is asked about every process that it has, so that this is done now and then, and
 * soon where something has started. The sampler's thread only.
 */
final class Members {
    private static final long PERIOD = Duration.ofSeconds(10).toNanos();

    /** A process that has just started will start others soon. */
    private static final long SOON = Duration.ofSeconds(3).toNanos();

    private final ProcessFigures figures;
    private final Meter meter;
    private Map<Long, List<Long>> members = Map.of();
    private Map<Long, Long> templates = Map.of();
    private Set<Long> groups = Set.of();
    private Optional<Long> lookedAt = Optional.empty();

    Members(ProcessFigures figures, Meter meter) {
        this.figures = figures;
        this.meter = meter;
    }

    /** One round, about a second after the one before. */
    void round(Roster roster, Pace pace) {
        Map<Long, Long> from = new HashMap<>();
        Set<Long> now = new HashSet<>();
        for (LiveProcess process : roster.live()) {
            now.add(process.pid());
            if (process.subject() instanceof Subject.OfProxy proxy) {
                Template template = roster.templates().get(proxy.name());
                if (template != null && template.pid().isPresent()) {
                    from.put(process.pid(), template.pid().getAsLong());
                }
            }
        }
        templates = from;
        now.addAll(from.values());
        long wait = now.equals(groups) ? PERIOD : SOON;
        if ((lookedAt.isEmpty() || meter.elapsed() - lookedAt.get() >= wait) && pace.allows()) {
            lookedAt = Optional.of(meter.elapsed());
            groups = now;
            members = now.isEmpty() ? Map.of() : figures.members(now);
        }
    }

    /** Whether it is known who belongs to a process; before that it stands for itself. */
    boolean knows(long leader) {
        return groups.contains(leader);
    }

    /** All that belong to a process, itself among them. */
    Set<Long> of(long leader) {
        Set<Long> all = new HashSet<>(Set.of(leader));
        all.addAll(group(leader));
        template(leader).ifPresent(template -> all.addAll(group(template)));
        return all;
    }

    private List<Long> group(long leader) {
        return members.getOrDefault(leader, List.of());
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
        groups = Set.of();
        hurry();
    }
}
