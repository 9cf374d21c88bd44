package controlfreak.figures;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.figures.UsageHistory.Point;
import controlfreak.model.ServiceId;
import controlfreak.model.status.MemorySample;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How CPU and memory of processes went. */
class UsageHistoryTest {
    private static final Instant BEGIN = Instant.parse("2026-11-01T12:00:00Z");
    private static final Subject WEB = subject("web");
    private static final Subject CRON = subject("cron");

    private final UsageHistory history = new UsageHistory();

    private static Subject subject(String name) {
        return new Subject.OfService(new ServiceId(name, 0));
    }

    private static Reading reading(double cpu, long pss) {
        return new Reading(
                Optional.empty(),
                1,
                false,
                OptionalDouble.of(cpu),
                BEGIN,
                true,
                Optional.of(new MemorySample(pss, pss, pss, OptionalLong.of(pss), 0, pss, 0)),
                BEGIN,
                true);
    }

    private void take(int second, Map<Subject, Reading> readings) {
        history.take(new Snapshot(
                BEGIN.plusSeconds(second),
                readings,
                Map.of(),
                Snapshot.NONE.totals(),
                MemoryHistory.EMPTY,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Periods.WISHED,
                Map.of()));
    }

    @Test
    void a_point_is_the_mean_of_what_was_read_since_the_one_before() {
        take(0, Map.of(WEB, reading(0.2, 10)));
        for (int second = 1; second <= 5; second++) {
            take(second, Map.of(WEB, reading(second == 5 ? 1.0 : 0.5, 10 + second)));
        }
        List<Point> points = history.of(Set.of(WEB));
        assertThat(points).extracting(Point::at).containsExactly(BEGIN, BEGIN.plusSeconds(5));
        assertThat(points.get(1).cpu()).isCloseTo(0.6, org.assertj.core.data.Offset.offset(0.001));
        assertThat(points.get(1).memory()).isEqualTo(15);
    }

    @Test
    void several_are_added_up_and_who_was_not_there_adds_nothing() {
        take(0, Map.of(WEB, reading(0.25, 10)));
        take(5, Map.of(WEB, reading(0.25, 10), CRON, reading(0.5, 5)));
        take(10, Map.of(CRON, reading(0.5, 5)));
        assertThat(history.of(Set.of(WEB, CRON)))
                .containsExactly(
                        new Point(BEGIN, 0.25, 10),
                        new Point(BEGIN.plusSeconds(5), 0.75, 15),
                        new Point(BEGIN.plusSeconds(10), 0.5, 5));
    }

    @Test
    void it_reaches_back_an_hour_and_forgets_who_is_gone() {
        take(0, Map.of(CRON, reading(1, 1)));
        for (int second = 5; second <= 2 * 3600; second += 5) {
            take(second, Map.of(WEB, reading(1, second)));
        }
        List<Point> points = history.of(Set.of(WEB));
        assertThat(points).hasSize((int) UsageHistory.KEPT.dividedBy(Duration.ofSeconds(5)));
        assertThat(points.get(points.size() - 1).memory()).isEqualTo(7200);
        assertThat(history.of(Set.of(CRON))).isEmpty();
        history.forget();
        assertThat(history.of(Set.of(WEB))).isEmpty();
    }

    @Test
    void of_very_many_processes_less_is_kept_of_each() {
        Map<Subject, Reading> many = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            many.put(subject("w" + i), reading(0.1, 1));
        }
        for (int second = 0; second < 500; second += 5) {
            take(second, many);
        }
        assertThat(history.of(Set.of(subject("w7")))).hasSize(50);
    }
}
