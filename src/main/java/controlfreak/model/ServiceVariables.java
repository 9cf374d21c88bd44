package controlfreak.model;

import java.util.Optional;

/** The variables that tell a process which service it is; the proxy protocol and services without a proxy share them. */
public final class ServiceVariables {
    /** Is {@code 1} in every service. */
    public static final String ENABLED = "CONTROL_FREAK_ENABLED";

    /** The name that the process goes by: {@code web} or {@code web-3}. */
    public static final String SERVICE = "CONTROL_FREAK_SERVICE";

    /** The number of the instance, from 1; 1 where the service is a single process. */
    public static final String INSTANCE = "CONTROL_FREAK_INSTANCE";

    /** Where a service says that it is ready; only where that is waited for. */
    public static final String NOTIFY_SOCKET = "NOTIFY_SOCKET";

    /** How many microseconds it may be until a service says again that it works; only where that is waited for. */
    public static final String WATCHDOG_USEC = "WATCHDOG_USEC";

    /** The process that is to say so. */
    public static final String WATCHDOG_PID = "WATCHDOG_PID";

    /** Marks all that is started for one run of a service or a proxy, with a value that no other run has. */
    public static final String RUN = "CONTROL_FREAK_RUN";

    /** What a run came to, see {@link #ofEnd}. */
    public static final String RESULT = "CONTROL_FREAK_RESULT";

    /** The exit code of a run; only where its process exited. */
    public static final String EXIT_CODE = "CONTROL_FREAK_EXIT_CODE";

    /** The signal that ended a run, as in {@code TERM}; only where one did. */
    public static final String EXIT_SIGNAL = "CONTROL_FREAK_EXIT_SIGNAL";

    private ServiceVariables() {}

    /** What the engine adds for one process, over all that the operator set. */
    public static Environment of(ServiceId id) {
        return Environment.EMPTY
                .with(ENABLED, "1")
                .with(SERVICE, id.name())
                .with(INSTANCE, Integer.toString(id.number()));
    }

    /**
     * What is told of a run that has ended.
     *
     * @param result {@code stopped} where somebody has asked for that, {@code success} or {@code failure} where it ended
     *     by itself or could not be started
     * @param exit how its process ended; empty where it had none, or nobody knows
     */
    public static Environment ofEnd(String result, Optional<ExitStatus> exit) {
        Environment told = Environment.EMPTY.with(RESULT, result);
        if (exit.isEmpty()) {
            return told;
        }
        return exit.get().signal() == 0
                ? told.with(EXIT_CODE, Integer.toString(exit.get().code()))
                : told.with(EXIT_SIGNAL, Signal.nameOf(exit.get().signal()).replaceFirst("^SIG", ""));
    }
}
