package controlfreak.engine.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void theFirstRetryComesAfterThreeTenths() {
        assertThat(Backoff.delay(1, bound -> bound - 1)).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void laterRetriesAreDrawnFromAWiderRange() {
        List<Integer> bounds = new ArrayList<>();
        for (int retry = 1; retry <= 8; retry++) {
            Backoff.delay(retry, bound -> {
                bounds.add(bound);
                return 0;
            });
        }
        assertThat(bounds).containsExactly(1, 3, 5, 7, 9, 11, 13, 15);
        assertThat(Backoff.delay(8, bound -> 14)).isEqualTo(Duration.ofMillis(4500));
    }
}
