package controlfreak.model;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What is run around each run of a service, one command after the other. Immutable; any thread.
 *
 * @param before what must have ended well before its process is started
 * @param after what is run once all of its process is gone, however that ended
 */
public record Hooks(List<Hook> before, List<Hook> after) {
    public static final Hooks NONE = new Hooks(List.of(), List.of());

    /** How long a command may take where nothing is said. */
    public static final Duration USUAL_WAIT = Duration.ofSeconds(60);

    public static final Duration LONGEST_WAIT = Duration.ofHours(1);

    public Hooks {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    public Hooks withBefore(List<Hook> newBefore) {
        return new Hooks(newBefore, after);
    }

    public Hooks withAfter(List<Hook> newAfter) {
        return new Hooks(before, newAfter);
    }

    Stream<Command> commands() {
        return Stream.concat(before.stream(), after.stream()).map(Hook::command);
    }

    Hooks with(UnaryOperator<Command> change) {
        return new Hooks(with(before, change), with(after, change));
    }

    private static List<Hook> with(List<Hook> hooks, UnaryOperator<Command> change) {
        return hooks.stream()
                .map(hook -> new Hook(change.apply(hook.command()), hook.patience(), hook.extra()))
                .toList();
    }

    /**
     * One command.
     *
     * @param patience how long it may take, up to {@link #LONGEST_WAIT}; then it is ended with all that it has started
     * @param extra what the workspace file says beyond this, kept to be written back
     */
    public record Hook(Command command, Duration patience, Map<String, Object> extra) {
        public Hook {
            if (patience.isNegative() || patience.compareTo(LONGEST_WAIT) > 0) {
                throw new IllegalArgumentException("The time for a command is between 0 and 3600 seconds.");
            }
            extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
        }

        public static Hook of(Command command) {
            return new Hook(command, USUAL_WAIT, Map.of());
        }
    }
}
