package controlfreak.model;

/**
 * Which process is meant: a service and, where it has several, the number of the instance. Immutable; any thread.
 *
 * @param service the service's name in the workspace
 * @param instance 1 and up, or 0 where the service is a single process
 */
public record ServiceId(String service, int instance) {
    /** The name that the process, its log and the proxy protocol go by: {@code web} or {@code web-3}. */
    public String name() {
        return instance == 0 ? service : service + "-" + instance;
    }

    /** The number that values are made of: a single process is the first. */
    public int number() {
        return Math.max(1, instance);
    }

    @Override
    public String toString() {
        return name();
    }
}
