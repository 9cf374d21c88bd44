package controlfreak.model.rights;

import java.util.OptionalLong;

/**
 * How much of a resource a process may take. Immutable; any thread.
 *
 * @param soft what holds, 0 or more, {@link #UNLIMITED} for any
 * @param hard up to what a process may raise that itself; empty leaves it as it is, or as far above as is needed
 */
public record LimitRange(long soft, OptionalLong hard) {
    public static final long UNLIMITED = Long.MAX_VALUE;

    public LimitRange {
        if (soft < 0 || hard.orElse(0) < 0) {
            throw new IllegalArgumentException("A limit is 0 or more, or \"unlimited\".");
        }
        if (soft > hard.orElse(UNLIMITED)) {
            throw new IllegalArgumentException("The soft limit cannot be above the hard one.");
        }
    }

    public static LimitRange of(long soft) {
        return new LimitRange(soft, OptionalLong.empty());
    }
}
