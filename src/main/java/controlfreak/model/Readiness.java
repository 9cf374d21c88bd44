package controlfreak.model;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How a service that runs is known to be ready for its work. Immutable; any thread.
 *
 * @param extra what the workspace file says beyond this, kept to be written back (JSON as maps, lists and scalars)
 */
public record Readiness(Sign sign, Map<String, Object> extra) {
    public static final Duration DEFAULT_EVERY = Duration.ofSeconds(1);

    /** What is waited for. */
    public sealed interface Sign {
        /** A check that succeeds for the first time. */
        record Probed(Probe probe) implements Sign {}

        /** A line of its output in which a regular expression is found. */
        record Line(String pattern) implements Sign {
            public Line {
                if (pattern.isEmpty()) {
                    throw new IllegalArgumentException("A text to look for is needed.");
                }
                try {
                    Pattern.compile(InstanceTemplate.filledIn(pattern, 1));
                } catch (PatternSyntaxException e) {
                    throw new IllegalArgumentException("This is no regular expression: " + e.getDescription() + ".", e);
                }
            }
        }

        /** {@code READY=1} on the socket that it is given as {@code NOTIFY_SOCKET}, as systemd's services say it. */
        record Notified() implements Sign {}
    }

    public Readiness {
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    public static Readiness of(Sign sign) {
        return new Readiness(sign, Map.of());
    }
}
