package controlfreak.model.rights;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What of a resource a process may take: the words of limits.conf and of prlimit, see getrlimit(2). Bounded for each
 * process alone; NPROC counts all of a user. Constants; any thread.
 */
public enum Limit {
    /** Address space. */
    AS('v', 1024),
    CORE('c', 512),
    /** In seconds. */
    CPU('t', 1),
    DATA('d', 1024),
    FSIZE('f', 512),
    LOCKS,
    MEMLOCK('l', 1024),
    MSGQUEUE,
    /** Up to which a process may raise its own priority: 20 less its lowest niceness. */
    NICE,
    NOFILE('n', 1),
    NPROC,
    RSS('m', 1024),
    RTPRIO,
    /** In microseconds. */
    RTTIME,
    SIGPENDING,
    STACK('s', 1024);

    private final char letter;
    private final int unit;

    Limit() {
        this('-', 1);
    }

    Limit(char letter, int unit) {
        this.letter = letter;
        this.unit = unit;
    }

    /** As it is written: {@code nofile}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Limit> of(String word) {
        return Arrays.stream(values())
                .filter(limit -> limit.word().equals(word))
                .findFirst();
    }

    /** Whether it counts bytes, and is well written as {@code 2G}. */
    public boolean isOfBytes() {
        return this == MSGQUEUE || unit > 1;
    }

    /** The option that each shell's ulimit knows it by; empty where some do not know it at all. */
    public Optional<Character> letter() {
        return letter == '-' ? Optional.empty() : Optional.of(letter);
    }

    /** How much one of a shell's ulimit is of ours; empty where there is none. */
    public OptionalInt unit() {
        return letter == '-' ? OptionalInt.empty() : OptionalInt.of(unit);
    }
}
