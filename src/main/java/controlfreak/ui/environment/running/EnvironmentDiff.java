package controlfreak.ui.environment.running;

import controlfreak.model.EffectiveEnvironment;
import controlfreak.model.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What differs between the variables that a process runs with and those it would get now. Any thread. */
public final class EnvironmentDiff {
    /**
     * One variable that differs.
     *
     * @param running its value in the process; empty where it has none
     * @param edited its value as edited; empty where there is none any more
     * @param origin the level that decides on the edited value; empty where no level mentions it any more
     */
    public record Difference(String name, Optional<String> running, Optional<String> edited, Optional<Origin> origin) {
        /** Names only: values may be secrets. */
        @Override
        public String toString() {
            return name;
        }
    }

    private EnvironmentDiff() {}

    /** The differences, by name. */
    public static List<Difference> between(Map<String, String> running, EffectiveEnvironment edited) {
        Map<String, Difference> all = new TreeMap<>();
        running.forEach((name, value) ->
                all.put(name, new Difference(name, Optional.of(value), Optional.empty(), Optional.empty())));
        edited.variables()
                .forEach(variable -> all.put(
                        variable.name(),
                        new Difference(
                                variable.name(),
                                Optional.ofNullable(running.get(variable.name())),
                                variable.winner().value(),
                                Optional.of(variable.winner().origin()))));
        List<Difference> differences = new ArrayList<>(all.values());
        differences.removeIf(difference -> difference.running().equals(difference.edited()));
        return List.copyOf(differences);
    }
}
