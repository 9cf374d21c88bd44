package controlfreak.process;

/** The pipes between the panel and a child, with the child's descriptor number. Any thread. */
public enum ChildStream {
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

    /** The number that the child knows the pipe by. */
    public int descriptor() {
        return descriptor;
    }
}
