package controlfreak.engine.health;

import java.util.Optional;

/**
 * What a service has said of itself, of all the words of sd_notify(3) those that are understood; others are passed over.
 * Immutable; any thread.
 *
 * @param phase where it is now
 * @param ready whether it has said that it is ready, whatever it said then
 * @param status what it does, a short text in its own words, on one line; may be empty
 */
record Said(Optional<Phase> phase, boolean ready, Optional<String> status) {
    /** Where a service says that it is. */
    enum Phase {
        READY,
        RELOADING,
        STOPPING
    }

    private static final int SHOWN = 200;
    private static final String STATUS = "STATUS=";

    /** What one message says. */
    static Said in(String message) {
        Said all = new Said(Optional.empty(), false, Optional.empty());
        for (String line : message.split("\n")) {
            all = all.and(ofLine(line));
        }
        return all;
    }

    private static Said ofLine(String line) {
        return switch (line) {
            case "READY=1" -> new Said(Optional.of(Phase.READY), true, Optional.empty());
            case "RELOADING=1" -> new Said(Optional.of(Phase.RELOADING), false, Optional.empty());
            case "STOPPING=1" -> new Said(Optional.of(Phase.STOPPING), false, Optional.empty());
            default ->
                new Said(
                        Optional.empty(),
                        false,
                        line.startsWith(STATUS)
                                ? Optional.of(shown(line.substring(STATUS.length())))
                                : Optional.empty());
        };
    }

    private static String shown(String status) {
        String text = status.replaceAll("\\p{Cntrl}", " ").strip();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    /** This, and then that. */
    Said and(Said later) {
        return new Said(later.phase.or(() -> phase), ready || later.ready, later.status.or(() -> status));
    }
}
