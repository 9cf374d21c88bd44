package controlfreak.engine.health;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a service has said of itself, of all the words of sd_notify(3) those that are understood; others are passed over.
 * Immutable; any thread.
 *
 * @param phase where it is now
 * @param ready whether it has said that it is ready, whatever it said then
 * @param status what it does, a short text in its own words, on one line; may be empty
 * @param needs how much more time it needs for what it is at, counted from then, at most an hour
 */
record Said(Optional<Phase> phase, boolean ready, Optional<String> status, Optional<Duration> needs) {
    private static final Said NOTHING = new Said(Optional.empty(), false, Optional.empty(), Optional.empty());
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Where a service says that it is. */
    enum Phase {
        READY,
        RELOADING,
        STOPPING
    }

    private static final int SHOWN = 200;
    private static final String STATUS = "STATUS=";
    private static final String NEEDS = "EXTEND_TIMEOUT_USEC=";

    /** What one message says. */
    static Said in(String message) {
        Said all = NOTHING;
        for (String line : message.split("\n")) {
            all = all.and(ofLine(line));
        }
        return all;
    }

    private static Said ofLine(String line) {
        return switch (line) {
            case "READY=1" -> NOTHING.in(Phase.READY);
            case "RELOADING=1" -> NOTHING.in(Phase.RELOADING);
            case "STOPPING=1" -> NOTHING.in(Phase.STOPPING);
            default ->
                line.startsWith(STATUS)
                        ? new Said(
                                Optional.empty(),
                                false,
                                Optional.of(shown(line.substring(STATUS.length()))),
                                Optional.empty())
                        : line.startsWith(NEEDS)
                                ? new Said(
                                        Optional.empty(),
                                        false,
                                        Optional.empty(),
                                        micros(line.substring(NEEDS.length())))
                                : NOTHING;
        };
    }

    private Said in(Phase now) {
        return new Said(Optional.of(now), now == Phase.READY, status, needs);
    }

    /** Empty where it is no number, or nothing. */
    private static Optional<Duration> micros(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        Duration time = Duration.of(Long.parseLong(text), ChronoUnit.MICROS);
        return Optional.of(time.compareTo(LONGEST) > 0 ? LONGEST : time);
    }

    private static String shown(String status) {
        String text = status.replaceAll("\\p{Cntrl}", " ").strip();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    /** This, and then that. */
    Said and(Said later) {
        return new Said(
                later.phase.or(() -> phase),
                ready || later.ready,
                later.status.or(() -> status),
                later.needs.or(() -> needs));
    }
}
