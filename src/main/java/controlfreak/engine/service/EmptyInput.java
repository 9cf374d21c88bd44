package controlfreak.engine.service;

import controlfreak.model.ServiceSpec;
import controlfreak.model.Stdin;
import java.time.Duration;
import java.util.Optional;

/**
 * What may have ended a program that is meant to stay: some, watchers among them, end when their input does. Whether this
 * one reads it cannot be known. Engine thread only.
 */
final class EmptyInput {
    static final String HINT = "if it reads its standard input, which is empty, keep that open (\"stdin\": \"open\")";

    /** What has lived longer has met the end of its input long before, however long it took to begin. */
    private static final Duration LATEST = Duration.ofMinutes(1);

    private EmptyInput() {}

    /**
     * A hint for one that has ended by itself without a failure; empty where it is a job, or has another input.
     *
     * @param isMissed whether somebody waits in vain for it to be ready
     */
    static String hint(ServiceSpec spec, Optional<Duration> lived, boolean isMissed) {
        boolean isToStay = isMissed
                || spec.restart().respawnOnStop()
                || spec.health().ready().isPresent()
                || spec.health().live().isPresent();
        boolean soon = lived.filter(time -> time.compareTo(LATEST) < 0).isPresent();
        return isToStay && soon && spec.streams().stdin() instanceof Stdin.Empty ? HINT : "";
    }
}
