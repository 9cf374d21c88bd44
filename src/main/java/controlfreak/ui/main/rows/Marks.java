package controlfreak.ui.main.rows;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a row is marked with beside its state, be it a service's or a proxy's. FX thread only. */
final class Marks {
    private boolean restartNeeded;
    private boolean unseen;
    private boolean leaving;
    /** How many restarts there were when the count was set back, and when that was. */
    private int before;

    private Instant countedSince;

    /** @param now when the count of restarts begins */
    Marks(Instant now) {
        countedSince = now;
    }

    /** @param all how many there were, as far as the engine knows */
    Restarts restarts(int all) {
        return new Restarts(all < before ? all : all - before, Optional.of(countedSince));
    }

    /** @param all how many there were, as far as the engine knows */
    void setBackRestarts(int all, Instant now) {
        before = all;
        countedSince = now;
    }

    /** Whether its process has other variables than the next one would have. */
    boolean restartNeeded() {
        return restartNeeded;
    }

    /** Whether it has failed since the operator looked at it. */
    boolean unseen() {
        return unseen;
    }

    /** Whether the workspace no longer mentions it. */
    boolean leaving() {
        return leaving;
    }

    void compare(boolean isLive, Optional<Map<String, String>> has, Optional<Map<String, String>> wished) {
        restartNeeded = isLive && has.isPresent() && wished.isPresent() && !has.equals(wished);
    }

    void failed() {
        unseen = true;
    }

    void seen() {
        unseen = false;
    }

    void mention(boolean isMentioned) {
        leaving = !isMentioned;
    }
}
