package controlfreak.protocol;

import controlfreak.model.Environment;
import java.util.List;

/** The variables that tell a proxy the numbers of its pipes, and what it may write to them. Any thread. */
public final class ProxyVariables {
    public static final String COMMAND_FD = "_CFK_COMMAND_FD";
    public static final String STATUS_FD = "_CFK_STATUS_FD";
    public static final String LOG_FD = "_CFK_LOG_FD";

    /** Before the name of a listening socket: the number by which the proxy has it. */
    public static final String SOCKET = "_CFK_SOCK_";

    /** Says that pieces of lines are joined, so that a proxy may pass them on as they come. */
    public static final String LOG_PIECES = "_CFK_LOG_PIECES";

    private ProxyVariables() {}

    /** The variables for sockets, in order, that have numbers one after the other. */
    public static Environment ofSockets(List<String> names, int first) {
        Environment variables = Environment.EMPTY;
        for (int i = 0; i < names.size(); i++) {
            variables = variables.with(SOCKET + names.get(i), Integer.toString(first + i));
        }
        return variables;
    }

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
