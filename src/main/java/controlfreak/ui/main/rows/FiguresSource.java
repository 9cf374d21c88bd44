package controlfreak.ui.main.rows;

import controlfreak.figures.Group;
import controlfreak.figures.Reading;
import controlfreak.figures.Snapshot;
import controlfreak.figures.Subject;
import controlfreak.model.ServiceId;
import controlfreak.model.status.MemorySample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The rows' figures of one snapshot, as they are at one moment: numbers grow old. FX thread only. */
final class FiguresSource {
    private final Snapshot snapshot;
    private final Instant oldestCpu;
    private final Instant oldestMemory;

    FiguresSource(Snapshot snapshot, Instant now) {
        this.snapshot = snapshot;
        // A second more: the reading, and its way here, take some of it.
        Duration slack = Duration.ofSeconds(1);
        oldestCpu = now.minus(snapshot.periods().cpu().multipliedBy(2)).minus(slack);
        oldestMemory = now.minus(snapshot.periods().memory().multipliedBy(2)).minus(slack);
    }

    RowFigures ofProcess(Subject subject) {
        Reading reading = snapshot.readings().get(subject);
        return reading == null
                ? RowFigures.NONE
                : new RowFigures(
                        reading.processes(),
                        reading.paused(),
                        cpu(reading),
                        memory(reading, MemorySample::own),
                        ownPart(memory(reading, MemorySample::own), memory(reading, MemorySample::shared)),
                        memory(reading, MemorySample::shared),
                        memory(reading, MemorySample::rss),
                        memory(reading, MemorySample::pss),
                        Figure.NONE,
                        Figure.NONE,
                        Optional.ofNullable(snapshot.ports().get(subject)));
    }

    /** The sums of some processes, but for what they share: that would be counted once for each. */
    RowFigures ofAll(List<ServiceId> ids) {
        return of(ids.stream().map(Subject.OfService::new).toList());
    }

    private RowFigures of(List<? extends Subject> subjects) {
        List<Reading> readings = subjects.stream()
                .map(subject -> snapshot.readings().get(subject))
                .filter(Objects::nonNull)
                .toList();
        List<Figure> shared = readings.stream()
                .map(reading -> memory(reading, MemorySample::shared))
                .toList();
        Figure all = sum(shared);
        long known = shared.stream().filter(Figure::isKnown).count();
        return new RowFigures(
                readings.stream().mapToInt(Reading::processes).sum(),
                false,
                sum(readings.stream().map(this::cpu).toList()),
                sum(readings, MemorySample::own),
                ownPart(sum(readings, MemorySample::own), all),
                all.isKnown() ? Figure.of(Math.rint(all.value() / known), all.old()) : all,
                sum(readings, MemorySample::rss),
                sum(readings, MemorySample::pss),
                Figure.NONE,
                Figure.NONE,
                Optional.empty());
    }

    /** What a proxy and its services use together. */
    RowFigures together(String proxy, List<ServiceId> services) {
        return of(Stream.concat(
                        Stream.of(new Subject.OfProxy(proxy)), services.stream().map(Subject.OfService::new))
                .toList());
    }

    RowFigures ofProxy(String name) {
        RowFigures process = ofProcess(new Subject.OfProxy(name));
        Group group = snapshot.groups().getOrDefault(name, Group.EMPTY);
        OptionalLong saved = group.figures().saved();
        if (saved.isEmpty() || group.figures().workers().isEmpty()) {
            return process;
        }
        boolean old = process.own().old();
        return new RowFigures(
                process.processes(),
                process.paused(),
                process.cpu(),
                process.own(),
                process.ownPart(),
                process.shared(),
                process.rss(),
                process.pss(),
                Figure.of(saved.getAsLong(), old),
                Figure.of(group.figures().total() + saved.getAsLong(), old),
                process.ports());
    }

    private static double ownPart(Figure own, Figure shared) {
        double all = own.value() + shared.value();
        return all <= 0 ? 0 : own.value() / all;
    }

    private Figure cpu(Reading reading) {
        if (!reading.cpuTold()) {
            return Figure.HIDDEN;
        }
        return reading.cpu().isEmpty()
                ? Figure.NONE
                : Figure.of(reading.cpu().getAsDouble(), reading.cpuAt().isBefore(oldestCpu));
    }

    private Figure memory(Reading reading, ToDoubleFunction<MemorySample> part) {
        if (!reading.memoryTold()) {
            return Figure.HIDDEN;
        }
        return reading.memory()
                .map(memory ->
                        Figure.of(part.applyAsDouble(memory), reading.memoryAt().isBefore(oldestMemory)))
                .orElse(Figure.NONE);
    }

    private Figure sum(List<Reading> readings, ToDoubleFunction<MemorySample> part) {
        return sum(readings.stream().map(reading -> memory(reading, part)).toList());
    }

    private static Figure sum(List<Figure> figures) {
        List<Figure> known = figures.stream().filter(Figure::isKnown).toList();
        if (known.isEmpty()) {
            return figures.stream().filter(Figure.HIDDEN::equals).findFirst().orElse(Figure.NONE);
        }
        return Figure.of(
                known.stream().mapToDouble(Figure::value).sum(), known.stream().anyMatch(Figure::old));
    }
}
