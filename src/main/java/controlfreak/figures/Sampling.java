package controlfreak.figures;

import controlfreak.process.ListeningSockets;
import controlfreak.process.ProcessFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is read in each round, and in which order: what the operator can see first, of the rest what waited longest, and
 * last what cannot have changed, until {@link Pace} says that it is enough. The sampler's thread only.
 */
final class Sampling {
    /** How often the memory of what can be seen is read. */
    static final Duration VISIBLE = Duration.ofSeconds(5);

    /** How long a process that cannot have changed goes unread. */
    private static final Duration UNREAD = Duration.ofMinutes(3);

    /** CPU times that nobody sees take no more of what may be spent than this: memory takes longer to read. */
    private static final double CPU_PART = 0.3;

    /** Who listens where is found out in the end, however much there is to read. */
    private static final double PORTS_PART = 0.25;

    /** Asking how much was spent costs as much as a part of a reading. */
    private static final int CPU_BATCH = 16;

    private static final long WHOLE_PERIOD = Periods.WISHED.memory().toNanos();
    private static final Duration SECOND = Periods.WISHED.cpu();

    private final ProcessFigures figures;
    private final Meter meter;
    private final Pace pace;
    private final Tracks tracks = new Tracks();
    private final Groups groups = new Groups();
    private final Members members;
    private final PortSweep ports;
    private final OptionalLong machine;
    private Optional<Instant> memoryAt = Optional.empty();
    private long rememberedAt = Long.MIN_VALUE;
    private long dueBefore = Long.MIN_VALUE;
    private boolean leftOver;

    Sampling(ProcessFigures figures, ListeningSockets sockets, Meter meter) {
        this.figures = figures;
        this.meter = meter;
        pace = new Pace(meter);
        members = new Members(figures, meter);
        ports = new PortSweep(sockets, members, meter);
        machine = figures.machineMemory();
    }

    /** One round, about a second after the one before. */
    Snapshot round(Roster roster, Set<Subject> visible) {
        pace.beginRound();
        List<Tracks.Start> starts = tracks.follow(roster, meter);
        if (members.round(roster, pace)) {
            tracks.all().forEach(track -> {
                long pid = track.process().pid();
                track.accompany(members.of(pid), members.template(pid));
            });
        }
        List<Track> seen = new ArrayList<>();
        List<Track> rest = new ArrayList<>();
        tracks.all().forEach(track -> (visible.contains(track.process().subject()) ? seen : rest).add(track));
        Set<Track> read = new HashSet<>();
        readCpu(seen);
        leftOver = !readMemory(due(seen, VISIBLE.toNanos()), read);
        pace.limitTo(PORTS_PART);
        ports.round(roster.live(), pace);
        pace.limitTo(CPU_PART);
        readCpu(oldestFirst(rest, Comparator.comparing(Track::cpuAt)));
        pace.unlimit();
        List<Track> due = due(rest, WHOLE_PERIOD);
        due.stream().filter(this::holds).forEach(track -> {
            track.confirmMemory(meter);
            memoryAt = Optional.of(track.memoryAt());
        });
        leftOver |= !readMemory(due.stream().filter(track -> !holds(track)).toList(), read);
        readMemory(oldestFirst(unread(rest), Comparator.comparingLong(Track::memoryReadAt)), read);
        return tell(roster, starts, read);
    }

    private void readCpu(List<Track> wanted) {
        int unasked = CPU_BATCH;
        for (Track track : wanted) {
            if (unasked >= CPU_BATCH) {
                if (!pace.allows()) {
                    return;
                }
                unasked = 0;
            }
            track.readCpu(figures, meter);
            unasked += track.size();
        }
    }

    private boolean holds(Track track) {
        return track.isMemoryTriedSince(dueBefore) && track.isUnchanged(tracks.changeAround(track));
    }

    /** What others do moves a process's share of common pages a little, so that it is read now and then all the same. */
    private List<Track> unread(List<Track> candidates) {
        long before = meter.elapsed() - UNREAD.toNanos();
        return candidates.stream()
                .filter(track -> track.memory().isPresent() && track.memoryReadAt() < before)
                .toList();
    }

    private List<Track> due(List<Track> candidates, long period) {
        long now = meter.elapsed();
        return oldestFirst(
                candidates.stream()
                        .filter(track -> track.isMemoryDue(now, period) || !track.isMemoryTriedSince(dueBefore))
                        .toList(),
                Comparator.comparingLong(Track::memoryTriedAt));
    }

    /** Those that waited equally long stay in the roster's order, a proxy before its workers. */
    private static List<Track> oldestFirst(List<Track> tracks, Comparator<Track> order) {
        List<Track> sorted = new ArrayList<>(tracks);
        sorted.sort(order);
        return sorted;
    }

    /** @return whether all of it was read */
    private boolean readMemory(List<Track> wanted, Set<Track> read) {
        for (Track track : wanted) {
            if (!pace.allows()) {
                return false;
            }
            track.readMemory(figures, meter);
            if (track.memory().isPresent()) {
                read.add(track);
                memoryAt = Optional.of(track.memoryAt());
            }
        }
        return true;
    }

    private Snapshot tell(Roster roster, List<Tracks.Start> starts, Set<Track> read) {
        Instant now = meter.now();
        groups.reckon(tracks, roster.proxies());
        groups.mark(starts, now);
        Totals totals = groups.totals(tracks);
        long elapsed = meter.elapsed();
        if (!read.isEmpty() && Math.floorDiv(elapsed, VISIBLE.toNanos()) != rememberedAt) {
            rememberedAt = Math.floorDiv(elapsed, VISIBLE.toNanos());
            Set<String> changed = new HashSet<>();
            read.forEach(track -> track.process().proxy().ifPresent(changed::add));
            groups.remember(totals, changed::contains, now);
        }
        Map<Subject, Reading> readings = new HashMap<>();
        Map<Subject, Ports> listening = new HashMap<>();
        tracks.all().forEach(track -> {
            readings.put(track.process().subject(), track.reading());
            ports.of(track.process())
                    .ifPresent(known -> listening.put(track.process().subject(), known));
        });
        return new Snapshot(
                now,
                readings,
                groups.all(),
                totals,
                groups.workspace(),
                memoryAt,
                machine,
                figures.availableMemory(),
                periods(now),
                listening);
    }

    private Periods periods(Instant now) {
        Duration cpu = SECOND;
        Duration memory = Periods.WISHED.memory();
        for (Track track : tracks.all()) {
            cpu = longer(cpu, Duration.between(track.cpuAt(), now));
            memory = longer(memory, track.memoryPeriod(now));
        }
        return new Periods(
                seconds(cpu),
                seconds(memory),
                leftOver && memory.compareTo(Periods.WISHED.memory().plus(SECOND)) > 0);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration seconds(Duration exact) {
        return Duration.ofSeconds(Math.round(exact.toMillis() / 1000.0));
    }

    /** Has the next round read memory that was read a moment ago. */
    void readAllAnew() {
        dueBefore = meter.elapsed();
        members.hurry();
        ports.hurry();
    }

    /** Another workspace: what is of the one before is no longer told. */
    void forget() {
        tracks.forget();
        groups.forget();
        members.forget();
        ports.forget();
        memoryAt = Optional.empty();
    }
}
