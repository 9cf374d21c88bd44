package controlfreak.log;

/** Where a line of a log comes from. Any thread. */
public enum LogStream {
    OUT,
    ERR,
    /** What an operator typed for the process; never in a file. */
    IN,
    /** The panel itself: a signal, a line that was lost. */
    NOTE,
    /** The panel itself: a process was started, and with it a run begins. */
    START,
    /** The panel itself: a process has ended, and how. */
    END;

    /** Whether it comes from the panel, and not from the process. */
    public boolean isPanel() {
        return this != OUT && this != ERR;
    }

    /** Whether a run begins or ends with it. */
    public boolean isBoundary() {
        return this == START || this == END;
    }
}
