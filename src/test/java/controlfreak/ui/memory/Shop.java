package controlfreak.ui.memory;

import controlfreak.figures.Group;
import controlfreak.figures.GroupFigures;
import controlfreak.figures.GroupFigures.Fork;
import controlfreak.figures.GroupFigures.Worker;
import controlfreak.figures.MemoryHistory;
import controlfreak.figures.MemoryHistory.Kind;
import controlfreak.figures.MemoryHistory.Mark;
import controlfreak.figures.MemoryHistory.Point;
import controlfreak.figures.Periods;
import controlfreak.figures.Reading;
import controlfreak.figures.Snapshot;
import controlfreak.figures.Subject;
import controlfreak.figures.Totals;
import controlfreak.model.ServiceId;
import controlfreak.model.status.MemorySample;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The proxy shop with some workers named web that share 100 MB with it, in snapshots that are made up. */
final class Shop {
    public static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private Shop() {}

    static Subject web(int instance) {
        return new Subject.OfService(new ServiceId("web", instance));
    }

    static long mb(long number) {
        return number << 20;
    }

    private static MemorySample sample(long anonymous, long pss, long own) {
        return new MemorySample(
                mb(anonymous), mb(pss), mb(anonymous), OptionalLong.of(mb(pss)), 0, mb(own), mb(anonymous - own));
    }

    /** @param copied megabytes that each worker has copied of the 100 that it began with */
    static Snapshot with(int workers, long copied) {
        MemorySample proxy = sample(100, 40, 10);
        List<Worker> below = new ArrayList<>();
        Map<Subject, Reading> readings = new HashMap<>();
        readings.put(new Subject.OfProxy("shop"), reading(Optional.of(proxy)));
        for (int instance = 1; instance <= workers; instance++) {
            MemorySample memory = sample(100, copied + 10, copied);
            below.add(new Worker(new ServiceId("web", instance), memory, Fork.of(memory, mb(100))));
            readings.put(web(instance), reading(Optional.of(memory)));
        }
        GroupFigures figures = new GroupFigures(Optional.of(proxy), below);
        MemoryHistory history = history(figures);
        return new Snapshot(
                NOW,
                readings,
                Map.of("shop", new Group(figures, history), "mailer", Group.EMPTY),
                new Totals(workers + 1, 0, figures.total(), figures.rss(), figures.saved()),
                history,
                Optional.of(NOW),
                OptionalLong.of(24L << 30),
                OptionalLong.empty(),
                Periods.WISHED,
                Map.of());
    }

    private static Reading reading(Optional<MemorySample> memory) {
        return new Reading(
                Optional.of("shop"), 1, false, OptionalDouble.empty(), NOW, true, memory, NOW, memory.isPresent());
    }

    private static MemoryHistory history(GroupFigures figures) {
        List<Point> points = new ArrayList<>();
        for (int second = 600; second >= 0; second -= 5) {
            long lost = figures.lost() * (600 - second) / 600;
            points.add(new Point(
                    NOW.minusSeconds(second),
                    figures.total() - figures.lost() + lost,
                    figures.saved().orElse(0) + figures.lost() - lost,
                    lost,
                    figures.rss()));
        }
        return new MemoryHistory(
                points,
                List.of(
                        new Mark(NOW.minusSeconds(600), Kind.LOADED, List.of("shop")),
                        new Mark(NOW.minusSeconds(598), Kind.STARTED, List.of("web-1", "web-2")),
                        new Mark(NOW.minusSeconds(200), Kind.RESTARTED, List.of("web-2")),
                        new Mark(NOW.minusSeconds(120), Kind.REFORKED, List.of("web-1")),
                        new Mark(NOW.minusSeconds(60), Kind.RECYCLED, List.of("shop"))));
    }

    /** The system does not tell. */
    static Snapshot hidden() {
        return new Snapshot(
                NOW,
                Map.of(new Subject.OfProxy("shop"), reading(Optional.empty())),
                Map.of("shop", Group.EMPTY),
                new Totals(0, 1, 0, 0, OptionalLong.empty()),
                MemoryHistory.EMPTY,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Periods.WISHED,
                Map.of());
    }
}
