package controlfreak.process;

/** How the I/O thread learns of events. */
enum Watching {
    /** epoll and pidfd on Linux, and what is portable elsewhere or where one of them is missing. */
    BEST,
    /** poll and waitpid, on each Unix. */
    PORTABLE
}
