package controlfreak.ui.main.rows;

import java.util.Map;
import java.util.Optional;

/** What a row is marked with beside its state, be it a service's or a proxy's. FX thread only. */
final class Marks {
    private boolean restartNeeded;
    private boolean unseen;
    private boolean leaving;

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
