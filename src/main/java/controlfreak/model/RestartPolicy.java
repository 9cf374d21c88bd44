package controlfreak.model;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * When a service is started and restarted by itself, how long it is watched and how long it may take to stop. Immutable; any thread.
 *
 * @param autostart start when the workspace is opened
 * @param respawnOnFail restart once after an abnormal exit while running
 * @param respawnOnStop restart after a normal exit
 * @param maxRetries how often a start that fails is tried again before it is given up, 0 to 1000
 * @param startWait how long a service must have lived to count as running, 0 to 1 h
 * @param stopWait how long a service may take to end after it was asked to, before SIGKILL, 0 to 1 h
 * @param successExit what counts as a normal exit besides exit code 0, each once
 * @param startLimit how often it may be started by itself; empty where that is not limited
 * @param maxDelay how long a retry waits at most, 0 to 1 h; empty where only the rule of the backoff holds
 */
public record RestartPolicy(
        boolean autostart,
        boolean respawnOnFail,
        boolean respawnOnStop,
        int maxRetries,
        Duration startWait,
        Duration stopWait,
        List<ExitStatus> successExit,
        Optional<StartLimit> startLimit,
        Optional<Duration> maxDelay) {
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
        maxDelay.ifPresent(delay -> requireWait(delay, "The longest delay"));
        successExit = List.copyOf(successExit);
        if (new LinkedHashSet<>(successExit).size() < successExit.size()) {
            throw new IllegalArgumentException("Each way to end is named once.");
        }
    }

    /** With exit code 0 alone as a normal exit, and the usual backoff without other limits. */
    public RestartPolicy(
            boolean respawnOnFail, boolean respawnOnStop, int maxRetries, Duration startWait, Duration stopWait) {
        this(
                false,
                respawnOnFail,
                respawnOnStop,
                maxRetries,
                startWait,
                stopWait,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static void requireWait(Duration wait, String what) {
        if (wait.isNegative() || wait.compareTo(MAX_WAIT) > 0) {
            throw new IllegalArgumentException(what + " is between 0 and 3600 seconds.");
        }
    }

    /**
     * How often a service may be started within a time before it is given up.
     *
     * @param starts the one that was asked for is the first, 1 to 1000
     * @param within up to 1 h
     */
    public record StartLimit(int starts, Duration within) {
        public static final int MAX_STARTS = 1000;

        public StartLimit {
            if (starts < 1 || starts > MAX_STARTS) {
                throw new IllegalArgumentException("The number of starts is between 1 and " + MAX_STARTS + ".");
            }
            requireWait(within, "The time of a limit of starts");
        }
    }

    /** The end of a process, as a normal one where it counts as such. */
    public ExitStatus judged(ExitStatus end) {
        return successExit.stream().anyMatch(end::isLike) ? end.wanted() : end;
    }

    /** How long to wait where the rule of the backoff says that long. */
    public Duration bounded(Duration delay) {
        return maxDelay.filter(most -> most.compareTo(delay) < 0).orElse(delay);
    }

    /** This one with changes. */
    public RestartPolicy with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.build();
    }

    public RestartPolicy withStopWait(Duration wait) {
        return with(draft -> draft.stopWait = wait);
    }

    /** What a policy is made of, to be changed. One thread. */
    public static final class Draft {
        public boolean autostart;
        public boolean respawnOnFail;
        public boolean respawnOnStop;
        public int maxRetries;
        public Duration startWait;
        public Duration stopWait;
        public List<ExitStatus> successExit;
        public Optional<StartLimit> startLimit;
        public Optional<Duration> maxDelay;

        private Draft(RestartPolicy policy) {
            autostart = policy.autostart;
            respawnOnFail = policy.respawnOnFail;
            respawnOnStop = policy.respawnOnStop;
            maxRetries = policy.maxRetries;
            startWait = policy.startWait;
            stopWait = policy.stopWait;
            successExit = policy.successExit;
            startLimit = policy.startLimit;
            maxDelay = policy.maxDelay;
        }

        private RestartPolicy build() {
            return new RestartPolicy(
                    autostart,
                    respawnOnFail,
                    respawnOnStop,
                    maxRetries,
                    startWait,
                    stopWait,
                    successExit,
                    startLimit,
                    maxDelay);
        }
    }
}
