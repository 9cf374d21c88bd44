package controlfreak.ui.main.rows;

import controlfreak.ui.fx.Texts;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many rows are in which state. Immutable; any thread. */
public record StateCounts(Map<RowState, Integer> counts) {
    public static final StateCounts NONE = new StateCounts(Map.of());

    public StateCounts {
        counts = Map.copyOf(counts);
    }

    public static StateCounts of(Stream<RowState> states) {
        Map<RowState, Integer> counts = new EnumMap<>(RowState.class);
        states.forEach(state -> counts.merge(state, 1, Integer::sum));
        return new StateCounts(counts);
    }

    public int of(RowState state) {
        return counts.getOrDefault(state, 0);
    }

    public int all() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The state that most needs attention. */
    RowState worst() {
        return Stream.of(RowState.values())
                .filter(state -> of(state) > 0)
                .findFirst()
                .orElse(RowState.OFF);
    }

    /** {@code 7 running · 1 retrying}. */
    public String summary() {
        return Stream.of(RowState.RUNNING, RowState.MOVING, RowState.RETRYING, RowState.TROUBLE, RowState.OFF)
                .filter(state -> of(state) > 0)
                .map(state -> Texts.text("state.count." + state.key(), Integer.toString(of(state))))
                .collect(Collectors.joining(" · "));
    }
}
