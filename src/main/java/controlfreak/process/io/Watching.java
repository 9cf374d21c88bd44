package controlfreak.process.io;

/** How the I/O thread learns of events. */
public enum Watching {
    /** epoll and pidfd on Linux, and what is portable elsewhere or where one of them is missing. */
    BEST,
    /** poll and waitpid, on each Unix. */
    PORTABLE
}
