package controlfreak.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The variables that a process gets, each with the level it comes from and what that level overrides. Immutable; any
 * thread.
 */
public final class EffectiveEnvironment {
    /**
     * What one level says of its variables.
     *
     * @param file where it says so; empty where that is the level's own word
     */
    public record Layer(Origin origin, Environment environment, Optional<FileVariables> file) {
        public Layer(Origin origin, Environment environment) {
            this(origin, environment, Optional.empty());
        }
    }

    /**
     * What one level says of one variable; an empty value removes it.
     *
     * @param file where a file of that level says so; empty where that is the level's own word
     */
    public record Setting(Origin origin, Optional<String> value, Optional<FileVariables.Place> file) {
        public Setting(Origin origin, Optional<String> value) {
            this(origin, value, Optional.empty());
        }

        /** No value: it may be a secret. */
        @Override
        public String toString() {
            return origin + (value.isPresent() ? " sets" : " removes");
        }
    }

    /**
     * One variable with the level that wins.
     *
     * @param winner the level whose word holds; where its value is empty, the process does not get the variable
     * @param overridden what weaker levels said, the strongest of them first
     */
    public record Variable(String name, Setting winner, List<Setting> overridden) {
        public Variable {
            overridden = List.copyOf(overridden);
        }
    }

    private final Map<String, Variable> variables;

    private EffectiveEnvironment(Map<String, Variable> variables) {
        this.variables = Collections.unmodifiableMap(variables);
    }

    /** Lays levels over the panel's own variables, the weakest first. */
    public static EffectiveEnvironment of(Map<String, String> inherited, List<Layer> layers) {
        Map<String, List<Setting>> settings = new TreeMap<>();
        inherited.forEach((name, value) -> settings.computeIfAbsent(name, key -> new ArrayList<>())
                .add(new Setting(Origin.INHERITED, Optional.of(value))));
        for (Layer layer : layers) {
            layer.environment()
                    .entries()
                    .forEach((name, value) -> settings.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(new Setting(layer.origin(), value, layer.file().map(file -> file.place(name)))));
        }
        Map<String, Variable> variables = new LinkedHashMap<>();
        settings.forEach((name, said) -> {
            Collections.reverse(said);
            variables.put(name, new Variable(name, said.get(0), said.subList(1, said.size())));
        });
        return new EffectiveEnvironment(variables);
    }

    /** All variables that any level mentions, by name. */
    public Collection<Variable> variables() {
        return variables.values();
    }

    /** What the process gets: removed variables are not in it. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        variables.forEach((name, variable) -> variable.winner().value().ifPresent(value -> values.put(name, value)));
        return Collections.unmodifiableMap(values);
    }
}
