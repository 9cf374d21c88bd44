package controlfreak.engine.health;

import controlfreak.guard.VisibleText;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a service has said of itself, of all the words of sd_notify(3) those that are understood; others are passed over.
 * Immutable; any thread.
 *
 * @param phase where it says that it is now
 * @param values the latest of each name
 */
record Said(Optional<Phase> phase, Map<String, String> values) {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final String READY = "READY";
    private static final String STATUS = "STATUS";
    private static final String NEEDS = "EXTEND_TIMEOUT_USEC";
    private static final String MAIN = "MAINPID";
    private static final String WATCHDOG = "WATCHDOG";
    private static final String WATCHDOG_TIME = "WATCHDOG_USEC";
    private static final String ON = "1";
    private static final String TRIGGER = "trigger";
    private static final Set<String> KNOWN = Set.of(READY, STATUS, NEEDS, MAIN, WATCHDOG, WATCHDOG_TIME);

    /** Where a service says that it is. */
    enum Phase {
        READY,
        RELOADING,
        STOPPING
    }

    private static final int SHOWN = 200;

    Said {
        values = Map.copyOf(values);
    }

    /** What one message says. */
    static Said in(String message) {
        Said all = new Said(Optional.empty(), Map.of());
        for (String line : message.split("\n")) {
            int sign = line.indexOf('=');
            if (sign > 0) {
                all = all.and(ofLine(line.substring(0, sign), line.substring(sign + 1)));
            }
        }
        return all;
    }

    private static Said ofLine(String name, String value) {
        Optional<Phase> phase = switch (name) {
            case "READY", "RELOADING", "STOPPING" ->
                Optional.of(name).filter(on -> value.equals(ON)).map(Phase::valueOf);
            default -> Optional.empty();
        };
        return new Said(phase, isUnderstood(name, value) ? Map.of(name, value) : Map.of());
    }

    private static boolean isUnderstood(String name, String value) {
        return switch (name) {
            case NEEDS, WATCHDOG_TIME -> micros(value).isPresent();
            case MAIN -> number(value).isPresent();
            case READY -> value.equals(ON);
            case WATCHDOG -> value.equals(ON) || value.equals(TRIGGER);
            default -> KNOWN.contains(name);
        };
    }

    /** Whether it has said that it is ready, whatever it said then. */
    boolean ready() {
        return values.containsKey(READY);
    }

    /** What it does, a short text in its own words, on one line; may be empty. */
    Optional<String> status() {
        return value(STATUS).map(Said::shown);
    }

    /** How much more time it needs for what it is at, counted from then, at most an hour. */
    Optional<Duration> needs() {
        return value(NEEDS).flatMap(Said::micros);
    }

    /** Which process is its main one. */
    OptionalLong main() {
        return value(MAIN).map(Said::number).orElse(OptionalLong.empty());
    }

    /** Whether it has said that it works. */
    boolean works() {
        return value(WATCHDOG).isPresent() && !hasFailed();
    }

    /** Whether it has said that it does not, whatever it said then. */
    boolean hasFailed() {
        return value(WATCHDOG).filter(TRIGGER::equals).isPresent();
    }

    /** How long it may be from now on until it says again that it works, at most an hour. */
    Optional<Duration> watchdogTime() {
        return value(WATCHDOG_TIME).flatMap(Said::micros).filter(time -> !time.isZero());
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Empty where it is no number. */
    private static Optional<Duration> micros(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        Duration time = Duration.of(Long.parseLong(text), ChronoUnit.MICROS);
        return Optional.of(time.compareTo(LONGEST) > 0 ? LONGEST : time);
    }

    /** Empty where it is none of a process. */
    private static OptionalLong number(String text) {
        return text.matches("[1-9][0-9]{0,9}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static String shown(String status) {
        String text = VisibleText.of(status.replaceAll("\\p{Cntrl}", " ").strip());
        if (text.length() <= SHOWN) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return text.substring(0, end) + "…";
    }

    /** This, and then that. */
    Said and(Said later) {
        Map<String, String> all = new HashMap<>(values);
        later.values.forEach((name, value) -> all.merge(
                name, value, (before, now) -> name.equals(WATCHDOG) && before.equals(TRIGGER) ? before : now));
        return new Said(later.phase.or(() -> phase), all);
    }
}
