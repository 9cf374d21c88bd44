package controlfreak.model.rights;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * As whom a service runs, and how much it may take; what is empty is as the panel has it. Immutable; any thread.
 *
 * @param user a name or a number
 * @param group a name or a number; empty means the user's own
 * @param umask what its new files are never permitted, 0 to 0777
 * @param nice its niceness, -20 (served first) to 19
 * @param oomScoreAdj how soon it is killed where memory runs out, -1000 (never) to 1000 (first)
 */
public record RunAs(
        Optional<String> user,
        Optional<String> group,
        Optional<Integer> umask,
        Map<Limit, LimitRange> limits,
        Optional<Integer> nice,
        Optional<Integer> oomScoreAdj) {
    public static final RunAs PANEL = new RunAs(
            Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Optional.empty());

    public static final int MAX_UMASK = 0777;
    public static final int MIN_NICE = -20;
    public static final int MAX_NICE = 19;
    public static final int MAX_OOM = 1000;

    /** What no system takes into a name, as the password file could not hold it. */
    private static final Pattern NO_NAME = Pattern.compile("[\\s\\p{Cntrl}:,/]|^-|^$");

    public RunAs {
        requireName(user, "The name of a user");
        requireName(group, "The name of a group");
        require(umask, 0, MAX_UMASK, "The umask is between 0000 and 0777.");
        require(nice, MIN_NICE, MAX_NICE, "The niceness is between -20 and 19.");
        require(oomScoreAdj, -MAX_OOM, MAX_OOM, "The out-of-memory score is between -1000 and 1000.");
        EnumMap<Limit, LimitRange> ordered = new EnumMap<>(Limit.class);
        ordered.putAll(limits);
        limits = Collections.unmodifiableMap(ordered);
    }

    private static void requireName(Optional<String> name, String what) {
        if (name.filter(text -> NO_NAME.matcher(text).find()).isPresent()) {
            throw new IllegalArgumentException(what + " holds no blanks, colons, commas or slashes.");
        }
    }

    private static void require(Optional<Integer> number, int least, int most, String sentence) {
        if (number.filter(value -> value < least || value > most).isPresent()) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** Whether it runs as somebody who is named. */
    public boolean namesSomebody() {
        return user.isPresent() || group.isPresent();
    }

    /** As whom it runs alone, for what is run beside it. */
    public RunAs withoutBounds() {
        return new RunAs(user, group, umask, Map.of(), Optional.empty(), Optional.empty());
    }

    public RunAs withUser(Optional<String> name) {
        return new RunAs(name, group, umask, limits, nice, oomScoreAdj);
    }

    public RunAs withGroup(Optional<String> name) {
        return new RunAs(user, name, umask, limits, nice, oomScoreAdj);
    }

    public RunAs withUmask(Optional<Integer> mask) {
        return new RunAs(user, group, mask, limits, nice, oomScoreAdj);
    }

    public RunAs withLimits(Map<Limit, LimitRange> ranges) {
        return new RunAs(user, group, umask, ranges, nice, oomScoreAdj);
    }

    public RunAs withNice(Optional<Integer> niceness) {
        return new RunAs(user, group, umask, limits, niceness, oomScoreAdj);
    }

    public RunAs withOomScoreAdj(Optional<Integer> score) {
        return new RunAs(user, group, umask, limits, nice, score);
    }
}
