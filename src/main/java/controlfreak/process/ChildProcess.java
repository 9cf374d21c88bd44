package controlfreak.process;

/** A child that was started. Any thread. */
public interface ChildProcess {
    /** The child, which also leads its own session and process group. */
    ProcessIdentity identity();

    /**
     * Queues bytes for {@link ChildStream#COMMAND}; they are written in order, each call's bytes in a single write
     * where they fit into PIPE_BUF. Bytes for a child that no longer reads are dropped: its exit will tell.
     */
    void send(byte[] bytes);

    /** How many bytes are queued and not yet taken by the pipe. */
    long unsent();

    /** Closes {@link ChildStream#COMMAND} once all that is queued has been written. */
    void closeCommands();

    /** By which pipes it writes to the panel. */
    default OutputPipes outputs() {
        return OutputPipes.NONE;
    }

    /** Its {@link ChildStream#STDIN}; leads nowhere where that is no pipe. */
    ChildInput input();
}
