package controlfreak.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a service is asked to end. Immutable; any thread.
 *
 * @param extra what the workspace file says beyond this, kept to be written back
 */
public record Stop(Ask ask, Map<String, Object> extra) {
    /** What takes nobody to an end. */
    private static final Set<Signal> IDLE = Set.of(Signal.STOP, Signal.CONT);

    /** By SIGTERM, to whom it is usually for. */
    public static final Stop DEFAULT = of(new Ask.Send(Signal.TERM, Optional.empty()));

    public Stop {
        if (ask instanceof Ask.Send send && !canBeBy(send.signal())) {
            throw new IllegalArgumentException("SIG" + send.signal() + " ends nothing.");
        }
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    public static Stop of(Ask ask) {
        return new Stop(ask, Map.of());
    }

    /** Whether a process can be brought to its end by a signal. */
    public static boolean canBeBy(Signal signal) {
        return !IDLE.contains(signal);
    }
}
