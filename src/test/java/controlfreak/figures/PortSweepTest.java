package controlfreak.figures;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.ServiceId;
import controlfreak.process.ListeningSockets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PortSweepTest {
    private static final LiveProcess WEB = live("web", 10);
    private static final LiveProcess REDIS = live("redis", 20);

    /** A system with processes that have sockets open. */
    private static final class SystemStandIn implements ListeningSockets {
        final Map<Long, Integer> ports = new HashMap<>();
        final Map<Long, Set<Long>> open = new TreeMap<>();
        final List<Long> looked = new ArrayList<>();
        boolean tells = true;

        @Override
        public Optional<Map<Long, Integer>> ports() {
            return tells ? Optional.of(Map.copyOf(ports)) : Optional.empty();
        }

        @Override
        public Optional<Set<Long>> heldBy(long pid, Set<Long> sockets) {
            looked.add(pid);
            return Optional.ofNullable(open.get(pid)).map(all -> {
                Set<Long> held = new HashSet<>(all);
                held.retainAll(sockets);
                return held;
            });
        }
    }

    private final SystemStandIn system = new SystemStandIn();
    private final MeterStandIn meter = new MeterStandIn();
    private final Pace pace = new Pace(meter);
    private final FiguresStandIn processes = new FiguresStandIn(meter);
    private final Members members = new Members(processes, meter);
    private final PortSweep sweep = new PortSweep(system, members, meter);

    private static LiveProcess live(String name, long pid) {
        return new LiveProcess(new Subject.OfService(new ServiceId(name, 0)), Optional.empty(), pid, Instant.EPOCH);
    }

    private void round(LiveProcess... live) {
        meter.pass(Duration.ofSeconds(1));
        pace.beginRound();
        members.round(new Roster(List.of(live), Set.of(), Map.of(), Map.of()), pace);
        sweep.round(List.of(live), pace);
    }

    private void rounds(int seconds, LiveProcess... live) {
        for (int i = 0; i < seconds; i++) {
            round(live);
        }
    }

    private void redisListens() {
        system.ports.put(1L, 6379);
        processes.groups.put(20L, List.of(20L));
        system.open.put(20L, Set.of(1L));
    }

    @Test
    void finds_the_ports_of_a_whole_group_in_order() {
        system.ports.putAll(Map.of(1L, 8443, 2L, 8080, 3L, 22));
        processes.groups.put(10L, List.of(10L, 11L));
        system.open.put(10L, Set.of());
        system.open.put(11L, Set.of(1L, 2L));
        round(WEB);
        assertThat(sweep.of(WEB)).contains(new Ports(true, List.of(8080, 8443)));
    }

    @Test
    void looks_at_nothing_while_nothing_changes() {
        redisListens();
        round(REDIS);
        rounds(50, REDIS);
        assertThat(system.looked).containsExactly(20L);
        assertThat(sweep.of(REDIS)).contains(new Ports(true, List.of(6379)));
    }

    @Test
    void looks_at_nobody_where_nobody_listens() {
        processes.groups.put(20L, List.of(20L));
        rounds(100, REDIS);
        assertThat(system.looked).isEmpty();
        assertThat(sweep.of(REDIS)).contains(Ports.NONE);
    }

    @Test
    void looks_at_a_new_process_soon_and_at_no_other() {
        redisListens();
        rounds(2, REDIS);
        system.looked.clear();
        processes.groups.put(10L, List.of(10L));
        system.open.put(10L, Set.of());
        rounds(3, REDIS, WEB);
        assertThat(system.looked).containsExactly(10L);
        assertThat(sweep.of(WEB)).contains(Ports.NONE);
    }

    @Test
    void looks_at_all_where_a_socket_is_new() {
        redisListens();
        processes.groups.put(10L, List.of(10L));
        system.open.put(10L, Set.of());
        rounds(2, REDIS, WEB);
        system.ports.put(2L, 8080);
        system.open.put(10L, Set.of(2L));
        rounds(10, REDIS, WEB);
        assertThat(sweep.of(WEB)).contains(new Ports(true, List.of(8080)));
    }

    @Test
    void forgets_a_port_that_is_closed() {
        redisListens();
        round(REDIS);
        system.ports.clear();
        rounds(10, REDIS);
        assertThat(sweep.of(REDIS)).contains(Ports.NONE);
    }

    @Test
    void notices_in_time_that_a_process_closed_what_another_still_has_open() {
        redisListens();
        round(REDIS);
        system.open.put(20L, Set.of());
        rounds(190, REDIS);
        assertThat(sweep.of(REDIS)).contains(Ports.NONE);
    }

    @Test
    void says_that_the_system_does_not_tell() {
        system.tells = false;
        round(REDIS);
        assertThat(sweep.of(REDIS)).contains(Ports.HIDDEN);
        system.tells = true;
        redisListens();
        system.open.clear();
        rounds(10, REDIS);
        assertThat(sweep.of(REDIS)).as("its files may not be looked at").contains(Ports.HIDDEN);
    }

    @Test
    void stops_where_the_pace_says_so_and_goes_on_later() {
        system.ports.put(1L, 80);
        List<Long> many = List.of(10L, 11L, 12L, 13L);
        processes.groups.put(10L, many);
        many.forEach(pid -> system.open.put(pid, Set.of()));
        system.open.put(13L, Set.of(1L));
        meter.spend(Duration.ofSeconds(1).toNanos());
        round(WEB);
        assertThat(system.looked).isEmpty();
        assertThat(sweep.of(WEB)).isEmpty();
        rounds(60, WEB);
        assertThat(sweep.of(WEB)).contains(new Ports(true, List.of(80)));
    }
}
