package controlfreak.model;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a service that is ready is watched, so that one which hangs is ended like one that has failed. Immutable; any
 * thread.
 *
 * @param failures how many failures in a row end it, 1 to 1000
 * @param extra what the workspace file says beyond this, kept to be written back (JSON as maps, lists and scalars)
 */
public record Liveness(Probe probe, int failures, Map<String, Object> extra) {
    public static final Duration DEFAULT_EVERY = Duration.ofSeconds(10);
    public static final int DEFAULT_FAILURES = 3;
    public static final int MAX_FAILURES = 1000;

    public Liveness {
        if (failures < 1 || failures > MAX_FAILURES) {
            throw new IllegalArgumentException("The number of failures is between 1 and " + MAX_FAILURES + ".");
        }
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    public static Liveness of(Check check) {
        return new Liveness(new Probe(check, DEFAULT_EVERY, Probe.DEFAULT_TIMEOUT), DEFAULT_FAILURES, Map.of());
    }
}
