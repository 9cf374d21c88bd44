package controlfreak.protocol;

import controlfreak.model.Environment;

/** The variables that tell a proxy the numbers of its pipes, and what it may write to them. Any thread. */
public final class ProxyVariables {
    public static final String COMMAND_FD = "_CFK_COMMAND_FD";
    public static final String STATUS_FD = "_CFK_STATUS_FD";
    public static final String LOG_FD = "_CFK_LOG_FD";

    /** Says that pieces of lines are joined, so that a proxy may pass them on as they come. */
    public static final String LOG_PIECES = "_CFK_LOG_PIECES";

    private ProxyVariables() {}

    /**
     * The variables for three descriptor numbers.
     *
     * @throws IllegalArgumentException where one is below 3: existing proxies take 0 for missing, and 1 and 2 are taken
     */
    public static Environment of(int commandFd, int statusFd, int logFd) {
        if (Math.min(commandFd, Math.min(statusFd, logFd)) < 3) {
            throw new IllegalArgumentException("A proxy's pipes are numbered 3 and up.");
        }
        return Environment.EMPTY
                .with(COMMAND_FD, Integer.toString(commandFd))
                .with(STATUS_FD, Integer.toString(statusFd))
                .with(LOG_FD, Integer.toString(logFd))
                .with(LOG_PIECES, "1");
    }
}
