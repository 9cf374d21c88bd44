package controlfreak.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScaleTest {
    private static final long MB = 1L << 20;
    private static final long GB = 1L << 30;

    @Test
    void hasFewLinesAtRoundAmounts() {
        assertThat(Scale.of(571 * MB).lines()).containsExactly(0L, 200 * MB, 400 * MB, 600 * MB);
        assertThat(Scale.of(24 * GB).lines()).containsExactly(0L, 10 * GB, 20 * GB, 30 * GB);
        assertThat(Scale.of(1).top()).isEqualTo(MB);
    }

    @Test
    void fitsEveryAmount() {
        LongStream.iterate(1, amount -> amount < 1L << 50, amount -> amount * 3 + 1)
                .forEach(amount -> {
                    Scale scale = Scale.of(amount);
                    assertThat(scale.top()).isGreaterThanOrEqualTo(amount);
                    assertThat(scale.lines().count()).isBetween(2L, 5L);
                    assertThat(scale.height(amount)).isBetween(0.0, 1.0);
                });
    }
}
