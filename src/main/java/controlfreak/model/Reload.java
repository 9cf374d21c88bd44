package controlfreak.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a service takes up its changed settings while it runs. Immutable; any thread.
 *
 * @param check a command that ends with exit code 0 where the settings are right; it is run first
 * @param extra what the workspace file says beyond this, kept to be written back
 */
public record Reload(Ask ask, Optional<Command> check, Map<String, Object> extra) {
    private static final Set<Signal> UNFIT = Set.of(Signal.STOP, Signal.CONT, Signal.KILL);

    public Reload {
        if (ask instanceof Ask.Send send && !canBeBy(send.signal())) {
            throw new IllegalArgumentException("SIG" + send.signal() + " reloads nothing.");
        }
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    public static Reload of(Ask ask) {
        return new Reload(ask, Optional.empty(), Map.of());
    }

    /** Whether a process can take a signal for a wish to reload. */
    public static boolean canBeBy(Signal signal) {
        return !UNFIT.contains(signal);
    }
}
