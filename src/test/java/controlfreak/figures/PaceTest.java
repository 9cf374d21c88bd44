package controlfreak.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MS = 1_000_000;

    private final MeterStandIn meter = new MeterStandIn();
    private final Pace pace = new Pace(meter);

    private void round(Duration after) {
        meter.pass(after);
        pace.beginRound();
    }

    @Test
    void allowsTwoPercentInTheLongRun() {
        for (int second = 0; second < 1000; second++) {
            round(Duration.ofSeconds(1));
            while (pace.allows()) {
                meter.spend(MS);
            }
        }
        double share = (double) meter.cpuSpent() / meter.elapsed();
        assertThat(share).isBetween(0.019, 0.0203);
    }

    @Test
    void takesOffWhatIsSpentBetweenRoundsToo() {
        meter.spend(200 * MS);
        round(Duration.ofSeconds(1));
        assertThat(pace.allows()).isFalse();
        round(Duration.ofSeconds(3));
        assertThat(pace.allows()).isFalse();
        round(Duration.ofSeconds(2));
        assertThat(pace.allows()).isTrue();
    }

    @Test
    void keepsWhatWasNotSpentButNotForEver() {
        round(Duration.ofHours(1));
        meter.spend(99 * MS);
        assertThat(pace.allows()).isTrue();
        meter.spend(2 * MS);
        assertThat(pace.allows()).isFalse();
    }

    @Test
    void holdsAPartOfARoundBack() {
        round(Duration.ofSeconds(1));
        pace.limitTo(0.5);
        meter.spend(9 * MS);
        assertThat(pace.allows()).isTrue();
        meter.spend(2 * MS);
        assertThat(pace.allows()).isFalse();
        pace.unlimit();
        assertThat(pace.allows()).isTrue();
    }
}
