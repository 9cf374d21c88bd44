package controlfreak.process;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What marks all that is started for one run: 15 hexadecimal digits. Each of its processes has it twice, as a variable,
 * and on Linux as its soft limit of CPU time for real-time scheduling (RLIMIT_RTTIME, in microseconds: tens of thousands
 * of years, so that it limits nothing). A program may clear its environment, close all its files, and leave its parent,
 * group and session in one moment; what it forks and executes has its limits all the same (POSIX: fork, exec). Any
 * thread.
 */
public final class RunMark {
    private static final int BITS = 60;
    private static final long LEAST = 1L << BITS;
    private static final int HEXADECIMAL = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RunMark() {}

    /** One that no other run has. */
    static String fresh() {
        return text(RANDOM.nextLong() & (LEAST - 1));
    }

    private static String text(long bits) {
        return String.format("%015x", bits);
    }

    /** The limit that stands for a mark; empty where that is none. */
    public static OptionalLong limit(String mark) {
        return mark.matches("[0-9a-f]{15}")
                ? OptionalLong.of(LEAST + Long.parseLong(mark, HEXADECIMAL))
                : OptionalLong.empty();
    }

    /** The mark that a limit stands for; empty where it is some other limit. */
    public static Optional<String> of(long limit) {
        return limit >= LEAST && limit < 2 * LEAST ? Optional.of(text(limit - LEAST)) : Optional.empty();
    }
}
