package controlfreak.figures;

import controlfreak.figures.History.Kind;
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

    /** A process that was not there the time before. */
    record Start(LiveProcess process, Kind kind) {}

    private final Map<Subject, Instant> lastSeen = new HashMap<>();
    private final Map<Optional<String>, Long> changes = new HashMap<>();
    private Map<Subject, Track> tracks = Map.of();

    /** @return what has started since the time before */
    List<Start> follow(Roster roster, Meter meter) {
        Instant now = meter.now();
        List<Start> starts = new ArrayList<>();
        Map<Subject, Track> next = new LinkedHashMap<>();
        for (LiveProcess process : roster.live()) {
            Track known = tracks.get(process.subject());
            if (known == null || !known.process().equals(process)) {
                starts.add(new Start(process, kind(process, now)));
                known = new Track(process, meter);
            }
            next.put(process.subject(), known);
            lastSeen.put(process.subject(), now);
        }
        lastSeen.values().removeIf(seen -> seen.plus(SOON).isBefore(now));
        note(next, meter.elapsed());
        tracks = next;
        return starts;
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

    private Kind kind(LiveProcess process, Instant now) {
        if (process.subject() instanceof Subject.OfProxy) {
            return Kind.LOADED;
        }
        Instant seen = lastSeen.get(process.subject());
        return seen == null || seen.plus(SOON).isBefore(now) ? Kind.STARTED : Kind.RESTARTED;
    }

    Collection<Track> all() {
        return tracks.values();
    }

    Optional<Track> of(Subject subject) {
        return Optional.ofNullable(tracks.get(subject));
    }

    void forget() {
        tracks = Map.of();
        lastSeen.clear();
        changes.clear();
    }
}
