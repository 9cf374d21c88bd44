package controlfreak.ui.environment.state;

import controlfreak.model.EffectiveEnvironment;
import controlfreak.model.EffectiveEnvironment.Variable;
import controlfreak.model.Environment;
import controlfreak.model.Origin;
import controlfreak.ui.environment.running.ComparedProcess;
import controlfreak.ui.environment.running.EnvironmentDiff.Difference;
import controlfreak.ui.environment.state.EnvironmentRow.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Builds the lines of the environment table from the levels and from what runs. Any thread. */
final class EnvironmentRows {
    private final Origin level;
    private final Environment own;
    private final Predicate<String> tooLate;
    private final Map<String, List<Difference>> differences = new HashMap<>();

    private EnvironmentRows(Origin level, Environment own, List<ComparedProcess> live, Predicate<String> tooLate) {
        this.level = level;
        this.own = own;
        this.tooLate = tooLate;
        live.stream()
                .flatMap(process -> process.differences().stream())
                .filter(this::concerns)
                .forEach(difference -> differences
                        .computeIfAbsent(difference.name(), name -> new ArrayList<>())
                        .add(difference));
    }

    /**
     * The lines: the target's own as they were written, then those of other levels by name.
     *
     * @param level the target's level
     * @param own what the target says itself
     * @param edited what its process would get
     * @param live the processes that it reaches
     * @param tooLate whether a variable of the target's own means nothing to its process
     */
    static List<EnvironmentRow> of(
            Origin level,
            Environment own,
            EffectiveEnvironment edited,
            List<ComparedProcess> live,
            Predicate<String> tooLate) {
        return new EnvironmentRows(level, own, live, tooLate).rows(edited);
    }

    /** A stronger level's own value is no matter of this one. */
    private boolean concerns(Difference difference) {
        return difference
                .origin()
                .map(origin -> origin.compareTo(level) <= 0 || level == Origin.SERVICE)
                .orElse(true);
    }

    private List<EnvironmentRow> rows(EffectiveEnvironment edited) {
        Map<String, Variable> variables = new HashMap<>();
        edited.variables().forEach(variable -> variables.put(variable.name(), variable));
        List<EnvironmentRow> rows = new ArrayList<>();
        own.entries().keySet().forEach(name -> rows.add(row(variables.get(name))));
        differences.keySet().stream()
                .filter(name -> !variables.containsKey(name))
                .sorted()
                .forEach(name -> rows.add(gone(name)));
        edited.variables().stream()
                .filter(variable -> !own.mentions(variable.name()))
                .forEach(variable -> rows.add(row(variable)));
        return rows;
    }

    private EnvironmentRow row(Variable variable) {
        List<Difference> differing = differences.getOrDefault(variable.name(), List.of());
        return new EnvironmentRow(
                variable.name(),
                variable.winner().value(),
                own.value(variable.name()),
                Optional.of(variable.winner().origin()),
                variable.winner().file(),
                own.mentions(variable.name()),
                variable.overridden(),
                change(variable, differing),
                runningValues(differing),
                differing.size());
    }

    private EnvironmentRow gone(String name) {
        List<Difference> differing = differences.get(name);
        return new EnvironmentRow(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                Change.REMOVED,
                runningValues(differing),
                differing.size());
    }

    private Change change(Variable variable, List<Difference> differing) {
        if (own.mentions(variable.name()) && tooLate.test(variable.name())) {
            return Change.NO_EFFECT;
        }
        boolean inherits = variable.overridden().stream()
                .anyMatch(setting -> setting.value().isPresent());
        if (differing.isEmpty()) {
            return !own.mentions(variable.name()) || !inherits
                    ? Change.NONE
                    : variable.winner().value().isPresent() ? Change.OVERRIDES : Change.TAKEN_AWAY;
        }
        if (variable.winner().value().isEmpty()) {
            return Change.REMOVED;
        }
        return differing.stream().allMatch(difference -> difference.running().isEmpty())
                ? Change.ADDED
                : Change.CHANGED;
    }

    private static List<Optional<String>> runningValues(List<Difference> differing) {
        return differing.stream().map(Difference::running).distinct().toList();
    }
}
