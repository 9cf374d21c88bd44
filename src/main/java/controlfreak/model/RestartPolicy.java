package controlfreak.model;

import java.time.Duration;

/**
 * When a service is restarted, how long it is watched and how long it may take to stop. Immutable; any thread.
 *
 * @param respawnOnFail restart once after an abnormal exit while running
 * @param respawnOnStop restart after a normal exit
 * @param maxRetries how often a start that fails is tried again before it is given up, 0 to 1000
 * @param startWait how long a service must have lived to count as running, 0 to 1 h
 * @param stopWait how long a service may take to end after it was asked to, before SIGKILL, 0 to 1 h
 */
public record RestartPolicy(
        boolean respawnOnFail, boolean respawnOnStop, int maxRetries, Duration startWait, Duration stopWait) {
    public static final int MAX_RETRIES = 1000;
    public static final Duration MAX_WAIT = Duration.ofHours(1);

    /**
     * The defaults of the ControlFreak manual, but for the time to stop: its two seconds cost a program that writes down
     * what it has in memory what it has; others that run such programs give them ten.
     */
    public static final RestartPolicy DEFAULT =
            new RestartPolicy(true, false, 8, Duration.ofSeconds(1), Duration.ofSeconds(10));

    public RestartPolicy {
        if (maxRetries < 0 || maxRetries > MAX_RETRIES) {
            throw new IllegalArgumentException("The number of retries is between 0 and " + MAX_RETRIES + ".");
        }
        requireWait(startWait, "The time to start");
        requireWait(stopWait, "The time to stop");
    }

    private static void requireWait(Duration wait, String what) {
        if (wait.isNegative() || wait.compareTo(MAX_WAIT) > 0) {
            throw new IllegalArgumentException(what + " is between 0 and 3600 seconds.");
        }
    }

    public RestartPolicy withRespawnOnFail(boolean respawn) {
        return new RestartPolicy(respawn, respawnOnStop, maxRetries, startWait, stopWait);
    }

    public RestartPolicy withRespawnOnStop(boolean respawn) {
        return new RestartPolicy(respawnOnFail, respawn, maxRetries, startWait, stopWait);
    }

    public RestartPolicy withMaxRetries(int retries) {
        return new RestartPolicy(respawnOnFail, respawnOnStop, retries, startWait, stopWait);
    }

    public RestartPolicy withStartWait(Duration wait) {
        return new RestartPolicy(respawnOnFail, respawnOnStop, maxRetries, wait, stopWait);
    }

    public RestartPolicy withStopWait(Duration wait) {
        return new RestartPolicy(respawnOnFail, respawnOnStop, maxRetries, startWait, wait);
    }
}
