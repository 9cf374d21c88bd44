package controlfreak.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.figures.MemoryHistory;
import controlfreak.figures.Periods;
import controlfreak.figures.Snapshot;
import controlfreak.figures.Totals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FiguresFeedTest {
    private final List<Runnable> posted = new ArrayList<>();
    private final List<Snapshot> received = new ArrayList<>();
    private final FiguresFeed feed = new FiguresFeed(posted::add, received::add);

    private static Snapshot at(int second) {
        return new Snapshot(
                Instant.ofEpochSecond(second),
                Map.of(),
                Map.of(),
                new Totals(0, 0, 0, 0, OptionalLong.empty()),
                MemoryHistory.EMPTY,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Periods.WISHED,
                Map.of());
    }

    @Test
    void handsOverTheLatestOnlyHoweverLongItTakes() {
        feed.accept(at(1));
        feed.accept(at(2));
        feed.accept(at(3));
        assertThat(posted).hasSize(1);
        posted.remove(0).run();
        assertThat(received).containsExactly(at(3));

        feed.accept(at(4));
        posted.remove(0).run();
        assertThat(received).containsExactly(at(3), at(4));
    }
}
