package controlfreak.figures;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.figures.MemoryHistory.Kind;
import controlfreak.figures.MemoryHistory.Mark;
import controlfreak.figures.MemoryHistory.Point;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryHistoryTest {
    private static final Instant START = MeterStandIn.START;

    private static Point point(int second) {
        return new Point(START.plusSeconds(second), second, 0, 0, 0);
    }

    @Test
    void keepsAnHourInOrder() {
        MemoryHistory history = MemoryHistory.EMPTY;
        for (int second = 0; second <= 7200; second += 10) {
            history = history.with(point(second));
        }
        assertThat(history.points()).hasSize(361).startsWith(point(3600)).endsWith(point(7200));
    }

    @Test
    void isBoundedHoweverFastItIsFed() {
        MemoryHistory history = MemoryHistory.EMPTY;
        for (int i = 0; i < 5000; i++) {
            history = history.with(point(1)).with(new Mark(START, Kind.RESTARTED, List.of("web")));
        }
        assertThat(history.points()).hasSize(720);
        assertThat(history.marks()).hasSize(200);
    }

    @Test
    void leavesWhatWasHandedOutAsItWas() {
        MemoryHistory before = MemoryHistory.EMPTY.with(point(1));
        before.with(point(2));
        assertThat(before.points()).containsExactly(point(1));
    }
}
