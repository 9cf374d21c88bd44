package controlfreak.engine.service;

/** What is to follow once the process of a service has ended. */
enum Intent {
    /** Whatever its restart policy says. */
    NONE,
    STOP,
    RESTART
}
