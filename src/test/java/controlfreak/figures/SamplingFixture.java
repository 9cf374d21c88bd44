package controlfreak.figures;

import static controlfreak.figures.Samples.sample;

import controlfreak.model.ServiceId;
import controlfreak.model.status.ProxyGeneration.Template;
import controlfreak.process.ListeningSockets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Processes of the test's own, sampled round by round. */
abstract class SamplingFixture {
    static final Duration SECOND = Duration.ofSeconds(1);

    final MeterStandIn meter = new MeterStandIn();
    final FiguresStandIn system = new FiguresStandIn(meter);
    final Sampling sampling = new Sampling(system, ListeningSockets.NONE, meter);
    final List<LiveProcess> live = new ArrayList<>();
    final Map<String, Template> templates = new HashMap<>();
    Set<Subject> visible = Set.of();

    static Subject web(int instance) {
        return new Subject.OfService(new ServiceId("web", instance));
    }

    static LiveProcess process(Subject subject, long pid) {
        return new LiveProcess(subject, Optional.of("shop"), pid, Instant.EPOCH.plusSeconds(pid));
    }

    void start(Subject subject, long pid) {
        live.removeIf(process -> process.subject().equals(subject));
        live.add(process(subject, pid));
        system.put(pid, sample(100, 40, 10));
    }

    void startShop(int workers) {
        start(new Subject.OfProxy("shop"), 1000);
        IntStream.rangeClosed(1, workers).forEach(instance -> start(web(instance), 1000 + instance));
    }

    Snapshot round() {
        meter.pass(SECOND);
        return sampling.round(new Roster(live, Set.of("shop"), Map.of(), templates), visible);
    }

    Snapshot rounds(int count) {
        Snapshot last = round();
        for (int i = 1; i < count; i++) {
            last = round();
        }
        return last;
    }
}
