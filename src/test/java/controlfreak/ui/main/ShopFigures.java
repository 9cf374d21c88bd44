package controlfreak.ui.main;

import controlfreak.figures.Group;
import controlfreak.figures.GroupFigures;
import controlfreak.figures.GroupFigures.Fork;
import controlfreak.figures.GroupFigures.Worker;
import controlfreak.figures.MemoryHistory;
import controlfreak.figures.Periods;
import controlfreak.figures.Ports;
import controlfreak.figures.Reading;
import controlfreak.figures.Snapshot;
import controlfreak.figures.Subject;
import controlfreak.figures.Totals;
import controlfreak.model.status.MemorySample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Figures of the proxy shop with two workers that share 90 MB of 100 with it, and of redis, whose memory is hidden. */
public final class ShopFigures {
    private static final MemorySample SAMPLE =
            new MemorySample(mb(100), mb(40), mb(100), OptionalLong.of(mb(40)), 0, mb(10), mb(90));

    private ShopFigures() {}

    private static long mb(long number) {
        return number << 20;
    }

    /** All of it as it was read at one moment. */
    public static Snapshot at(Instant at) {
        GroupFigures shop = new GroupFigures(Optional.of(SAMPLE), List.of(worker(1), worker(2)));
        return new Snapshot(
                at,
                Map.of(
                        new Subject.OfProxy("shop"),
                        reading(Optional.of("shop"), 0, at),
                        web(1),
                        reading(Optional.of("shop"), 0.06, at),
                        web(2),
                        reading(Optional.of("shop"), 0, at),
                        new Subject.OfService(Shop.id("redis", 0)),
                        new Reading(
                                Optional.empty(),
                                1,
                                false,
                                OptionalDouble.of(0.01),
                                at,
                                true,
                                Optional.empty(),
                                at,
                                false)),
                Map.of("shop", new Group(shop, MemoryHistory.EMPTY)),
                new Totals(3, 1, shop.total(), shop.rss(), shop.saved()),
                MemoryHistory.EMPTY,
                Optional.of(at),
                OptionalLong.of(mb(24_000)),
                OptionalLong.of(mb(9_000)),
                Periods.WISHED,
                Map.of(
                        web(1),
                        new Ports(true, List.of(8080, 8443)),
                        web(2),
                        Ports.NONE,
                        new Subject.OfService(Shop.id("redis", 0)),
                        Ports.HIDDEN));
    }

    private static Subject web(int instance) {
        return new Subject.OfService(Shop.id("web", instance));
    }

    private static Worker worker(int instance) {
        return new Worker(Shop.id("web", instance), SAMPLE, Fork.of(SAMPLE, mb(100)));
    }

    private static Reading reading(Optional<String> proxy, double cpu, Instant at) {
        return new Reading(proxy, 1, false, OptionalDouble.of(cpu), at, true, Optional.of(SAMPLE), at, true);
    }
}
