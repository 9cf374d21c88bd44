package controlfreak.ui.environment.state;

import controlfreak.model.EffectiveEnvironment.Setting;
import controlfreak.model.FileVariables;
import controlfreak.model.Origin;
import controlfreak.ui.environment.value.Secrets;
import java.util.List;
import java.util.Optional;

/**
 * One line of the environment table. Immutable; any thread.
 *
 * @param name the variable; empty for a line that is being added
 * @param value what a process would get; empty where it would not get the variable
 * @param written what the target itself says, before it is made another for each instance; empty where it says nothing
 * @param origin the level that decides on it; empty where no level mentions it any more
 * @param file where a file of that level says so
 * @param own whether the target that is shown mentions it
 * @param overridden what weaker levels say, the strongest of them first
 * @param change how it differs from what runs, or from what would be inherited
 * @param running the different values that processes run with instead; an empty one where they lack it
 * @param differing how many processes run with another value
 */
public record EnvironmentRow(
        String name,
        Optional<String> value,
        Optional<String> written,
        Optional<Origin> origin,
        Optional<FileVariables.Place> file,
        boolean own,
        List<Setting> overridden,
        Change change,
        List<Optional<String>> running,
        int differing) {
    /** How a line differs. */
    public enum Change {
        NONE,
        /** It comes too late for a process that is forked from a proxy. */
        NO_EFFECT,
        /** Nothing that runs differs, and a weaker level's value is replaced. */
        OVERRIDES,
        /** Nothing that runs differs, and a weaker level's value is taken away. */
        TAKEN_AWAY,
        /** Processes run without it. */
        ADDED,
        /** Processes run with another value. */
        CHANGED,
        /** Processes run with it, and would not get it any more. */
        REMOVED;

        public boolean needsRestart() {
            return this == ADDED || this == CHANGED || this == REMOVED;
        }
    }

    public EnvironmentRow {
        overridden = List.copyOf(overridden);
        running = List.copyOf(running);
    }

    /** A line that is being added. */
    public static EnvironmentRow draft(String name, Origin origin) {
        return new EnvironmentRow(
                name,
                Optional.of(""),
                Optional.empty(),
                Optional.of(origin),
                Optional.empty(),
                true,
                List.of(),
                Change.NONE,
                List.of(),
                0);
    }

    /** This line with another value, as an editor begins with it. */
    public EnvironmentRow withValue(String newValue) {
        Optional<String> value = Optional.of(newValue);
        return new EnvironmentRow(name, value, value, origin, file, own, overridden, change, running, differing);
    }

    /** What an editor begins with. */
    public String text() {
        return written.or(() -> value).orElse("");
    }

    /** What the value is made of, where that is not itself. */
    public Optional<String> template() {
        return written.filter(text -> value.filter(text::equals).isEmpty());
    }

    /** Whether any of what it says, or said elsewhere, is a secret. */
    public boolean secret() {
        return Secrets.isSecret(name, value)
                || Secrets.isSecret(name, written)
                || running.stream().anyMatch(other -> Secrets.isSecret(name, other))
                || overridden.stream().anyMatch(weaker -> Secrets.isSecret(name, weaker.value()));
    }

    /** Whether a process would not get it. */
    public boolean removed() {
        return value.isEmpty();
    }

    /** Whether it is there only because something that runs still has it. */
    public boolean gone() {
        return origin.isEmpty();
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return name + " " + origin + " " + change;
    }
}
