package controlfreak.model.status;

import java.util.EnumSet;
import java.util.Set;

/** The states of a proxy, with their legal moves. Any thread. */
public enum ProxyState {
    DOWN,
    /** Its process lives and has not yet said that it is ready, or answered a first command. */
    PRELOADING,
    UP,
    STOPPING,
    /** Its process ended without being asked to; see the status whether it comes back. */
    FAIL;

    /** Whether a move from this state to another is legal. */
    public boolean mayBecome(ProxyState next) {
        return moves().contains(next);
    }

    private Set<ProxyState> moves() {
        return switch (this) {
            case DOWN, FAIL -> EnumSet.of(PRELOADING, DOWN, FAIL);
            case PRELOADING -> EnumSet.of(UP, STOPPING, FAIL, DOWN);
            // Back to loading where a new process takes over from one that has died before its time.
            case UP -> EnumSet.of(PRELOADING, STOPPING, FAIL, DOWN);
            case STOPPING -> EnumSet.of(DOWN, FAIL);
        };
    }

    /** Whether a process may exist. */
    public boolean isLive() {
        return this == PRELOADING || this == UP || this == STOPPING;
    }
}
