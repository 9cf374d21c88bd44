package controlfreak.log;

/** Where a line of a log comes from. Any thread. */
public enum LogStream {
    OUT,
    ERR,
    /** The panel itself: a signal, a line that was lost. */
    NOTE,
    /** The panel itself: a process was started, and with it a run begins. */
    START,
    /** The panel itself: a process has ended, and how. */
    END;

    /** Whether the panel says it, and not the process. */
    public boolean isPanel() {
        return this != OUT && this != ERR;
    }

    /** Whether a run begins or ends with it. */
    public boolean isBoundary() {
        return this == START || this == END;
    }
}
