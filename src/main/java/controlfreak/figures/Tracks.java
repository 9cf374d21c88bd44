package controlfreak.figures;

import controlfreak.figures.MemoryHistory.Kind;
import controlfreak.model.status.ProxyGeneration.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The processes that live, each tracked from its start to its end. The sampler's thread only. */
final class Tracks {
    /** A process that follows the one before it so soon is a restart, whoever asked for it. */
    private static final Duration SOON = Duration.ofSeconds(10);

    /** A process that was not there the time before, or has become what others begin with. */
    record Start(LiveProcess process, Kind kind) {}

    private final Map<Subject, Instant> lastSeen = new HashMap<>();
    private final Map<Optional<String>, Long> changes = new HashMap<>();
    private Map<Subject, Track> tracks = Map.of();
    private Map<String, Template> templates = Map.of();

    /** Looks at what lives now; what has started since the time before. */
    List<Start> follow(Roster roster, Meter meter) {
        Instant now = meter.now();
        List<Start> starts = new ArrayList<>();
        Map<Subject, Track> next = new LinkedHashMap<>();
        for (LiveProcess process : roster.live()) {
            Track known = tracks.get(process.subject());
            if (known == null || !known.process().equals(process)) {
                kind(process, roster, now).ifPresent(kind -> starts.add(new Start(process, kind)));
                known = new Track(process, meter);
            }
            next.put(process.subject(), known);
            lastSeen.put(process.subject(), now);
        }
        lastSeen.values().removeIf(seen -> seen.plus(SOON).isBefore(now));
        note(next, meter.elapsed());
        tracks = next;
        roster.live().stream()
                .filter(process -> isNewTemplate(process, roster))
                .forEach(process -> starts.add(new Start(process, Kind.REFORKED)));
        templates = roster.templates();
        return starts;
    }

    private boolean isNewTemplate(LiveProcess process, Roster roster) {
        String proxy = process.proxy().orElse("");
        String worker = process.subject().name();
        return process.subject() instanceof Subject.OfService
                && worker.equals(worker(roster.templates(), proxy))
                && !worker.equals(worker(templates, proxy));
    }

    private static String worker(Map<String, Template> templates, String proxy) {
        return Optional.ofNullable(templates.get(proxy)).map(Template::worker).orElse("");
    }

    private void note(Map<Subject, Track> next, long elapsed) {
        next.values().stream()
                .filter(track -> tracks.get(track.process().subject()) != track)
                .forEach(track -> changes.put(track.process().proxy(), elapsed));
        tracks.values().stream()
                .filter(track -> next.get(track.process().subject()) != track)
                .forEach(track -> changes.put(track.process().proxy(), elapsed));
    }

    /** When the group of a process was last joined or left; it shares with nobody else. */
    long changeAround(Track track) {
        return track.process().proxy().isPresent()
                ? changes.getOrDefault(track.process().proxy(), Long.MIN_VALUE)
                : Long.MIN_VALUE;
    }

    /** Empty where an earlier process of a proxy has its place back: nothing was loaded for that. */
    private Optional<Kind> kind(LiveProcess process, Roster roster, Instant now) {
        if (process.subject() instanceof Subject.OfProxy) {
            boolean cameBack = of(process.subject())
                    .filter(before ->
                            process.startedAt().isBefore(before.process().startedAt()))
                    .isPresent();
            return cameBack ? Optional.empty() : Optional.of(tookOver(process, roster) ? Kind.RECYCLED : Kind.LOADED);
        }
        Instant seen = lastSeen.get(process.subject());
        boolean isNew = seen == null || seen.plus(SOON).isBefore(now);
        return Optional.of(isNew ? Kind.STARTED : Kind.RESTARTED);
    }

    /** Only where it took over from another process can it be younger than a worker. */
    private static boolean tookOver(LiveProcess proxy, Roster roster) {
        return roster.live().stream()
                .filter(process -> process.proxy().equals(proxy.proxy()))
                .anyMatch(process -> process.startedAt().isBefore(proxy.startedAt()));
    }

    Collection<Track> all() {
        return tracks.values();
    }

    Optional<Track> of(Subject subject) {
        return Optional.ofNullable(tracks.get(subject));
    }

    void forget() {
        tracks = Map.of();
        templates = Map.of();
        lastSeen.clear();
        changes.clear();
    }
}
