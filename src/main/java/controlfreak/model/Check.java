package controlfreak.model;

/** Something that can be tried at any time to see whether a service does its work. Immutable; any thread. */
public sealed interface Check {
    String LOCAL = "localhost";

    int MAX_PORT = 65_535;

    /**
     * Whether a TCP port takes a connection.
     *
     * @param port its number, or what an instance's number is added to
     * @param perInstance whether it is another one for each instance
     */
    record Port(String host, int port, boolean perInstance) implements Check {
        public Port {
            if (host.isBlank() || host.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("The name of a host is needed.");
            }
            int first = perInstance ? port + 1 : port;
            if (first < 1 || first > MAX_PORT) {
                throw new IllegalArgumentException("A port is between 1 and " + MAX_PORT + ".");
            }
        }

        public Port(String host, int port) {
            this(host, port, false);
        }

        /** The port as it is written: {@code 8080}, or as {@link InstanceTemplate} has it. */
        public String number() {
            return perInstance ? InstanceTemplate.sum(port) : Integer.toString(port);
        }
    }

    /** Whether a command ends with exit code 0; it runs with the service's variables, in its folder. */
    record Run(Command command) implements Check {}

    /** Whether it goes on saying itself that it works: {@code WATCHDOG=1} on its {@code NOTIFY_SOCKET}, as for systemd. */
    record Heartbeat() implements Check {}
}
