package controlfreak.model;

/** Where a service's standard input comes from. Immutable; any thread. */
public sealed interface Stdin {
    /** {@code /dev/null}: it ends at once. */
    record Empty() implements Stdin {}

    /**
     * Stays open as long as the process runs, unless its end is asked for, and has what an operator types: some programs,
     * watchers among them, end when their input ends.
     */
    record Open() implements Stdin {}

    /**
     * A listening socket, as inetd's {@code wait} has it.
     *
     * @param name a {@link SocketSpec}'s
     */
    record Socket(String name) implements Stdin {
        public Socket {
            SocketSpec.nameProblem(name).ifPresent(problem -> {
                throw new IllegalArgumentException(problem);
            });
        }
    }
}
