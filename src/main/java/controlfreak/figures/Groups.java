package controlfreak.figures;

import controlfreak.figures.GroupFigures.Worker;
import controlfreak.figures.MemoryHistory.Kind;
import controlfreak.figures.MemoryHistory.Mark;
import controlfreak.figures.MemoryHistory.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** The memory of each proxy's group and of the whole workspace, now and before. The sampler's thread only. */
final class Groups {
    private Map<String, Group> groups = Map.of();
    private MemoryHistory workspace = MemoryHistory.EMPTY;

    /** Says anew what groups take. */
    void reckon(Tracks tracks, Set<String> proxies) {
        Map<String, List<Worker>> workers = new HashMap<>();
        for (Track track : tracks.all()) {
            LiveProcess process = track.process();
            if (process.proxy().isPresent() && process.subject() instanceof Subject.OfService service) {
                tracks.of(new Subject.OfProxy(process.proxy().get())).ifPresent(track::forkedFrom);
                track.memory()
                        .ifPresent(memory -> workers.computeIfAbsent(
                                        process.proxy().get(), name -> new ArrayList<>())
                                .add(new Worker(service.id(), memory, track.fork())));
            }
        }
        Map<String, Group> next = new LinkedHashMap<>();
        for (String name : proxies) {
            GroupFigures figures = new GroupFigures(
                    tracks.of(new Subject.OfProxy(name)).flatMap(Track::memory), workers.getOrDefault(name, List.of()));
            next.put(
                    name,
                    new Group(figures, groups.getOrDefault(name, Group.EMPTY).history()));
        }
        groups = next;
    }

    /** Keeps in mind what has started. */
    void mark(List<Tracks.Start> starts, Instant now) {
        workspace = marked(workspace, starts, now);
        groups.replaceAll((name, group) -> new Group(
                group.figures(),
                marked(
                        group.history(),
                        starts.stream()
                                .filter(start -> start.process().proxy().equals(Optional.of(name)))
                                .toList(),
                        now)));
    }

    private static MemoryHistory marked(MemoryHistory history, List<Tracks.Start> starts, Instant now) {
        MemoryHistory after = history;
        for (Kind kind : Kind.values()) {
            List<String> names = starts.stream()
                    .filter(start -> start.kind() == kind)
                    .map(start -> start.process().subject().name())
                    .toList();
            after = names.isEmpty() ? after : after.with(new Mark(now, kind, names));
        }
        return after;
    }

    /** Keeps in mind what is taken now, of the groups whose memory was read. */
    void remember(Totals totals, Predicate<String> read, Instant now) {
        groups.replaceAll((name, group) -> {
            GroupFigures figures = group.figures();
            return figures.isEmpty() || !read.test(name)
                    ? group
                    : new Group(
                            figures,
                            group.history()
                                    .with(new Point(
                                            now,
                                            figures.total(),
                                            figures.saved().orElse(0),
                                            figures.lost(),
                                            figures.rss())));
        });
        if (totals.read() > 0) {
            long lost = groups.values().stream()
                    .mapToLong(group -> group.figures().lost())
                    .sum();
            workspace =
                    workspace.with(new Point(now, totals.total(), totals.saved().orElse(0), lost, totals.rss()));
        }
    }

    /** What all that runs takes. */
    Totals totals(Tracks tracks) {
        int read = 0;
        int hidden = 0;
        long total = 0;
        long rss = 0;
        for (Track track : tracks.all()) {
            if (track.memory().isPresent()) {
                read++;
                total += track.memory().get().pss();
                rss += track.memory().get().rss();
            } else if (track.isHidden()) {
                hidden++;
            }
        }
        return new Totals(read, hidden, total, rss, saved());
    }

    /** Empty where not one group's is known. */
    private OptionalLong saved() {
        long[] known = groups.values().stream()
                .flatMap(group -> group.figures().saved().stream().boxed())
                .mapToLong(Long::longValue)
                .toArray();
        return known.length == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Arrays.stream(known).sum());
    }

    Map<String, Group> all() {
        return groups;
    }

    MemoryHistory workspace() {
        return workspace;
    }

    void forget() {
        groups = Map.of();
        workspace = MemoryHistory.EMPTY;
    }
}
