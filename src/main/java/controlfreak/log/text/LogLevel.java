package controlfreak.log.text;

/** How serious a line is by its own words. Any thread. */
public enum LogLevel {
    /** It says nothing of it. */
    NONE,
    /** It says that it is neither of the others. */
    INFO,
    WARNING,
    ERROR
}
