package controlfreak.model.status;

import java.util.EnumSet;
import java.util.Set;

/** The states of a service, in ControlFreak's words, with their legal moves. Any thread. */
public enum ServiceState {
    /** Nothing runs and nothing is wished to. */
    STOPPED,
    /**
     * Asked for: waits for what it is to be started after, then for its proxy, or lives and has not yet lived long
     * enough to count.
     */
    STARTING,
    /** Has lived long enough to count; the status says whether it is ready, too. */
    RUNNING,
    /** Was told to end, or has ended and left processes behind that are being ended. */
    STOPPING,
    /** A start failed and is tried again after a delay. */
    BACKOFF,
    /** Ended abnormally and is not tried again by itself. */
    FAIL,
    /** Failed to start too often and was given up. */
    FATAL;

    private static final Set<ServiceState> LIVE = EnumSet.of(STARTING, RUNNING, STOPPING);

    /** Whether a move from this state to another is legal. */
    public boolean mayBecome(ServiceState next) {
        return moves().contains(next);
    }

    private Set<ServiceState> moves() {
        return switch (this) {
            case STOPPED, FATAL -> EnumSet.of(STARTING, STOPPED);
            case FAIL -> EnumSet.of(STARTING, STOPPED, BACKOFF, FATAL);
            case STARTING -> EnumSet.of(RUNNING, STOPPING, STOPPED, BACKOFF, FAIL, FATAL);
            case RUNNING -> EnumSet.of(STOPPING, STOPPED, FAIL);
            case STOPPING -> EnumSet.of(STOPPED, FAIL, STARTING, BACKOFF, FATAL);
            case BACKOFF -> EnumSet.of(STARTING, STOPPED, FAIL, FATAL);
        };
    }

    /** Whether a process may exist. */
    public boolean isLive() {
        return LIVE.contains(this);
    }

    /** Whether something is on its way: a process lives, or a retry is due. */
    public boolean isUp() {
        return isLive() || this == BACKOFF;
    }

    public boolean isTrouble() {
        return this == FAIL || this == FATAL;
    }
}
