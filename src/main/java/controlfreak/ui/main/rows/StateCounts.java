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

    /** {@code 7 running · 1 failing}; {@code 8 of 8 running} where they all do. */
    public String summary() {
        return all() > 1 && of(RowState.RUNNING) == all()
                ? running()
                : counted(RowState.COUNTED.stream()).collect(Collectors.joining(" · "));
    }

    /** {@code 11 of 14 running · 1 failing}: what is stopped is what is missing. */
    public String outOfAll() {
        Stream<RowState> rest = Stream.of(RowState.CHANGING, RowState.UNREADY, RowState.FAILING);
        return Stream.concat(Stream.of(running()), counted(rest)).collect(Collectors.joining(" · "));
    }

    private String running() {
        return Texts.text("state.below", Integer.toString(of(RowState.RUNNING)), Integer.toString(all()));
    }

    private Stream<String> counted(Stream<RowState> states) {
        return states.filter(state -> of(state) > 0).map(state -> state.counted(of(state)));
    }
}
