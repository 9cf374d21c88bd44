package controlfreak.model;

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

    /** Marks all that is started for one run of a service or a proxy, with a value that no other run has. */
    public static final String RUN = "CONTROL_FREAK_RUN";

    private ServiceVariables() {}

    /** What the engine adds for one process, over all that the operator set. */
    public static Environment of(ServiceId id) {
        return Environment.EMPTY
                .with(ENABLED, "1")
                .with(SERVICE, id.name())
                .with(INSTANCE, Integer.toString(id.number()));
    }
}
