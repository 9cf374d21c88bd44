package controlfreak.model;

/** Something that can be tried at any time to see whether a service does its work. Immutable; any thread. */
public sealed interface Check {
    String LOCAL = "localhost";

    int MAX_PORT = 65_535;

    /** Whether a TCP port takes a connection. */
    record Port(String host, int port) implements Check {
        public Port {
            if (host.isBlank() || host.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("The name of a host is needed.");
            }
            if (port < 1 || port > MAX_PORT) {
                throw new IllegalArgumentException("A port is between 1 and " + MAX_PORT + ".");
            }
        }
    }

    /** Whether a command ends with exit code 0; it runs with the service's variables, in its folder. */
    record Run(Command command) implements Check {}
}
