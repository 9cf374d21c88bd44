package controlfreak.process;

import controlfreak.model.rights.Limit;
import controlfreak.model.rights.LimitRange;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What a child does in its process before its program begins there. Immutable; any thread.
 *
 * @param account as whom it runs; empty where as the panel
 * @param limits with the hard limit, unless the system does not tell what it is
 * @param pidVariables the names of variables that are to hold the child's own pid
 */
public record Prelude(
        Optional<Account> account,
        OptionalInt umask,
        Map<Limit, LimitRange> limits,
        OptionalInt nice,
        OptionalInt oomScoreAdj,
        List<String> pidVariables) {
    public static final Prelude NONE = new Prelude(
            Optional.empty(), OptionalInt.empty(), Map.of(), OptionalInt.empty(), OptionalInt.empty(), List.of());

    public Prelude {
        EnumMap<Limit, LimitRange> ordered = new EnumMap<>(Limit.class);
        ordered.putAll(limits);
        limits = Collections.unmodifiableMap(ordered);
        pidVariables = List.copyOf(pidVariables);
    }

    /** With the pid in these variables, too. */
    public Prelude withPidIn(List<String> variables) {
        List<String> all =
                Stream.concat(pidVariables.stream(), variables.stream()).toList();
        return new Prelude(account, umask, limits, nice, oomScoreAdj, all);
    }
}
