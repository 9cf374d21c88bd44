package controlfreak.process;

/** The pipes between the panel and a child, with the child's descriptor number. Any thread. */
public enum ChildStream {
    /** From the panel to a child: what an operator types; it ends when the child has ended, or earlier where that is asked for. */
    STDIN(0),
    STDOUT(1),
    STDERR(2),
    /** From the panel to a proxy. */
    COMMAND(3),
    /** From a proxy to the panel. */
    STATUS(4),
    /** From a proxy to the panel: the lines of its services. */
    LOG(5);

    private final int descriptor;

    ChildStream(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Whether the child reads from it. */
    public boolean isInput() {
        return this == STDIN || this == COMMAND;
    }

    /** The number that the child knows the pipe by. */
    public int descriptor() {
        return descriptor;
    }
}
