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
    private Map<Subject, Track> tracks = Map.of();

    /** @return what has started since the time before */
    List<Start> follow(Roster roster, Instant now) {
        List<Start> starts = new ArrayList<>();
        Map<Subject, Track> next = new LinkedHashMap<>();
        for (LiveProcess process : roster.live()) {
            Track known = tracks.get(process.subject());
            if (known == null || !known.process().equals(process)) {
                starts.add(new Start(process, kind(process, now)));
                known = new Track(process, now);
            }
            next.put(process.subject(), known);
            lastSeen.put(process.subject(), now);
        }
        lastSeen.values().removeIf(seen -> seen.plus(SOON).isBefore(now));
        tracks = next;
        return starts;
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
    }
}
