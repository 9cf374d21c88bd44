package controlfreak.log;

/** Where a line of a log comes from. Any thread. */
public enum LogStream {
    OUT,
    ERR,
    /** The panel itself: a start, an exit, a line that was lost. Not in the file. */
    NOTE
}
