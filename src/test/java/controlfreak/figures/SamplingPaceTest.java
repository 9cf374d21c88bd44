package controlfreak.figures;

import static controlfreak.figures.Samples.sample;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How often what is read, and what it may cost. */
class SamplingPaceTest extends SamplingFixture {
    @Test
    void readsMemoryOfWhatIsSeenTwiceAsOften() {
        startShop(2);
        visible = Set.of(web(2));
        rounds(40);
        assertThat(system.memoryReadings.stream().filter(pid -> pid == 1001)).hasSizeBetween(4, 5);
        assertThat(system.memoryReadings.stream().filter(pid -> pid == 1002)).hasSizeBetween(8, 9);
    }

    @Test
    void readsWhatIsNewAtOnce() {
        startShop(1);
        rounds(7);
        start(web(2), 1002);
        Reading reading = round().readings().get(web(2));
        assertThat(reading.memory()).contains(sample(100, 40, 10));
    }

    @Test
    void readsEverythingWhenAsked() {
        startShop(3);
        rounds(6);
        system.memoryReadings.clear();
        sampling.readAllAnew();
        round();
        assertThat(system.memoryReadings).containsExactlyInAnyOrder(1000L, 1001L, 1002L, 1003L);
        rounds(2);
        assertThat(system.memoryReadings).hasSize(4);
    }

    @Test
    void keepsToTheWishedPeriodsWithTwoHundredProcesses() {
        startShop(200);
        Snapshot snapshot = rounds(60);
        assertThat(snapshot.periods()).isEqualTo(Periods.WISHED);
        assertThat(meter.cpuSpent()).isLessThan(meter.elapsed() / 50);
    }

    @Test
    void slowsDownBeforeItCostsTooMuchAndSaysSo() {
        startShop(1000);
        visible = Set.of(web(1), web(2), web(3));
        meter.spend(0);
        long cpuBefore = meter.cpuSpent();
        Snapshot snapshot = rounds(300);
        assertThat(meter.cpuSpent() - cpuBefore).isLessThan((long) (0.0203 * meter.elapsed() + 100_000_000));
        assertThat(snapshot.periods().slowedDown()).isTrue();
        assertThat(snapshot.periods().memory()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(45));
        assertThat(snapshot.periods().cpu()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));

        assertThat(system.memoryReadings.stream().filter(pid -> pid == 1002))
                .as("what is seen keeps its pace")
                .hasSizeGreaterThanOrEqualTo(59);
        LongStream.rangeClosed(1000, 2000)
                .forEach(pid -> assertThat(system.memoryReadings.stream().filter(read -> read == pid))
                        .as("nobody is forgotten")
                        .hasSizeGreaterThan(5));
    }

    @Test
    void readsNoMemoryThatCannotHaveChanged() {
        system.busy = false;
        startShop(10);
        rounds(2);
        system.memoryReadings.clear();
        Snapshot snapshot = rounds(50);
        assertThat(system.memoryReadings).isEmpty();
        assertThat(Duration.between(snapshot.readings().get(web(3)).memoryAt(), meter.now()))
                .as("it still holds")
                .isLessThanOrEqualTo(Duration.ofSeconds(11));

        start(web(11), 1011);
        rounds(11);
        assertThat(system.memoryReadings).as("the others share with one more").contains(1000L, 1005L, 1010L, 1011L);
    }

    @Test
    void readsNowAndThenWhatSeemsUnchanged() {
        system.busy = false;
        startShop(10);
        rounds(200);
        assertThat(system.memoryReadings).hasSize(22);
    }

    @Test
    void goesFasterAgainWhereThereIsLessToRead() {
        startShop(1000);
        rounds(100);
        live.subList(20, live.size()).clear();
        assertThat(rounds(30).periods()).isEqualTo(Periods.WISHED);
    }

    @Test
    void readsHeavyProcessesLessOften() {
        system.costOfMemory = 50_000_000;
        startShop(40);
        rounds(200);
        assertThat(meter.cpuSpent()).isLessThan((long) (0.0203 * meter.elapsed()) + 250_000_000);
    }
}
